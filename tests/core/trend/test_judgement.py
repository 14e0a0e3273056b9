"""Words of change: possible by one pair, reliable by the next one, never by one grade on one item."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_tool.core.instrument import Direction, RaterRole
from assessment_tool.core.trend import (
    BreakReason,
    ChangeWord,
    Confirmation,
    Ground,
    Judgement,
    ScoredAssessment,
    Way,
    judged,
    series_of,
)
from assessment_tool.core.trend.why import reasons
from tests.core.builders import graded, of_grades, scored
from tests.core.trend.judged_by import ALIKE, RULES
from tests.core.trend.test_series import assessed

EVERY_ITEM = frozenset("abcdefgh")
NO_STEP = "no item moved by 2 grades or more with evidence"
Grades = tuple[int | None, ...]


def judgement(*rows: Grades, direction: Direction = Direction.LOW_IS_GOOD, **parts: object) -> Judgement:
    """What is said of a scale over items a, b, c and so on, graded so at one assessment after another."""
    return judgement_of(
        [assessed(n, of_grades(*row), **{"evidenced": EVERY_ITEM, **parts}) for n, row in enumerate(rows)],
        direction,
    )


def judgement_of(
    assessments: list[ScoredAssessment], direction: Direction = Direction.LOW_IS_GOOD
) -> Judgement:
    [series] = series_of(assessments, "care", direction, ALIKE)
    return judged(series, RULES)


def test_of_one_assessment_nothing_is_said() -> None:
    assert judgement((2, 2, 2)).word is ChangeWord.NOTHING_TO_COMPARE


@pytest.mark.parametrize("after", [(3, 2, 2, 2), (3, 3, 2, 2), (1, 2, 2, 2), (3, 1, 2, 2)])
def test_one_grade_on_fewer_items_than_the_rule_asks_is_no_reliable_change(after: Grades) -> None:
    assert judgement((2, 2, 2, 2), after).word is ChangeWord.NO_RELIABLE_CHANGE
    assert judgement((2, 2, 2, 2), after, after).word is ChangeWord.NO_RELIABLE_CHANGE


def test_two_grades_on_an_item_with_evidence_are_a_possible_change_in_one_pair() -> None:
    found = judgement((2, 2, 2), (4, 2, 2))
    assert (found.word, found.way) == (ChangeWord.POSSIBLE_CHANGE, Way.WORSE)
    assert found.changes[0].signal.grounds == (Ground.LARGE_STEP,)
    assert [move.item_id for move in found.changes[0].signal.moves] == ["a"]


def test_two_grades_without_evidence_are_none() -> None:
    found = judgement((2, 2, 2), (4, 2, 2), evidenced=frozenset("b"))
    assert found.word is ChangeWord.NO_RELIABLE_CHANGE


def test_one_grade_the_same_way_on_three_items_is_a_possible_change() -> None:
    found = judgement((2, 2, 2, 2), (3, 3, 3, 2), evidenced=frozenset())
    assert (found.word, found.way) == (ChangeWord.POSSIBLE_CHANGE, Way.WORSE)
    assert found.changes[0].signal.grounds == (Ground.SAME_WAY,)


def test_three_items_that_moved_unlike_ways_are_none() -> None:
    assert judgement((2, 2, 2, 2), (3, 3, 1, 2)).word is ChangeWord.NO_RELIABLE_CHANGE


@pytest.mark.parametrize(
    ("rows", "word"),
    [
        (((4, 4, 4), (2, 4, 4), (2, 4, 4)), ChangeWord.RELIABLE_IMPROVEMENT),
        (((2, 2, 2), (3, 3, 3), (3, 3, 3)), ChangeWord.RELIABLE_DECLINE),
    ],
)
def test_a_change_that_the_next_assessment_still_shows_is_reliable(
    rows: tuple[Grades, ...], word: ChangeWord
) -> None:
    found = judgement(*rows)
    assert found.word is word
    assert found.changes[0].confirmed is Confirmation.HELD


def test_a_change_made_again_the_same_way_on_other_items_is_reliable() -> None:
    found = judgement((4, 4, 4), (2, 4, 4), (4, 2, 4), evidenced=EVERY_ITEM)
    assert found.word is ChangeWord.POSSIBLE_CHANGE, "the first item went back: that is worse"
    found = judgement((5, 5, 4), (3, 5, 4), (4, 3, 4))
    assert found.word is ChangeWord.RELIABLE_IMPROVEMENT
    assert found.changes[0].confirmed is Confirmation.REPEATED


def test_a_change_that_is_gone_at_the_next_assessment_is_not_reliable() -> None:
    found = judgement((2, 2, 2), (4, 2, 2), (3, 2, 2))
    assert found.word is ChangeWord.NO_RELIABLE_CHANGE


def test_a_slow_decline_is_told_since_the_first_assessment() -> None:
    slow = (2, 2, 2), (3, 2, 2), (4, 2, 2)
    found = judgement(*slow)
    assert (found.word, found.way) == (ChangeWord.POSSIBLE_CHANGE, Way.WORSE)
    assert judgement(*slow, (4, 2, 2)).word is ChangeWord.RELIABLE_DECLINE


def test_what_one_worker_saw_slowly_become_worse_is_reliable_though_another_rated_first() -> None:
    rows = ((2, 2, 2), (2, 2, 2), (3, 2, 2), (3, 3, 3), (3, 3, 3))
    found = judgement_of(
        [
            assessed(n, of_grades(*row), evidenced=EVERY_ITEM, rater="Another" if n == 0 else "The same")
            for n, row in enumerate(rows)
        ]
    )
    assert found.word is ChangeWord.RELIABLE_DECLINE
    assert found.changes[0].signal.before.assessment.revision_id == 1


def test_a_possible_decline_is_told_before_a_reliable_improvement() -> None:
    found = judgement((4, 4, 4, 1), (2, 2, 2, 1), (2, 2, 2, 3))
    assert (found.word, found.way) == (ChangeWord.POSSIBLE_CHANGE, Way.WORSE)
    assert ChangeWord.RELIABLE_IMPROVEMENT in [one.word for one in found.changes]


@pytest.mark.parametrize(
    ("parts", "caution"),
    [
        ({"rater": "B. Other"}, BreakReason.RATER),
        ({"rater_role": RaterRole.JOINT}, BreakReason.RATER_ROLE),
        ({"window_days": 90}, BreakReason.WINDOW),
    ],
)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_change_over_another_way_of_rating_stays_possible(
    place: int, parts: dict[str, object], caution: BreakReason
) -> None:
    rows = (2, 2, 2), (4, 2, 2), (4, 2, 2)
    assessments = [assessed(n, of_grades(*row), evidenced=EVERY_ITEM) for n, row in enumerate(rows)]
    assessments[place] = replace(assessments[place], **parts)  # type: ignore[arg-type]  # a table of changes
    found = judgement_of(assessments)
    assert found.word is ChangeWord.POSSIBLE_CHANGE
    assert all(not one.is_reliable for one in found.changes)
    is_another_between = place == 1
    assert any(caution in one.cautions for one in found.changes) is not is_another_between


def test_an_assessment_without_a_score_neither_confirms_nor_ends_a_possible_change() -> None:
    found = judgement((2, 2, 2), (4, 2, 2), (None, None, None))
    assert (found.word, found.way) == (ChangeWord.POSSIBLE_CHANGE, Way.WORSE)
    assert reasons(found, RULES)[-1] == (
        "The assessment of 5 July 2025 has no score on this scale, so it neither confirms nor ends anything."
    )


def test_an_assessment_without_a_score_between_two_others_stands_in_nobodys_way() -> None:
    found = judgement((2, 2, 2), (4, 2, 2), (None, None, None), (4, 2, 2))
    assert found.word is ChangeWord.RELIABLE_DECLINE


def test_what_was_asked_otherwise_is_not_held_together() -> None:
    other = scored(graded("a", "b", "z"), a=4, b=2, z=2)
    found = judgement_of(
        [
            assessed(1, of_grades(2, 2, 2), evidenced=EVERY_ITEM),
            assessed(2, other, evidenced=EVERY_ITEM),
        ]
    )
    assert found.word is ChangeWord.NOTHING_TO_COMPARE
    assert len(found.compared) == 1


def test_where_neither_end_is_the_better_nothing_is_said_to_change() -> None:
    found = judgement((1, 1, 1), (5, 5, 5), (5, 5, 5), direction=Direction.NEUTRAL)
    assert found.word is ChangeWord.NO_RELIABLE_CHANGE


def test_where_high_is_good_the_ways_are_turned() -> None:
    found = judgement((2, 2, 2), (4, 2, 2), (4, 2, 2), direction=Direction.HIGH_IS_GOOD)
    assert found.word is ChangeWord.RELIABLE_IMPROVEMENT


grades = st.tuples(*[st.integers(1, 5)] * 4)


@given(st.lists(grades, min_size=1, max_size=5))
def test_turned_grades_turn_every_word(rows: list[Grades]) -> None:
    """5 for 1 and 1 for 5: what was a decline is an improvement, change by change."""
    turned = [tuple(6 - grade for grade in row if grade) for row in rows]
    there, back = judgement(*rows), judgement(*turned, direction=Direction.HIGH_IS_GOOD)
    assert (there.word, len(there.compared)) == (back.word, len(back.compared))
    assert [one.items for one in there.held_against] == [one.items for one in back.held_against]
    assert [one.word for one in there.changes] == [one.word for one in back.changes]


@given(grades, st.integers(0, 4))
def test_one_item_going_to_and_fro_by_a_grade_is_never_a_change(first: tuple[int, ...], more: int) -> None:
    moved = min(5, first[0] + 1), *first[1:]
    found = judgement(first, *[moved if n % 2 else first for n in range(more)])
    assert found.word in {ChangeWord.NO_RELIABLE_CHANGE, ChangeWord.NOTHING_TO_COMPARE}


def test_days_and_not_the_order_of_entry_decide_what_came_next() -> None:
    days = [date(2026, 1, 1) + timedelta(days=90 * n) for n in range(3)]
    rows = [(days[2], (4, 2, 2)), (days[0], (2, 2, 2)), (days[1], (4, 2, 2))]
    found = judgement_of(
        [
            assessed(n, of_grades(*row), observed_on=on, evidenced=EVERY_ITEM)
            for n, (on, row) in enumerate(rows)
        ]
    )
    assert found.word is ChangeWord.RELIABLE_DECLINE


def test_the_word_can_be_opened_to_its_arithmetic() -> None:
    declined = judgement((2, 2, 2), (4, 2, 2), (4, 2, 2))
    told = " ".join(reasons(declined, RULES))
    assert "From 6 January 2025 to 6 April 2025 worse, by a large step with evidence: A 2 to 4." in told
    assert "The assessment of 5 July 2025 still shows it." in told
    together = " ".join(reasons(judgement((2, 2, 2, 2), (3, 3, 3, 2)), RULES))
    assert "on 3 of 4 items the same way: A 2 to 3; B 2 to 3; C 2 to 3. No later" in together
    again = " ".join(reasons(judgement((5, 5, 4), (3, 5, 4), (4, 3, 4)), RULES))
    assert "The assessment of 5 July 2025 shows as much again." in again


def test_the_word_of_a_quiet_line_can_be_opened_too() -> None:
    quiet = " ".join(reasons(judgement((2, 2, 2), (2, 2, 2), (3, 2, 2)), RULES))
    assert quiet == (
        "Since 6 April 2025 and since 6 January 2025 no item moved by 2 grades or more with evidence, and "
        "fewer than 3 of 3 items moved the same way."
    )
    assert "nothing to compare" in " ".join(reasons(judgement((2, 2, 2)), RULES))
    fewer = reasons(judgement((2, 2, 2, 2), (2, None, None, None)), RULES)
    assert list(fewer) == [
        f"Since 6 January 2025 {NO_STEP}, and 1 item was answered both times, too few to count together."
    ]
    other = reasons(judgement((2, None, None), (None, 2, None)), RULES)
    assert list(other) == ["Since 6 January 2025 no item was answered both times."]


def test_a_line_of_which_unlike_items_were_answered_says_so_of_each_day() -> None:
    assert list(reasons(judgement((2, 2, None), (2, 2, 2), (2, 2, 2)), RULES)) == [
        f"Since 6 April 2025 {NO_STEP}, and fewer than 3 of 3 items moved the same way.",
        f"Since 6 January 2025 {NO_STEP}, and fewer than 2 of 2 items moved the same way.",
    ]
