"""Two assessments side by side: when they are a change, and what is never called better or worse."""

import pytest

from assessment_tool.core.instrument import Direction, RaterRole
from assessment_tool.core.trend import BreakReason, Headline, Pair, Relation, ScoredAssessment, series_of
from tests.core.builders import of_grades
from tests.core.trend.judged_by import ALIKE
from tests.core.trend.test_series import DAY, assessed, by_age

FIRST = assessed(1, of_grades(2, 2))

RELATIONS: dict[Relation, ScoredAssessment] = {
    Relation.CHANGE: assessed(2, of_grades(4, 2)),
    Relation.TWO_CARERS: assessed(2, of_grades(4, 2), carer_id=21),
    Relation.TWO_CHILDREN: assessed(2, of_grades(4, 2), child_id=11),
    Relation.UNLIKE: assessed(2, of_grades(4, 2), child_id=11, carer_id=21),
    Relation.TWO_RATINGS: assessed(2, of_grades(4, 2), rater_role=RaterRole.SELF),
}


@pytest.mark.parametrize("relation", Relation)
def test_only_two_times_of_the_same_people_are_a_change(relation: Relation) -> None:
    pair = Pair(FIRST, RELATIONS[relation], ALIKE)
    held = pair.on("care", Direction.LOW_IS_GOOD)
    assert pair.relation is relation
    assert held.is_alike
    assert [move.before != move.after for move in held.comparison.moves] == [True, False]
    assert bool(held.comparison.worse) is (relation is Relation.CHANGE)
    assert not held.comparison.better


@pytest.mark.parametrize(
    ("role", "relation"),
    [
        (RaterRole.SELF, Relation.TWO_RATINGS),
        (RaterRole.SECOND_RATER, Relation.TWO_RATINGS),
        (RaterRole.JOINT, Relation.CHANGE),
    ],
)
def test_raters_of_unlike_kinds_show_no_change(role: RaterRole, relation: Relation) -> None:
    other = assessed(2, of_grades(4, 2), rater_role=role)
    assert {Pair(FIRST, other, ALIKE).relation, Pair(other, FIRST, ALIKE).relation} == {relation}


def test_one_day_is_no_change() -> None:
    other = assessed(2, of_grades(4), observed_on=FIRST.observed_on)
    assert Pair(FIRST, other, ALIKE).relation is Relation.TWO_RATINGS


def test_a_change_is_compared_as_the_trend_compares_it() -> None:
    later = assessed(2, of_grades(1, 2))
    [series] = series_of([FIRST, later], "care", Direction.LOW_IS_GOOD, ALIKE)
    assert Pair(FIRST, later, ALIKE).on("care", Direction.LOW_IS_GOOD).comparison == series.latest_change()


@pytest.mark.parametrize("carer_id", [20, 21])
def test_what_was_not_asked_alike_is_not_held_together(carer_id: int) -> None:
    for after, reason in (
        (of_grades(2, 2, 2), BreakReason.SCALE_CHANGED),
        (by_age(20), BreakReason.AGE_BAND),
    ):
        before = by_age(8) if reason is BreakReason.AGE_BAND else of_grades(2, 2)
        pair = Pair(assessed(1, before), assessed(2, after, carer_id=carer_id), ALIKE)
        held = pair.on("care", Direction.LOW_IS_GOOD)
        assert (held.unlike, held.is_alike) == (reason, False)
        assert held.comparison.headline is Headline.NOT_COMPARABLE
        assert held.comparison.moves == ()


def test_a_score_that_one_of_them_lacks_is_not_held_together() -> None:
    held = Pair(FIRST, assessed(2, of_grades(2)), ALIKE).on("no-such", Direction.LOW_IS_GOOD)
    assert (held.is_in_both, held.is_alike) == (False, False)


def test_what_of_the_rating_was_another_is_told_whatever_the_scale() -> None:
    other = assessed(2, of_grades(2), rater="B. Worker", window_days=None)
    assert Pair(FIRST, other, ALIKE).cautions == (BreakReason.RATER, BreakReason.WINDOW)
    assert Pair(FIRST, assessed(2, of_grades(2), observed_on=DAY), ALIKE).cautions == ()
