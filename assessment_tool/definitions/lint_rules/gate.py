"""The gate: questions that are always asked and count nowhere; each that opens it can shut it too."""

from collections.abc import Iterator

from assessment_tool.core.instrument import Gate, Item, Kind
from assessment_tool.definitions.findings import Finding
from assessment_tool.definitions.suggestions import did_you_mean
from assessment_tool.definitions.version_file import VersionFile

_RULE = "gate"


def gate(file: VersionFile) -> Iterator[Finding]:
    """Questions that a gate cannot have, and answers that it cannot open with."""
    if file.instrument.gate:
        yield from _question_findings(file, file.instrument.gate)
        yield from _opening_findings(file, file.instrument.gate)


def _question_findings(file: VersionFile, found: Gate) -> Iterator[Finding]:
    members = {member for scale in file.instrument.scales for member in scale.of}
    for number, item in enumerate(found.section.items):
        for key, is_there in (("show", item.show), ("ages", item.ages), ("age_bands", item.age_bands)):
            if is_there:
                message = f"“{item.id}” stands in the gate and is not asked of everybody."
                path = ("gate", "items", number, key)
                yield file.tree.finding(path, _RULE, message, f"Remove “{key}”.")
        if item.id in members:
            message = f"“{item.id}” stands in the gate and counts in a scale."
            path = ("gate", "items", number, "id")
            yield file.tree.finding(path, _RULE, message, "Take it out of the scale.")


def _opening_findings(file: VersionFile, found: Gate) -> Iterator[Finding]:
    items = {item.id: item for item in found.section.items}
    for item_id, codes in found.opens.items():
        fault = _opening_fault(items, item_id, codes)
        if fault:
            yield file.tree.finding(("gate", "opens", item_id), _RULE, *fault)


def _opening_fault(items: dict[str, Item], item_id: str, codes: tuple[str, ...]) -> tuple[str, str] | None:
    item = items.get(item_id)
    if item is None:
        return f"There is no question “{item_id}” in the gate.", did_you_mean(item_id, items)
    if item.kind is not Kind.SINGLE:
        return f"“{item_id}” has no list of answers of which one is given.", "Make it a single choice."
    known = [option.code for option in item.options]
    unknown = [code for code in codes if code not in known]
    if unknown:
        return f"“{item_id}” has no option '{unknown[0]}'.", did_you_mean(unknown[0], known)
    if set(codes) == set(known):
        return f"Every answer to “{item_id}” opens the gate.", "Leave out those with which it is not safe."
    return None
