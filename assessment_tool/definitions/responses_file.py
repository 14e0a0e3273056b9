"""The answers that are handed to scoring from outside, read strictly and with every fault told."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from marshmallow import ValidationError

from assessment_tool.core.instrument import Instrument
from assessment_tool.core.responses import Responses
from assessment_tool.core.text import cleaned
from assessment_tool.core.visibility import Circumstances
from assessment_tool.definitions.answers import as_about, child_faults, taken
from assessment_tool.definitions.schemas.answers import Answer, RawAnswer
from assessment_tool.definitions.schemas.circumstances import circumstances_of
from assessment_tool.definitions.schemas.faults import faults_in
from assessment_tool.definitions.schemas.responses_file import ResponsesFileSchema
from assessment_tool.definitions.strict_json import MAXIMUM_BYTES, NotStrictJsonError, parse_json


class ResponsesFileError(ValueError):
    """Answers that cannot be scored; `faults` are clear lines, one for each fault."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = [" ".join(cleaned(fault).split()) for fault in faults]
        super().__init__("\n".join(self.faults))


def read_responses_file(path: Path, instrument: Instrument) -> tuple[Circumstances, Responses]:
    """The circumstances and responses in the file; raises `ResponsesFileError` with every fault."""
    try:
        with path.open("rb") as file:
            content = file.read(MAXIMUM_BYTES + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ResponsesFileError([f"“{path}” cannot be read: {reason}."]) from error
    return parse_responses(content, instrument)


def parse_responses(content: bytes, instrument: Instrument) -> tuple[Circumstances, Responses]:
    """The circumstances and responses in JSON content; raises `ResponsesFileError` with every fault."""
    try:
        data = parse_json(content)
    except NotStrictJsonError as error:
        raise ResponsesFileError(error.faults) from error
    circumstances, raw, faults = _read(data, instrument)
    responses, not_taken = taken(instrument, circumstances, raw)
    faults += [f"responses: {fault.message}" for fault in not_taken]
    if faults or circumstances is None:
        raise ResponsesFileError(faults)
    return circumstances, responses


def _read(
    data: object, instrument: Instrument
) -> tuple[Circumstances | None, Mapping[str, RawAnswer], list[str]]:
    """What can be read of the data; the circumstances are None where they have faults."""
    try:
        loaded = ResponsesFileSchema().load(data)  # type: ignore[arg-type]  # refuses what is no mapping
    except ValidationError as error:
        return None, _readable_answers(data), list(_lines(error))
    circumstances = as_about(instrument, circumstances_of(loaded))
    faults = [f"child: {fault}" for fault in child_faults(instrument, circumstances)]
    return None if faults else circumstances, loaded["responses"], faults


def _readable_answers(data: object) -> dict[str, RawAnswer]:
    """The answers of a file that has faults, as far as they are answers, so that theirs are told as well."""
    answers = data.get("responses") if isinstance(data, dict) else None
    readable: dict[str, RawAnswer] = {}
    for item_id, value in answers.items() if isinstance(answers, dict) else ():
        with suppress(ValidationError):
            answer = Answer().deserialize(value)
            readable |= {item_id: answer} if isinstance(answer, RawAnswer) else {}
    return readable


def _lines(error: ValidationError) -> Iterator[str]:
    for path, fault in faults_in(error.messages):
        place = ".".join(str(step) for step in path) or "The file"
        yield f"{place}: {fault.message} {fault.mend}"
