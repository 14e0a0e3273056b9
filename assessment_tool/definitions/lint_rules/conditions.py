"""Conditions: known names, like compared with like, real codes, and nothing that is asked later."""

import ast
from collections.abc import Iterator, Mapping
from decimal import Decimal

from assessment_tool.core.conditions import Condition, type_faults
from assessment_tool.core.instrument import Instrument, Item, Kind
from assessment_tool.core.responses import condition_type
from assessment_tool.definitions.findings import Finding
from assessment_tool.definitions.places import Placed, placed_items, placed_rules, placed_scales
from assessment_tool.definitions.suggestions import did_you_mean
from assessment_tool.definitions.version_file import VersionFile

_CODED = {Kind.SINGLE, Kind.MULTIPLE}

Path = tuple[str | int, ...]


def conditions(file: VersionFile) -> Iterator[Finding]:
    """What is wrong with any condition of the version, taken by itself."""
    types = _types(file.instrument)
    for condition, path in _all_conditions(file.instrument):
        for fault in type_faults(condition, types):
            mend = (
                did_you_mean(_quoted(fault), types)
                if "no item or scale" in fault
                else "Compare like with like."
            )
            yield file.tree.finding(path, "condition", f"In this condition {fault}.", mend)
        yield from _code_findings(file, condition, path)


def condition_order(file: VersionFile) -> Iterator[Finding]:
    """Items shown by what is asked only after them, in a ring, or by a scale."""
    earlier: set[str] = set()
    for item in placed_items(file.instrument):
        names = item.part.show.names() if item.part.show else frozenset()
        for name in sorted(names - earlier):
            yield file.tree.finding((*item.path, "show"), "condition-order", *_order_fault(file, item, name))
        earlier.add(item.part.id)


def _order_fault(file: VersionFile, item: Placed[Item], name: str) -> tuple[str, str]:
    if name in file.instrument.scales_by_id:
        return f"“{item.part.id}” is shown by the scale “{name}”.", "Let it depend on items above it."
    if name == item.part.id or item.part.id in _shown_by(file.instrument, name):
        return f"“{item.part.id}” hangs on itself: “{name}” decides whether it is asked.", "Break the ring."
    return f"“{item.part.id}” is shown by “{name}”, which is asked after it.", "Ask the other one first."


def _shown_by(instrument: Instrument, item_id: str) -> set[str]:
    """All items on which it hangs whether this one is asked."""
    found: set[str] = set()
    waiting = [item_id]
    while waiting:
        item = instrument.items.get(waiting.pop())
        names = item.show.names() - found if item and item.show else set()
        found |= names
        waiting += names
    return found


def _types(instrument: Instrument) -> Mapping[str, type]:
    types = {
        item.id: condition_type(item) for item in instrument.items.values() if item.kind is not Kind.NOTE
    }
    return types | {scale.id: Decimal for scale in instrument.scales}


def _all_conditions(instrument: Instrument) -> Iterator[tuple[Condition, Path]]:
    for item in placed_items(instrument):
        if item.part.show:
            yield item.part.show, (*item.path, "show")
        if item.part.require:
            yield item.part.require, (*item.path, "require")
        for number, flag in enumerate(item.part.flags):
            yield flag.when, (*item.path, "flags", number, "when")
    for number, check in enumerate(instrument.checks):
        yield check.when, ("checks", number, "when")
    for scale in placed_scales(instrument):
        for rule, path in placed_rules(scale):
            yield rule.when, path


def _code_findings(file: VersionFile, condition: Condition, path: Path) -> Iterator[Finding]:
    for name, code in _compared_codes(condition):
        item = file.instrument.items.get(name)
        if item and item.kind in _CODED and item.option(code) is None:
            message = f"“{name}” has no option '{code}'."
            mend = did_you_mean(code, [option.code for option in item.options])
            yield file.tree.finding(path, "condition-code", message, mend)


def _compared_codes(condition: Condition) -> Iterator[tuple[str, str]]:
    """Every item id with a text that the condition compares it with."""
    for node in ast.walk(condition.expression):
        if isinstance(node, ast.Compare):
            operands = [node.left, *node.comparators]
            names = [one.id for one in operands if isinstance(one, ast.Name)]
            texts = [text for one in operands for text in _texts(one)]
            yield from ((name, text) for name in names for text in texts)


def _texts(node: ast.expr) -> Iterator[str]:
    for inner in node.elts if isinstance(node, ast.Tuple) else [node]:
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            yield inner.value


def _quoted(text: str) -> str:
    return text.partition("“")[2].partition("”")[0]
