"""The safe-enquiry gate: nothing behind it is asked until the answers before it say that it is safe."""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from assessment_tool.core.instrument import Absence, Gate, Instrument, Item, Kind
from assessment_tool.core.responses import NO_RESPONSE, Response, Responses


class GateStanding(StrEnum):
    """Whether the questions behind a gate may be asked."""

    OPEN = "open"
    WAITING = "waiting"
    """A question of the gate has no answer yet."""
    SHUT = "shut"
    """An answer, or the reason for none, says that it is not safe now."""


def gate_standing(instrument: Instrument, responses: Responses) -> GateStanding:
    """Where the gate stands; open where there is none. A question without an answer opens nothing."""
    gate = instrument.gate
    if gate is None or all(_lets_through(gate, item, responses) for item in gate.section.items):
        return GateStanding.OPEN
    return GateStanding.SHUT if any(shutting_items(gate, responses)) else GateStanding.WAITING


def shutting_items(gate: Gate, responses: Responses) -> Iterator[str]:
    """The questions of the gate that were answered, and not so that it opens."""
    for item_id, codes in gate.opens.items():
        response = responses.get(item_id, NO_RESPONSE)
        if not response.is_blank and response.value not in codes:
            yield item_id


def is_behind_gate(instrument: Instrument, item_id: str) -> bool:
    """Whether the item may be asked only while the gate is open."""
    gate = instrument.gate
    return gate is not None and all(item.id != item_id for item in gate.section.items)


def with_gate_kept(instrument: Instrument, items: Iterable[Item], responses: Responses) -> Responses:
    """The responses as a record holds them: behind a gate that is not open, no question was safe to ask.

    `items` are those meant for the person, whatever has been answered.
    """
    if gate_standing(instrument, responses) is GateStanding.OPEN:
        return responses
    unsafe = Response(absence=Absence.NOT_SAFE_TO_ASK)
    behind = [item.id for item in items if item.kind is not Kind.NOTE and is_behind_gate(instrument, item.id)]
    return {**responses, **dict.fromkeys(behind, unsafe)}


def _lets_through(gate: Gate, item: Item, responses: Responses) -> bool:
    response = responses.get(item.id, NO_RESPONSE)
    if item.id in gate.opens:
        return response.value in gate.opens[item.id]
    return item.kind is Kind.NOTE or not item.required or not response.is_blank
