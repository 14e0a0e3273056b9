"""Ranges: what a scale declares is what it can reach, and its method can take whatever comes."""

from collections.abc import Iterator
from decimal import Decimal

from assessment_tool.core.ages import ChildAge
from assessment_tool.core.instrument import Instrument, Item, Kind, MethodName, MissingRuleName, Scale
from assessment_tool.core.scoring import MethodValueError, plain
from assessment_tool.core.visibility import for_age
from assessment_tool.definitions.findings import Finding
from assessment_tool.definitions.lint_rules.age_classes import age_classes
from assessment_tool.definitions.lint_rules.spans import Span, UnlimitedError, spans_at
from assessment_tool.definitions.places import Placed, placed_scales
from assessment_tool.definitions.version_file import VersionFile

_MOST_SUMS = 100_000
"""A table over more sums than this is not checked against each of them."""


def ranges(file: VersionFile) -> Iterator[Finding]:
    """Declared ranges that are not the reachable ones, and sums that a table does not know."""
    try:
        by_age = [spans_at(file.instrument, child) for child in age_classes(file.instrument)]
    except UnlimitedError as error:
        message = f"The number “{error.item_id}” counts in a scale and has no minimum or no maximum."
        yield file.tree.finding(("scales",), "range", message, "Give the item both.")
        return
    except MethodValueError as error:
        message = f"The method {error.method} meets the value {error.value}."
        yield file.tree.finding(("scales",), "method-value", message, f"It takes this: {error.wanted}.")
        return
    for scale in placed_scales(file.instrument):
        if scale.part.method.name is MethodName.LOOKUP:
            yield from _table_findings(file, scale)
        else:
            spans = [spans[scale.part.id] for spans in by_age if scale.part.id in spans]
            yield from _range_findings(file, scale, spans)


def _range_findings(file: VersionFile, scale: Placed[Scale], spans: list[Span]) -> Iterator[Finding]:
    if not spans:
        message = f"“{scale.part.id}” never has a value: too few of its members are asked at any age."
        yield file.tree.finding(
            (*scale.path, "of"), "range", message, "Mend its members or its missing rule."
        )
        return
    reached = {"minimum": min(low for low, _ in spans), "maximum": max(high for _, high in spans)}
    for key, declared in (("minimum", scale.part.minimum), ("maximum", scale.part.maximum)):
        if declared != reached[key]:
            wanted = plain(reached[key])
            message = f"The {key} of “{scale.part.id}” is declared as {declared}; the scale reaches {wanted}."
            mend = f"Write {key}: {wanted}, or mend the members and their scores."
            yield file.tree.finding((*scale.path, key), "range", message, mend)


def _table_findings(file: VersionFile, scale: Placed[Scale]) -> Iterator[Finding]:
    """Members that a table cannot take, sums without a row, and a range other than that of its rows."""
    number = _first_without_options(file.instrument, scale.part)
    if number is not None:
        message = "A table is made for the points of options; this member has none."
        mend = "Choose another method, or take it out."
        yield file.tree.finding((*scale.path, "of", number), "lookup-gap", message, mend)
        return
    try:
        sums = {
            one for child in age_classes(file.instrument) for one in _sums(file.instrument, scale.part, child)
        }
    except _TooManySumsError:
        return
    table = dict(scale.part.method.table)
    unknown = sorted(sums - table.keys())
    if unknown:
        listed = ", ".join(str(plain(one)) for one in unknown[:10])
        message = f"The table of “{scale.part.id}” has no row for the sum {listed}."
        yield file.tree.finding((*scale.path, "method", "table"), "lookup-gap", message, "Add the rows.")
        return
    values = [table[one] for one in sums]
    yield from _range_findings(file, scale, [(min(values), max(values))] if values else [])


def _first_without_options(instrument: Instrument, scale: Scale) -> int | None:
    items = [instrument.items.get(member) for member in scale.of]
    return next((n for n, item in enumerate(items) if item is None or item.kind is Kind.NUMBER), None)


class _TooManySumsError(ValueError):
    """More sums than can be tried one by one."""


def _sums(instrument: Instrument, scale: Scale, child: ChildAge | None) -> set[Decimal]:
    """Every sum that the asked members can come to, with as many answers as the missing rule wants."""
    all_required = scale.missing.name is MissingRuleName.ALL_REQUIRED
    least = 1 if all_required else scale.missing.at_least
    reached = {(0, Decimal(0))}
    for item in (instrument.items[member] for member in scale.of):
        if for_age(item, child):
            points = _points(item, scale)
            grown = {(min(count + 1, least), total + one) for count, total in reached for one in points}
            may_be_blank = item.show is not None if all_required else scale.missing.value is None
            reached = grown | reached if may_be_blank else grown
        if len(reached) > _MOST_SUMS:
            raise _TooManySumsError
    return {total for count, total in reached if count == least}


def _points(item: Item, scale: Scale) -> set[Decimal]:
    """All that an answer to the item, or its absence under a fixed value, can count."""
    points: set[Decimal] = set()
    for score in (option.score for option in item.options if option.score is not None):
        points |= {score} | ({total + score for total in points} if item.kind is Kind.MULTIPLE else set())
        if len(points) > _MOST_SUMS:
            raise _TooManySumsError
    return points if scale.missing.value is None else points | {scale.missing.value}
