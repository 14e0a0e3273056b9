"""Composites: every rule of a level looks at members, and what is blank is never taken for a no."""

import ast
from collections.abc import Iterator

from assessment_tool.core.instrument import MethodName, Scale
from assessment_tool.core.levels import LevelRule, WorseningRule
from assessment_tool.definitions.findings import Finding
from assessment_tool.definitions.lint_rules.membership import has_points
from assessment_tool.definitions.places import Placed, placed_rules, placed_scales
from assessment_tool.definitions.suggestions import did_you_mean
from assessment_tool.definitions.version_file import VersionFile

Path = tuple[str | int, ...]


def unknown_judgements(file: VersionFile) -> Iterator[Finding]:
    """Judgements that are no item with points."""
    for scale in _placed_composites(file):
        judgement, path = scale.part.method.at_least_as, (*scale.path, "method", "at_least_as")
        item = file.instrument.items.get(judgement)
        if judgement and item is None:
            mend = did_you_mean(judgement, file.instrument.items)
            yield file.tree.finding(path, "unknown-id", f"There is no item “{judgement}”.", mend)
        elif item and not has_points(item):
            message = f"“{judgement}” has no points and cannot be a judgement of “{scale.part.id}”."
            yield file.tree.finding(path, "member-without-score", message, "Score its options.")


def composites(file: VersionFile) -> Iterator[Finding]:
    """Rules of levels that look elsewhere, or to which a blank is an answer."""
    for scale in _placed_composites(file):
        for rule, path in placed_rules(scale):
            yield from _rule_findings(file, scale.part, rule, path)
        yield from _unscored_options(file, scale)


def _placed_composites(file: VersionFile) -> Iterator[Placed[Scale]]:
    return (one for one in placed_scales(file.instrument) if one.part.method.name is MethodName.COMPOSITE)


def _rule_findings(
    file: VersionFile, scale: Scale, rule: LevelRule | WorseningRule, path: Path
) -> Iterator[Finding]:
    known = {*file.instrument.items, *file.instrument.scales_by_id}
    for name in sorted((rule.when.names() & known) - set(scale.of)):
        if name == scale.id:
            message, mend = f"“{name}” hangs on itself.", "Let it rest on items and on scales above it."
            yield file.tree.finding(path, "condition-order", message, mend)
        else:
            message = f"“{name}” decides “{scale.id}” and is not among its members."
            yield file.tree.finding(path, "level-member", message, "Add it to “of”, which says what counts.")
    if any(isinstance(node, ast.Call) for node in ast.walk(rule.when.expression)):
        message = "answered(…) takes a blank for a no, and a level does not."
        yield file.tree.finding(path, "level-answered", message, "Compare the answer itself.")


def _unscored_options(file: VersionFile, scale: Placed[Scale]) -> Iterator[Finding]:
    """An answer without points would be a blank in what is counted, and none in what is decided."""
    for number, member in enumerate(scale.part.of):
        item = file.instrument.items.get(member)
        unscored = [option.code for option in item.options if option.score is None] if item else []
        if item and has_points(item) and unscored:
            message = f"The option '{unscored[0]}' of “{member}” has no score, and a level rests on it."
            mend = "Score it, or let a reason for no answer say the same."
            yield file.tree.finding((*scale.path, "of", number), "member-without-score", message, mend)
