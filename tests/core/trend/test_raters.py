"""Several raters in one line: each one's own assessments are one view, whoever rated between them."""

import pytest

from assessment_tool.core.instrument import Direction
from assessment_tool.core.trend import ChangeWord, Judgement, Way, judged, series_of
from assessment_tool.core.trend.why import reasons
from tests.core.builders import of_grades
from tests.core.trend.judged_by import ALIKE, RULES
from tests.core.trend.test_series import assessed

EVERY_ITEM = frozenset("abcd")
Rated = tuple[str, tuple[int, ...]]


def said(*rated: Rated) -> Judgement:
    assessments = [
        assessed(n, of_grades(*row), rater=rater, evidenced=EVERY_ITEM)
        for n, (rater, row) in enumerate(rated)
    ]
    [series] = series_of(assessments, "care", Direction.LOW_IS_GOOD, ALIKE)
    return judged(series, RULES)


def test_what_one_worker_saw_twice_is_reliable_although_another_rated_between() -> None:
    found = said(("A", (2, 2, 2)), ("A", (4, 2, 2)), ("B", (2, 2, 2)), ("A", (4, 2, 2)))
    assert found.word is ChangeWord.RELIABLE_DECLINE
    assert [one.signal.after.assessment.revision_id for one in found.changes if one.is_reliable] == [1]


def test_what_one_worker_bore_out_stays_reliable_while_another_still_sees_it() -> None:
    declined = ("A", (2, 2, 2)), ("A", (4, 2, 2)), ("A", (4, 2, 2))
    assert said(*declined, ("B", (4, 2, 2))).word is ChangeWord.RELIABLE_DECLINE
    assert said(*declined, ("B", (2, 2, 2))).word is not ChangeWord.RELIABLE_DECLINE


def test_what_two_workers_saw_once_each_is_possible() -> None:
    found = said(("A", (2, 2, 2)), ("B", (4, 2, 2)), ("C", (4, 2, 2)))
    assert (found.word, found.way) == (ChangeWord.POSSIBLE_CHANGE, Way.WORSE)
    assert all(one.cautions for one in found.changes)


@pytest.mark.parametrize("other", ["A", "B"])
def test_a_change_is_told_once(other: str) -> None:
    """The same move since the assessment before, since the first, and among one's own is one."""
    found = said(("A", (2, 2, 2)), (other, (2, 2, 2)), ("A", (4, 2, 2)))
    assert [[move.item_id for move in one.signal.moves] for one in found.changes] == [["a"]]
    assert found.changes[0].cautions == ()


def test_a_change_that_went_further_is_told_beside_the_reliable_one() -> None:
    found = said(("A", (1, 2, 2)), ("A", (3, 2, 2)), ("A", (5, 2, 2)))
    assert [(one.word, str(one.signal.moves[0].after)) for one in found.changes] == [
        (ChangeWord.RELIABLE_DECLINE, "3"),
        (ChangeWord.POSSIBLE_CHANGE, "5"),
    ]
    told = reasons(found, RULES)
    assert len(told) == len(set(told))


def test_a_change_on_other_items_is_told_beside_the_reliable_one() -> None:
    found = said(("A", (2, 2, 2)), ("A", (4, 2, 2)), ("A", (4, 2, 4)))
    moved = [[move.item_id for move in one.signal.moves] for one in found.changes]
    assert moved[0] == ["a"]
    assert ["c"] in moved
