"""Which answers hold in a newer version of their instrument: those to questions that are the same there.

An answer goes with its question only where the item's id, kind, codes and words are the same; what it counts,
and the guidance beside it, may differ. What a gate asked is asked again: it was about another day.
"""

from dataclasses import dataclass
from enum import StrEnum

from assessment_tool.core.gate import GateStanding, gate_standing, is_behind_gate
from assessment_tool.core.identity import wording_hash
from assessment_tool.core.instrument import Instrument, Item
from assessment_tool.core.responses import (
    NO_RESPONSE,
    Response,
    Responses,
    ValueNotPermittedError,
    permitted_absence,
    permitted_value,
)


class Why(StrEnum):
    """Why an answer cannot be carried."""

    GONE = "gone"
    KIND = "kind"
    CHOICES = "choices"
    WORDING = "wording"
    VALUE = "value"
    GATE = "gate"


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """An answer that stays in the older version: its question there, what was said, and why it stays."""

    item: Item
    response: Response
    why: Why


@dataclass(frozen=True, slots=True)
class Carrying:
    """The answers of a draft, by whether they hold in the newer version."""

    carried: tuple[str, ...]
    """The ids of the items whose responses are carried."""
    left: tuple[LeftBehind, ...]


def sort_answers(before: Instrument, after: Instrument, responses: Responses) -> Carrying:
    """Which responses are carried and which are not, in the order of the older form.

    What stands behind a gate that is not open is never told as left behind: it was not safe to ask.
    """
    why = {
        item_id: why_not(item, after, responses[item_id])
        for item_id, item in before.items.items()
        if responses.get(item_id, NO_RESPONSE) != NO_RESPONSE
    }
    is_open = gate_standing(before, responses) is GateStanding.OPEN
    return Carrying(
        carried=tuple(item_id for item_id, reason in why.items() if reason is None),
        left=tuple(
            LeftBehind(before.items[item_id], responses[item_id], reason)
            for item_id, reason in why.items()
            if reason is not None and (is_open or not is_behind_gate(before, item_id))
        ),
    )


def why_not(item: Item, after: Instrument, response: Response) -> Why | None:
    """Why the response to the item does not hold in the newer version; None where it does."""
    same = after.items.get(item.id)
    if same is None:
        return Why.GONE
    if after.gate is not None and not is_behind_gate(after, item.id):
        return Why.GATE
    return _difference(item, same) or (None if _takes(same, response) else Why.VALUE)


def _difference(before: Item, after: Item) -> Why | None:
    if before.kind is not after.kind:
        return Why.KIND
    if _codes(before) != _codes(after):
        return Why.CHOICES
    return None if wording_hash(before) == wording_hash(after) else Why.WORDING


def _codes(item: Item) -> list[str]:
    return [option.code for option in item.options]


def _takes(item: Item, response: Response) -> bool:
    """Whether what stands is still an answer, or a reason for none, that the item takes."""
    try:
        if response.absence is not None:
            permitted_absence(item, response.absence.value)
        if response.value is not None:
            permitted_value(item, response.value)
    except ValueNotPermittedError:
        return False
    return True
