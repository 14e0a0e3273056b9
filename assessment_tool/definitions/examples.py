"""Worked examples: read from their files, scored, and compared with what was reckoned by hand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from assessment_tool.core.instrument import Instrument, Item, Kind
from assessment_tool.core.responses import (
    Response,
    ValueNotPermittedError,
    permitted_absence,
    permitted_value,
)
from assessment_tool.core.scoring import Result, ScaleResult, plain, score
from assessment_tool.core.visibility import Circumstances, asked_items
from assessment_tool.definitions.answers import as_about, child_faults, taken
from assessment_tool.definitions.findings import Finding
from assessment_tool.definitions.schemas.answers import RawAnswer
from assessment_tool.definitions.schemas.circumstances import circumstances_of
from assessment_tool.definitions.schemas.example import ExampleSchema
from assessment_tool.definitions.schemas.strict import Loaded
from assessment_tool.definitions.suggestions import did_you_mean
from assessment_tool.definitions.version_file import load
from assessment_tool.definitions.yaml_tree import Tree, read_tree

_MEND = "Mend the example, or the definition, whichever is wrong."


@dataclass(frozen=True, slots=True)
class Example:
    """One worked example as read; `facts` holds its answers and expectations."""

    title: str
    versions: tuple[str, ...]
    """The version for which it was worked, and the others in which it comes out the same."""
    circumstances: Circumstances
    facts: Loaded
    tree: Tree


def example_files(folder: Path) -> tuple[Path, ...]:
    """The files of an instrument's worked examples, in the order of their names."""
    return tuple(sorted((folder / "examples").glob("*.yaml")))


def read_example(path: Path) -> Example:
    """The worked example in the file; raises `DefinitionError` with every fault."""
    tree = read_tree(path)
    facts = load(ExampleSchema(), tree)
    versions = (facts["version"], *facts["also"])
    return Example(facts["title"], versions, circumstances_of(facts), facts, tree)


def run_example(example: Example, instrument: Instrument) -> list[Finding]:
    """Score the example and say where the outcome is not what it expects; nothing where all agrees."""
    circumstances = as_about(instrument, example.circumstances)
    responses, faults = taken(instrument, circumstances, example.facts["responses"])
    findings = [
        example.tree.finding(("responses", fault.item_id), "example", fault.message, _MEND)
        for fault in faults
    ]
    findings += [
        example.tree.finding(("child",), "example", fault, _MEND)
        for fault in child_faults(instrument, circumstances)
    ]
    if findings:
        return findings
    filled = _with_others(instrument, circumstances, responses, example.facts["others"])
    findings += _hidden(example, instrument, circumstances, filled)
    return findings + list(_differences(example, score(instrument, circumstances, filled)))


def _with_others(
    instrument: Instrument,
    circumstances: Circumstances,
    responses: Mapping[str, Response],
    others: RawAnswer | None,
) -> dict[str, Response]:
    """The responses with `others` given to every other asked item that takes it."""
    filled = dict(responses)
    while others is not None:
        asked = asked_items(instrument, circumstances, filled)
        more = {
            item_id: response
            for item_id, as_asked in asked.items()
            if item_id not in filled and (response := _other(as_asked.item, others))
        }
        if not more:
            break
        filled |= more
    return filled


def _other(item: Item, others: RawAnswer) -> Response | None:
    if item.kind is Kind.NOTE or (others.absent is None and item.kind is not Kind.GRADED):
        return None
    try:
        if others.absent is not None:
            return Response(absence=permitted_absence(item, others.absent))
        return Response(value=permitted_value(item, others.value))
    except ValueNotPermittedError:
        return None


def _hidden(
    example: Example,
    instrument: Instrument,
    circumstances: Circumstances,
    responses: Mapping[str, Response],
) -> Iterator[Finding]:
    asked = asked_items(instrument, circumstances, responses)
    for item_id in responses:
        if item_id not in asked:
            message = f"“{item_id}” is answered and, with these answers, not asked."
            yield example.tree.finding(("responses", item_id), "example", message, "Remove the answer.")


def _differences(example: Example, result: Result) -> Iterator[Finding]:
    expect = example.facts["expect"]
    yield from _scale_differences(example, expect["scales"], result)
    yield from _list_difference(example, "flags", expect["flags"], [flag.id for flag in result.flags])
    yield from _list_difference(example, "missing", expect["missing"], list(result.missing))
    raised = [one.id for one in result.contradictions]
    yield from _list_difference(example, "checks", expect["checks"], raised)


def _scale_differences(example: Example, expected: Mapping[str, Loaded], result: Result) -> Iterator[Finding]:
    for scale_id in expected.keys() - result.by_id.keys():
        message = f"There is no scale “{scale_id}”. {did_you_mean(scale_id, result.by_id)}"
        yield example.tree.finding(("expect", "scales", scale_id), "example", message, _MEND)
    for scale in result.scales:
        path = ("expect", "scales", scale.id)
        if scale.id not in expected:
            message = f"Nothing is expected of “{scale.id}”; it comes to {_outcome(scale)}."
            yield example.tree.finding(path, "example", message, "Say what is expected of every scale.")
        elif not _agrees(scale, expected[scale.id]):
            wanted = f"{plain(expected[scale.id]['value']) or 'null'} by {expected[scale.id]['decided_by']}"
            message = f"“{scale.id}” comes to {_outcome(scale)}, not {wanted}. {scale.because}"
            yield example.tree.finding(path, "example", message, _MEND)


def _agrees(scale: ScaleResult, expected: Loaded) -> bool:
    band_agrees = expected["band"] is None or expected["band"] == scale.band
    return (scale.value, scale.decided_by) == (expected["value"], expected["decided_by"]) and band_agrees


def _outcome(scale: ScaleResult) -> str:
    band = f" in band {scale.band}" if scale.band else ""
    return f"{plain(scale.value) or 'null'} by {scale.decided_by}{band}"


def _list_difference(
    example: Example, key: str, expected: tuple[str, ...], found: list[str]
) -> Iterator[Finding]:
    too_many, too_few = sorted(set(expected) - set(found)), sorted(set(found) - set(expected))
    parts = [f"there is no {', '.join(too_many)}"] if too_many else []
    parts += [f"there is also {', '.join(too_few)}"] if too_few else []
    if parts:
        message = f"Of the {key} expected, {' and '.join(parts)}."
        yield example.tree.finding(("expect", key), "example", message, _MEND)
