"""The life of an assessment, told by past-tense events: nothing is ever deleted.

draft → signed → countersigned. A return leaves the signed revision as it is and opens a new draft
from it; afterwards a revision is only superseded by an amendment, or voided with a reason. A draft is
closed where it is restarted in a newer version of its instrument, or discarded with a reason.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum


class EventKind(StrEnum):
    """What can have happened to a revision."""

    OPENED = "opened"
    SIGNED = "signed"
    RETURNED = "returned"
    COUNTERSIGNED = "countersigned"
    SUPERSEDED = "superseded"
    VOIDED = "voided"
    RESTARTED = "restarted"
    DISCARDED = "discarded"


class Standing(StrEnum):
    """Where a revision stands after all that has happened to it."""

    DRAFT = "draft"
    SIGNED = "signed"
    COUNTERSIGNED = "countersigned"
    RETURNED = "returned"
    SUPERSEDED = "superseded"
    VOIDED = "voided"
    RESTARTED = "restarted"
    DISCARDED = "discarded"

    @property
    def counts(self) -> bool:
        """Whether trends, rules and documents may use the revision."""
        return self in {Standing.SIGNED, Standing.COUNTERSIGNED}

    @property
    def is_final(self) -> bool:
        """Whether nothing more can happen to the revision."""
        return self is not Standing.DRAFT and not self.counts


class StepNotPossibleError(Exception):
    """A step that does not follow from where the revision stands."""

    def __init__(self, standing: Standing, step: EventKind) -> None:
        super().__init__(f"A revision that is {standing} cannot be {step}.")
        self.standing = standing
        self.step = step


_AFTER: Mapping[EventKind, Standing] = {
    EventKind.SIGNED: Standing.SIGNED,
    EventKind.RETURNED: Standing.RETURNED,
    EventKind.COUNTERSIGNED: Standing.COUNTERSIGNED,
    EventKind.SUPERSEDED: Standing.SUPERSEDED,
    EventKind.VOIDED: Standing.VOIDED,
    EventKind.RESTARTED: Standing.RESTARTED,
    EventKind.DISCARDED: Standing.DISCARDED,
}

_FOLLOWS: Mapping[EventKind, frozenset[Standing]] = {
    EventKind.OPENED: frozenset(),
    EventKind.SIGNED: frozenset({Standing.DRAFT}),
    EventKind.RETURNED: frozenset({Standing.SIGNED}),
    EventKind.COUNTERSIGNED: frozenset({Standing.SIGNED}),
    EventKind.SUPERSEDED: frozenset({Standing.SIGNED, Standing.COUNTERSIGNED}),
    EventKind.VOIDED: frozenset({Standing.DRAFT, Standing.SIGNED, Standing.COUNTERSIGNED}),
    EventKind.RESTARTED: frozenset({Standing.DRAFT}),
    EventKind.DISCARDED: frozenset({Standing.DRAFT}),
}


def step(standing: Standing, event: EventKind) -> Standing:
    """Where a revision stands after the event; raises `StepNotPossibleError` where it cannot follow."""
    if standing not in _FOLLOWS[event]:
        raise StepNotPossibleError(standing, event)
    return _AFTER[event]


def standing_after(events: Iterable[EventKind]) -> Standing:
    """Where a revision stands after its events, oldest first.

    The first one opens it; raises `StepNotPossibleError` where another opens it again.
    """
    standing = Standing.DRAFT
    for place, event in enumerate(events):
        if place or event is not EventKind.OPENED:
            standing = step(standing, event)
    return standing
