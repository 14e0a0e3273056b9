"""Which assessments of a family are open to a reader: by what each one holds, from one table of bars.

Whoever may not read a draft, or what is restricted, is not told that it exists.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from assessment_tool.core.permissions import Action, Actor, Matter, refusal

_IN_THEIR_FAMILY = Matter(is_allocated=True)


class Held(StrEnum):
    """What keeps an assessment from some of those who see the family."""

    UNSIGNED = "unsigned"
    RESTRICTED = "restricted"


@dataclass(frozen=True, slots=True)
class Bar:
    """Who is let through: those who may do the action, and perhaps whoever began the assessment."""

    action: Action
    lets_beginner_through: bool = False


BARS: Mapping[Held, Bar] = {
    Held.UNSIGNED: Bar(Action.READ_DRAFT),
    Held.RESTRICTED: Bar(Action.READ_RESTRICTED, lets_beginner_through=True),
}


def reads_any(actor: Actor) -> bool:
    """Whether the actor reads assessments at all; an administrator and an auditor read none."""
    return refusal(actor, Action.READ_FAMILY, _IN_THEIR_FAMILY) is None


def bars_before(actor: Actor) -> dict[Held, Bar]:
    """The bars that the actor's role does not lift, by what they keep from them."""
    return {held: bar for held, bar in BARS.items() if refusal(actor, bar.action, _IN_THEIR_FAMILY)}


def is_open(actor: Actor, held: frozenset[Held], begun_by: int) -> bool:
    """Whether an assessment of a family that the actor sees is open to them."""
    is_theirs = begun_by == actor.user_id
    return reads_any(actor) and all(
        is_theirs and bar.lets_beginner_through
        for reason, bar in bars_before(actor).items()
        if reason in held
    )
