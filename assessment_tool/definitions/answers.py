"""Answers from a file, taken by the items of an instrument; every fault is told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assessment_tool.core.instrument import Instrument
from assessment_tool.core.responses import (
    Response,
    ValueNotPermittedError,
    permitted_absence,
    permitted_value,
)
from assessment_tool.core.visibility import Circumstances, for_age
from assessment_tool.definitions.schemas.answers import RawAnswer
from assessment_tool.definitions.suggestions import did_you_mean


@dataclass(frozen=True, slots=True)
class AnswerFault:
    """An answer that cannot be taken: whose, and why."""

    item_id: str
    message: str


def taken(
    instrument: Instrument, circumstances: Circumstances | None, raw: Mapping[str, RawAnswer]
) -> tuple[dict[str, Response], list[AnswerFault]]:
    """The responses that the items take, and a fault for every answer that none takes.

    Where the circumstances are not known, nothing is said about items of another age.
    """
    responses: dict[str, Response] = {}
    faults: list[AnswerFault] = []
    for item_id, answer in raw.items():
        try:
            responses[item_id] = _response(instrument, circumstances, item_id, answer)
        except _NotTakenError as error:
            faults.append(AnswerFault(item_id, str(error)))
    return responses, faults


def child_faults(instrument: Instrument, circumstances: Circumstances) -> Iterator[str]:
    """Why the instrument cannot be used for this child, or for none; nothing where it can."""
    if not instrument.about.has_child:
        return
    if circumstances.child is None:
        yield "The child is missing: this instrument is about a child."
    elif not any(for_age(item, circumstances.child) for item in instrument.items.values()):
        yield f"No item of this instrument is meant for {_age(circumstances)}."


def as_about(instrument: Instrument, circumstances: Circumstances) -> Circumstances:
    """The circumstances that the instrument looks at: one about an adult looks at no child."""
    return Circumstances(
        circumstances.observed_on,
        circumstances.child if instrument.about.has_child else None,
        circumstances.respondent_sex if instrument.about.has_carer else None,
    )


class _NotTakenError(ValueError):
    """The item does not take the answer."""


def _response(
    instrument: Instrument, circumstances: Circumstances | None, item_id: str, answer: RawAnswer
) -> Response:
    item = instrument.items.get(item_id)
    if item is None:
        raise _NotTakenError(f"There is no item “{item_id}”. {did_you_mean(item_id, instrument.items)}")
    if circumstances is not None and for_age(item, circumstances.child) is None:
        raise _NotTakenError(f"“{item_id}” is not asked about {_age(circumstances)}.")
    try:
        if answer.absent is not None:
            return Response(absence=permitted_absence(item, answer.absent))
        return Response(value=permitted_value(item, answer.value))
    except ValueNotPermittedError as error:
        raise _NotTakenError(str(error)) from error


def _age(circumstances: Circumstances) -> str:
    if circumstances.child is None:
        return "no child"
    months = circumstances.child.months
    return "an unborn child" if months is None else f"a child of {months} months"
