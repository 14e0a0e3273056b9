"""Every standing held against every event, and whole lives walked at random."""

import pytest
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from assessment_tool.core.lifecycle import EventKind, Standing, StepNotPossibleError, standing_after, step

E, S = EventKind, Standing

EVERY_STEP_THERE_IS = {
    (S.DRAFT, E.SIGNED): S.SIGNED,
    (S.DRAFT, E.VOIDED): S.VOIDED,
    (S.DRAFT, E.RESTARTED): S.RESTARTED,
    (S.DRAFT, E.DISCARDED): S.DISCARDED,
    (S.SIGNED, E.RETURNED): S.RETURNED,
    (S.SIGNED, E.COUNTERSIGNED): S.COUNTERSIGNED,
    (S.SIGNED, E.SUPERSEDED): S.SUPERSEDED,
    (S.SIGNED, E.VOIDED): S.VOIDED,
    (S.COUNTERSIGNED, E.SUPERSEDED): S.SUPERSEDED,
    (S.COUNTERSIGNED, E.VOIDED): S.VOIDED,
}


@pytest.mark.parametrize("event", EventKind)
@pytest.mark.parametrize("standing", Standing)
def test_every_event_follows_from_the_standings_of_the_table_and_no_other(
    standing: Standing, event: EventKind
) -> None:
    wanted = EVERY_STEP_THERE_IS.get((standing, event))
    if wanted:
        assert step(standing, event) is wanted
        return
    with pytest.raises(StepNotPossibleError, match=f"is {standing} cannot be {event}") as refused:
        step(standing, event)
    assert (refused.value.standing, refused.value.step) == (standing, event)


def test_only_signed_and_countersigned_revisions_count() -> None:
    assert {standing for standing in Standing if standing.counts} == {S.SIGNED, S.COUNTERSIGNED}


def test_a_revision_is_final_where_no_step_leads_on() -> None:
    with_a_step = {standing for standing, _ in EVERY_STEP_THERE_IS}
    assert {standing for standing in Standing if standing.is_final} == set(Standing) - with_a_step


@pytest.mark.parametrize(
    ("events", "standing"),
    [
        ([], S.DRAFT),
        ([E.OPENED], S.DRAFT),
        ([E.OPENED, E.SIGNED, E.COUNTERSIGNED, E.SUPERSEDED], S.SUPERSEDED),
        ([E.OPENED, E.SIGNED, E.RETURNED], S.RETURNED),
        ([E.OPENED, E.VOIDED], S.VOIDED),
    ],
)
def test_a_revision_stands_where_its_events_have_brought_it(
    events: list[EventKind], standing: Standing
) -> None:
    assert standing_after(events) is standing


@pytest.mark.parametrize(
    "events",
    [
        [E.OPENED, E.OPENED],
        [E.OPENED, E.SIGNED, E.OPENED],
        [E.OPENED, E.COUNTERSIGNED],
        [E.OPENED, E.SIGNED, E.RETURNED, E.SIGNED],
        [E.OPENED, E.SIGNED, E.COUNTERSIGNED, E.RETURNED],
        [E.OPENED, E.SIGNED, E.VOIDED, E.COUNTERSIGNED],
    ],
)
def test_events_that_cannot_follow_each_other_are_refused(events: list[EventKind]) -> None:
    with pytest.raises(StepNotPossibleError):
        standing_after(events)


class LifeOfARevision(RuleBasedStateMachine):
    """A revision to which events happen in any order; whatever is refused changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.events = [E.OPENED]

    @property
    def standing(self) -> Standing:
        return standing_after(self.events)

    def attempt(self, event: EventKind) -> None:
        if (self.standing, event) in EVERY_STEP_THERE_IS:
            self.events.append(event)
            return
        with pytest.raises(StepNotPossibleError):
            standing_after([*self.events, event])

    @rule()
    def sign(self) -> None:
        self.attempt(E.SIGNED)

    @rule()
    def give_back(self) -> None:
        self.attempt(E.RETURNED)

    @rule()
    def countersign(self) -> None:
        self.attempt(E.COUNTERSIGNED)

    @rule()
    def supersede(self) -> None:
        self.attempt(E.SUPERSEDED)

    @rule()
    def void(self) -> None:
        self.attempt(E.VOIDED)

    @rule()
    def discard(self) -> None:
        self.attempt(E.DISCARDED)

    @precondition(lambda self: self.standing.is_final)
    @rule()
    def nothing_leads_on_from_the_end(self) -> None:
        for event in EventKind:
            with pytest.raises(StepNotPossibleError):
                step(self.standing, event)

    @invariant()
    def nothing_counts_that_nobody_signed(self) -> None:
        assert not self.standing.counts or E.SIGNED in self.events

    @invariant()
    def a_returned_superseded_voided_or_discarded_revision_does_not_count(self) -> None:
        if {E.RETURNED, E.SUPERSEDED, E.VOIDED, E.DISCARDED} & set(self.events):
            assert not self.standing.counts

    @invariant()
    def nothing_is_signed_or_countersigned_twice(self) -> None:
        assert len(self.events) == len(set(self.events))


TestLifeOfARevision = LifeOfARevision.TestCase
