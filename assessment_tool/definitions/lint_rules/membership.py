"""Membership: every scored item counts somewhere, and every scale can do with its members what it says."""

from collections.abc import Iterator

from assessment_tool.core.instrument import (
    Direction,
    Instrument,
    Item,
    Kind,
    MethodName,
    MissingRuleName,
    Scale,
)
from assessment_tool.definitions.findings import Finding
from assessment_tool.definitions.places import Placed, placed_items, placed_scales
from assessment_tool.definitions.version_file import VersionFile

_TURNING = {
    *(MethodName.COUNT, MethodName.LOOKUP, MethodName.LINEAR, MethodName.WEIGHTED_SUM),
    MethodName.COMPOSITE,
}
"""Methods whose value may run against the grades it is made of."""


def membership(file: VersionFile) -> Iterator[Finding]:
    """Scored items outside every scale, and items that are called unscored."""
    members = {member for scale in file.instrument.scales for member in scale.rests_on}
    for item in placed_items(file.instrument):
        has_scores = any(option.score is not None for option in item.part.options)
        if has_scores and item.part.scored and item.part.id not in members:
            message = f"“{item.part.id}” has scores and counts in no scale."
            mend = "Add it to a scale, or write “scored: false” (or remove the scores)."
            yield file.tree.finding((*item.path, "id"), "unscored-item", message, mend)
        if not item.part.scored and (item.part.id in members or not has_scores):
            why = "counts in a scale" if item.part.id in members else "has no scores anyway"
            message = f"“{item.part.id}” says “scored: false” and {why}."
            yield file.tree.finding(
                (*item.path, "scored"), "unscored-item", message, "Remove one of the two."
            )


def members(file: VersionFile) -> Iterator[Finding]:
    """Members without points or asked only sometimes, and rules that do not fit the members."""
    for scale in placed_scales(file.instrument):
        yield from _pointless_members(file, scale)
        yield from _conditional_members(file, scale)
        yield from _missing_rule(file, scale)
        yield from _direction(file, scale)


def _pointless_members(file: VersionFile, scale: Placed[Scale]) -> Iterator[Finding]:
    for number, member in enumerate(scale.part.of):
        item = file.instrument.items.get(member)
        if item and not has_points(item):
            message = f"“{member}” has no points and cannot count in “{scale.part.id}”."
            path = (*scale.path, "of", number)
            yield file.tree.finding(
                path, "member-without-score", message, "Score its options, or take it out."
            )


def has_points(item: Item) -> bool:
    """Whether an answer to the item can count."""
    return item.kind is Kind.NUMBER or any(option.score is not None for option in item.options)


def _conditional_members(file: VersionFile, scale: Placed[Scale]) -> Iterator[Finding]:
    if scale.part.missing.name is not MissingRuleName.ALL_REQUIRED:
        return
    for number, member in enumerate(scale.part.of):
        if _is_conditional(file.instrument, member):
            message = f"“{member}” is asked only sometimes, and “{scale.part.id}” requires every item."
            mend = "Choose min_answered, prorate or fixed, and say why that is right (because)."
            yield file.tree.finding((*scale.path, "of", number), "conditional-member", message, mend)


def _is_conditional(instrument: Instrument, member: str) -> bool:
    item = instrument.items.get(member)
    return item is not None and item.show is not None


def _missing_rule(file: VersionFile, scale: Placed[Scale]) -> Iterator[Finding]:
    missing, path = scale.part.missing, (*scale.path, "missing")
    if missing.at_least > len(scale.part.of):
        message = f"“{scale.part.id}” wants {missing.at_least} answers and has {len(scale.part.of)} members."
        yield file.tree.finding((*path, "at_least"), "missing-rule", message, "Lower at_least.")
    if missing.name is MissingRuleName.PRORATE and scale.part.method.name is not MethodName.SUM:
        message = f"“{scale.part.id}” is prorated and not a sum."
        yield file.tree.finding((*path, "rule"), "missing-rule", message, "Prorate sums only.")
    if missing.name is MissingRuleName.FIXED and scale.part.method.name is MethodName.COMPOSITE:
        message = f"“{scale.part.id}” is a level, and no level can rest on an answer that nobody gave."
        yield file.tree.finding((*path, "rule"), "missing-rule", message, "Write min_answered.")


def _direction(file: VersionFile, scale: Placed[Scale]) -> Iterator[Finding]:
    grades = file.version["grades"]
    graded = [file.instrument.items[one] for one in scale.part.of if one in file.instrument.items]
    wanted = grades["direction"] if grades and any(item.kind is Kind.GRADED for item in graded) else None
    if scale.part.method.name is MethodName.GRADED_CARE:
        wanted = Direction.LOW_IS_GOOD
    if wanted and scale.part.method.name not in _TURNING and scale.part.direction is not wanted:
        message = f"“{scale.part.id}” runs as {scale.part.direction} and its grades as {wanted}."
        yield file.tree.finding((*scale.path, "direction"), "direction", message, f"Write {wanted}.")
