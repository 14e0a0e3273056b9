"""A history of assessments handed in from outside, read strictly and scored as it stands."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from marshmallow import ValidationError

from assessment_tool.core.ages import UNBORN, ChildAge
from assessment_tool.core.instrument import Instrument
from assessment_tool.core.responses import Responses
from assessment_tool.core.scoring import Result, score
from assessment_tool.core.text import cleaned
from assessment_tool.core.trend import ScoredAssessment
from assessment_tool.core.visibility import Circumstances
from assessment_tool.definitions.answers import as_about, child_faults, taken
from assessment_tool.definitions.schemas.faults import faults_in
from assessment_tool.definitions.schemas.history import HistorySchema
from assessment_tool.definitions.schemas.strict import Loaded
from assessment_tool.definitions.strict_json import MAXIMUM_BYTES, NotStrictJsonError, parse_json

FileKey = str | int
FindInstrument = Callable[[str, str], Instrument]
"""The version of an instrument; raises `LookupError` where there is none."""


class HistoryFileError(ValueError):
    """A history that cannot be read; `faults` are clear lines, one for each fault."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = [" ".join(cleaned(fault).split()) for fault in faults]
        super().__init__("\n".join(self.faults))


Numbers = dict[tuple[str, FileKey], int]


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One assessment under the keys that the file has for it and for the people in it.

    `scored` numbers them as it needs to: equal keys have equal numbers.
    """

    id: FileKey
    child: FileKey | None
    carer: FileKey | None
    instrument: Instrument
    circumstances: Circumstances
    responses: Responses
    scored: ScoredAssessment


def read_history(path: Path, find: FindInstrument) -> list[HistoryEntry]:
    """The assessments of the file in its order; raises `HistoryFileError` with every fault.

    The file does not carry evidence, so that every answer is taken to have its evidence in the record.
    """
    loaded = _loaded(path)
    faults = [f"assessments.{place}.id: “{one}” stands twice." for place, one in _twice(loaded)]
    numbers: Numbers = {}
    entries: list[HistoryEntry] = []
    for place, facts in enumerate(loaded):
        try:
            entries.append(_entry(facts, find, numbers))
        except HistoryFileError as error:
            faults += [f"assessments.{place}.{fault}" for fault in error.faults]
    if faults:
        raise HistoryFileError(faults)
    return entries


def _loaded(path: Path) -> Sequence[Loaded]:
    try:
        with path.open("rb") as file:
            data = parse_json(file.read(MAXIMUM_BYTES + 1))
        loaded: Loaded = HistorySchema().load(data)  # type: ignore[arg-type]  # refuses what is no mapping
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise HistoryFileError([f"“{path}” cannot be read: {reason}."]) from error
    except NotStrictJsonError as error:
        raise HistoryFileError(error.faults) from error
    except ValidationError as error:
        raise HistoryFileError(list(_lines(error))) from error
    assessments: Sequence[Loaded] = loaded["assessments"]
    return assessments


def _lines(error: ValidationError) -> Iterator[str]:
    for path, fault in faults_in(error.messages):
        place = ".".join(str(step) for step in path) or "The file"
        yield f"{place}: {fault.message} {fault.mend}"


def _twice(loaded: Sequence[Loaded]) -> Iterator[tuple[int, FileKey]]:
    seen: set[FileKey] = set()
    for place, facts in enumerate(loaded):
        if facts["id"] in seen:
            yield place, facts["id"]
        seen.add(facts["id"])


def _entry(facts: Loaded, find: FindInstrument, numbers: Numbers) -> HistoryEntry:
    try:
        instrument = find(facts["instrument"], facts["version"])
    except LookupError as error:
        raise HistoryFileError([f"instrument: {error}"]) from error
    months = facts["age_months"]
    child = UNBORN if months is None else ChildAge(months)
    circumstances = as_about(instrument, Circumstances(facts["observed_on"], child))
    responses, not_taken = taken(instrument, circumstances, facts["responses"])
    faults = [f"age_months: {fault}" for fault in child_faults(instrument, circumstances)]
    faults += [f"responses: {fault.message}" for fault in not_taken]
    if faults:
        raise HistoryFileError(faults)
    scored = _scored(facts, score(instrument, circumstances, responses), frozenset(responses), numbers)
    return HistoryEntry(
        facts["id"], facts["child"], facts["carer"], instrument, circumstances, responses, scored
    )


def _scored(facts: Loaded, result: Result, evidenced: frozenset[str], numbers: Numbers) -> ScoredAssessment:
    number = _number(numbers, "assessment", facts["id"])
    return ScoredAssessment(
        revision_id=number,
        assessment_id=number,
        child_id=None if facts["child"] is None else _number(numbers, "child", facts["child"]),
        carer_id=None if facts["carer"] is None else _number(numbers, "carer", facts["carer"]),
        observed_on=facts["observed_on"],
        rater=facts["rater"],
        rater_role=facts["rater_role"],
        window_days=facts["window_days"],
        standing=facts["status"],
        is_transcribed=False,
        result=result,
        evidenced=evidenced,
    )


def _number(numbers: Numbers, kind: str, key: FileKey) -> int:
    """The number of what the file knows by this key: the next one where it is new."""
    return numbers.setdefault((kind, key), len(numbers) + 1)
