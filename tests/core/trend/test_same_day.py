"""Assessments of one day: none of them is a change of another, and none bears another out."""

from datetime import date, timedelta

import pytest

from assessment_tool.core.instrument import Direction, RaterRole
from assessment_tool.core.trend import ChangeWord, Judgement, ScoredAssessment, Series, Way, judged, series_of
from assessment_tool.core.trend.held import BreakReason
from assessment_tool.core.trend.lasting import lasting_items
from assessment_tool.core.trend.statistics import figures
from tests.core.builders import of_grades
from tests.core.trend.judged_by import ALIKE, RULES
from tests.core.trend.test_series import DAY, assessed

EVERY_ITEM = frozenset("abc")
Dated = tuple[int, tuple[int | None, ...]]
"""On which visit, and the grades."""


def on(*visits: Dated, **parts: object) -> list[ScoredAssessment]:
    """Assessments in the order of their numbers; those of one visit are of one day."""
    return [
        assessed(n, of_grades(*row), observed_on=day_of(visit), evidenced=EVERY_ITEM, **parts)
        for n, (visit, row) in enumerate(visits)
    ]


def day_of(visit: int) -> date:
    return DAY + timedelta(days=90 * visit)


def series(assessments: list[ScoredAssessment]) -> Series:
    [found] = series_of(assessments, "care", Direction.LOW_IS_GOOD, ALIKE)
    return found


def said(*visits: Dated) -> Judgement:
    return judged(series(on(*visits)), RULES)


def test_two_assessments_of_one_day_are_nothing_to_compare() -> None:
    found = said((0, (2, 2, 2)), (0, (4, 4, 4)))
    assert (found.word, found.changes, found.held_against) == (ChangeWord.NOTHING_TO_COMPARE, (), ())


def test_a_second_assessment_of_the_same_day_bears_nothing_out() -> None:
    found = said((0, (2, 2, 2)), (1, (4, 2, 2)), (1, (4, 2, 2)))
    assert (found.word, found.way) == (ChangeWord.POSSIBLE_CHANGE, Way.WORSE)
    assert all(one.by is None for one in found.changes)


def test_what_two_of_one_day_saw_the_next_day_bears_out() -> None:
    found = said((0, (2, 2, 2)), (1, (4, 2, 2)), (1, (4, 2, 2)), (2, (4, 2, 2)))
    assert found.word is ChangeWord.RELIABLE_DECLINE


@pytest.mark.parametrize("order", [((4, 2, 2), (2, 2, 2)), ((2, 2, 2), (4, 2, 2))])
def test_a_decline_that_either_of_the_last_day_shows_is_told(order: tuple[tuple[int, ...], ...]) -> None:
    found = said((0, (2, 2, 2)), *((1, row) for row in order))
    assert (found.word, found.way) == (ChangeWord.POSSIBLE_CHANGE, Way.WORSE)


def test_the_last_is_held_against_each_of_the_day_before() -> None:
    found = said((0, (2, 2, 2)), (0, (4, 2, 2)), (1, (2, 2, 2)))
    assert [one.before.assessment.revision_id for one in found.held_against] == [0, 1]
    assert (found.word, found.way) == (ChangeWord.POSSIBLE_CHANGE, Way.BETTER)


def test_the_change_since_the_assessment_before_is_never_of_the_same_day() -> None:
    both = series(on((0, (2, 2, 2)), (1, (4, 4, 4)), (1, (3, 3, 3))))
    latest, whole = both.latest_change(), both.whole_change()
    assert both.before_last is both.points[0]
    assert latest == whole
    assert latest
    assert [str(latest.before), str(latest.after)] == ["2", "3"]
    one_day = series(on((1, (4, 4, 4)), (1, (3, 3, 3))))
    assert (one_day.before_last, one_day.latest_change(), one_day.whole_change()) == (None, None, None)


def test_a_need_seen_twice_on_one_day_has_lasted_once() -> None:
    [lasting] = lasting_items(series(on((0, (4, 2)), (1, (5, 2)), (1, (4, 2)))))
    assert (lasting.since, lasting.times) == (DAY, 2)


def test_what_the_last_of_a_day_did_not_grade_the_one_before_it_tells() -> None:
    [lasting] = lasting_items(series(on((0, (4, 2)), (0, (None, 2)), (1, (4, 2)))))
    assert (lasting.since, lasting.times) == (DAY, 2)


def test_figures_take_one_score_a_day_the_newest() -> None:
    told = figures(series(on((0, (1,)), (1, (5,)), (1, (2,)), (2, (3,)))).points, ALIKE)
    assert (told.points, told.per_90_days, told.cautions) == (3, 1.0, ())


def test_figures_leave_out_what_a_second_rater_saw_of_the_same_care() -> None:
    first = on((0, (1,)), (1, (2,)))
    second = assessed(9, of_grades(5), observed_on=day_of(1), rater="B", rater_role=RaterRole.SECOND_RATER)
    told = figures(series([*first, second]).points, ALIKE)
    assert (told.points, told.per_90_days, told.cautions) == (2, 1.0, ())


def test_figures_say_what_of_the_rating_was_another() -> None:
    [one, two] = on((0, (1,)), (1, (2,)))
    other = assessed(9, of_grades(3), observed_on=day_of(2), rater="B. Other", window_days=90)
    told = figures(series([one, two, other]).points, ALIKE)
    assert told.cautions == (BreakReason.RATER, BreakReason.WINDOW)
