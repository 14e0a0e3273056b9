"""Two results side by side: what moved, and whether the headline agrees with it."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_tool.core.ages import AgeRange, ChildAge
from assessment_tool.core.instrument import Absence, Direction, Instrument, MethodName
from assessment_tool.core.scoring import Result
from assessment_tool.core.trend import Comparison, Headline, compare
from assessment_tool.core.trend.comparison import not_comparable
from tests.core.builders import (
    ALL_REQUIRED,
    figures,
    graded,
    instrument,
    item,
    of_grades,
    scale,
    scored,
    two_levels,
)

LOW, HIGH, NEUTRAL = Direction.LOW_IS_GOOD, Direction.HIGH_IS_GOOD, Direction.NEUTRAL
Grades = tuple[int | None, ...]


def care(before: Grades, after: Grades, direction: Direction = LOW) -> Comparison:
    return compare(of_grades(*before), of_grades(*after), "care", direction)


def counts(found: Comparison) -> tuple[int, int, int]:
    return len(found.worse), len(found.better), len(found.same)


@pytest.mark.parametrize(
    ("before", "after", "headline", "worse_better_same"),
    [
        ((2, 2, 3), (2, 2, 3), Headline.SAME, (0, 0, 3)),
        ((2, 2, 3), (1, 1, 3), Headline.BETTER, (0, 2, 1)),
        ((2, 2, 3), (3, 3, 3), Headline.WORSE, (2, 0, 1)),
        ((2, 2, 3), (2, 2, 4), Headline.WORSE, (1, 0, 2)),
        ((1, 1, 2, 2), (1, 1, 2, 3), Headline.REVERSAL, (1, 0, 3)),
        ((1, 1, 2, 3), (1, 1, 2, 2), Headline.REVERSAL, (0, 1, 3)),
        ((1, 1, 1, 5), (3, 3, 3, 4), Headline.REVERSAL, (3, 1, 0)),
        ((4, 4, 5), (1, 1, 5), Headline.HIDES_BETTER, (0, 2, 1)),
        ((1, 1, 5), (4, 4, 5), Headline.HIDES_WORSE, (2, 0, 1)),
        ((2, 2, 2), (2, 2, 3), Headline.HIDES_WORSE, (1, 0, 2)),
        ((2, 2, 2, 2), (2, 2, 1, 3), Headline.BOTH_WAYS, (1, 1, 2)),
        ((1, 1, 2, 2), (1, 1, 1, 3), Headline.BOTH_WAYS, (1, 1, 2)),
        ((1, 1, 3), (1, 2, 2), Headline.BOTH_WAYS, (1, 1, 1)),
        ((5, 1), (1, 5), Headline.BOTH_WAYS, (1, 1, 0)),
        ((2, 2, 4), (2, 2, None), Headline.COVERAGE, (0, 0, 2)),
        ((2, 2, None), (2, 2, 5), Headline.COVERAGE, (0, 0, 2)),
        ((3, None), (None, 1), Headline.COVERAGE, (0, 0, 0)),
        ((3, None, 2), (3, 2, None), Headline.SAME, (0, 0, 1)),
        ((2, 4), (1, None), Headline.BETTER, (0, 1, 0)),
        ((3, 3), (None, None), Headline.NOT_COMPARABLE, (0, 0, 0)),
        ((None, None), (1, 1), Headline.NOT_COMPARABLE, (0, 0, 0)),
    ],
)
def test_the_headline_is_held_against_the_items_below_it(
    before: Grades, after: Grades, headline: Headline, worse_better_same: tuple[int, int, int]
) -> None:
    found = care(before, after)
    assert found.headline is headline
    assert counts(found) == worse_better_same


def test_a_headline_reversal_is_called_neither_better_nor_worse() -> None:
    found = care((1, 1, 2, 2), (1, 1, 2, 3))
    assert figures(found.before, found.after) == ["2", "1"]
    assert found.sentence() == (
        "2 before, 1 now: a headline reversal. The scoring rule moved this score against its own items, "
        "so it is called neither better nor worse. Items: 1 worse, 0 better, 3 the same."
    )


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ((2, 2), (2, 2), "2, unchanged. Items: 0 worse, 0 better, 2 the same."),
        ((2, 2), (1, 1), "2 before, 1 now: better. Items: 0 worse, 2 better, 0 the same."),
        ((2, 2), (2, 4), "2 before, 4 now: worse. Items: 1 worse, 0 better, 1 the same."),
        (
            (1, 5),
            (2, 5),
            "5, unchanged, although items below it became worse. Items: 1 worse, 0 better, 1 the same.",
        ),
        (
            (2, 5),
            (1, 5),
            "5, unchanged, although items below it became better. Items: 0 worse, 1 better, 1 the same.",
        ),
        (
            (2, 2, 2, 2),
            (2, 2, 1, 3),
            (
                "2, unchanged, although items below it moved both ways by as many grades, so it is called "
                "neither better nor worse. Items: 1 worse, 1 better, 2 the same."
            ),
        ),
        (
            (2, 4),
            (2, None),
            (
                "4 before, 2 now. No item answered both times moved: the change comes only from items "
                "answered once, so it is called neither better nor worse. "
                "Items: 0 worse, 0 better, 1 the same; 1 answered only once."
            ),
        ),
        (
            (2, None),
            (None, None),
            "The two assessments cannot be compared on this scale.",
        ),
    ],
)
def test_a_comparison_says_direction_and_size(before: Grades, after: Grades, sentence: str) -> None:
    assert care(before, after).sentence() == sentence


def test_an_item_answered_only_once_is_named_and_is_no_move() -> None:
    found = care((2, 3, None), (2, None, 1))
    assert [move.item_id for move in found.same] == ["a"]
    assert (found.worse, found.better) == ((), ())
    assert (found.only_before, found.only_after) == (("B",), ("C",))


def test_a_move_says_from_what_to_what_and_by_how_much() -> None:
    [first, second] = care((1, 4), (3, 2)).moves
    assert (first.item_id, first.title) == ("a", "A")
    assert figures(first.before, first.after, first.steps) == ["1", "3", "2"]
    assert (second.item_id, second.title) == ("b", "B")
    assert figures(second.before, second.after, second.steps) == ["4", "2", "-2"]


def summed(direction: Direction) -> Instrument:
    total = scale("care", ["a", "b"], MethodName.SUM, missing=ALL_REQUIRED, direction=direction)
    return instrument([item("a"), item("b")], [total])


@pytest.mark.parametrize(
    ("direction", "after", "headline", "worse_better_same"),
    [
        (LOW, (3, 2), Headline.WORSE, (1, 0, 1)),
        (HIGH, (3, 2), Headline.BETTER, (0, 1, 1)),
        (HIGH, (1, 2), Headline.WORSE, (1, 0, 1)),
        (HIGH, (2, 2), Headline.SAME, (0, 0, 2)),
        (HIGH, (4, 1), Headline.BETTER, (1, 1, 0)),
        (NEUTRAL, (3, 2), Headline.MOVED, (0, 0, 1)),
        (NEUTRAL, (1, 2), Headline.MOVED, (0, 0, 1)),
        (NEUTRAL, (1, 3), Headline.SAME, (0, 0, 0)),
    ],
)
def test_better_is_the_end_that_the_direction_names(
    direction: Direction, after: tuple[int, int], headline: Headline, worse_better_same: tuple[int, int, int]
) -> None:
    whole = summed(direction)
    earlier, later = scored(whole, a=2, b=2), scored(whole, a=after[0], b=after[1])
    found = compare(earlier, later, "care", direction)
    assert (found.headline, counts(found)) == (headline, worse_better_same)


def test_a_reversal_against_items_of_which_more_is_better_is_one_too() -> None:
    names = ("a", "b", "c", "d")
    most_frequent = scale("care", names, MethodName.MODE, direction=HIGH)
    whole = instrument([item(name) for name in names], [most_frequent])
    earlier, later = scored(whole, a=4, b=4, c=5, d=5), scored(whole, a=3, b=4, c=5, d=5)
    found = compare(earlier, later, "care", HIGH)
    assert figures(found.before, found.after) == ["4", "5"]
    assert found.headline is Headline.REVERSAL


def test_a_scale_of_which_neither_end_is_better_says_only_what_changed() -> None:
    whole = summed(NEUTRAL)
    found = compare(scored(whole, a=2, b=2), scored(whole, a=5, b=2), "care", NEUTRAL)
    assert found.sentence() == (
        "4 before, 7 now. Neither end of this scale is the better one. Items: 1 changed, 1 the same."
    )


def test_an_area_is_held_against_the_items_below_its_sub_areas() -> None:
    whole = two_levels()
    earlier = scored(whole, meals=1, drink=1, warmth=2, bed=4, night=2)
    later = scored(whole, meals=1, drink=3, warmth=3, bed=4, night=Absence.NOT_OBSERVED)
    found = compare(earlier, later, "daily", LOW)
    assert figures(found.before, found.after) == ["4", "4"]
    assert found.headline is Headline.HIDES_WORSE
    assert [move.item_id for move in found.worse] == ["drink", "warmth"]
    assert found.only_before == ("Night",)


def test_a_member_that_two_sub_areas_share_moves_once() -> None:
    whole = instrument(
        [item("a"), item("b")],
        [scale("one", ["a", "b"]), scale("two", ["a"]), scale("both", ["one", "two"])],
    )
    found = compare(scored(whole, a=1, b=1), scored(whole, a=3, b=1), "both", LOW)
    assert [move.item_id for move in found.moves] == ["a", "b"]


def test_results_asked_in_other_forms_are_not_compared() -> None:
    three, two = of_grades(2, 2, 3), of_grades(2, 2)
    found = compare(three, two, "care", LOW)
    assert (found.headline, found.moves) == (Headline.NOT_COMPARABLE, ())
    assert figures(found.before, found.after) == ["2", "2"]
    school = item("school", ages=AgeRange(48, 216))
    whole = instrument([item("meals"), school], [scale("care", ["meals", "school"])])
    younger, older = scored(whole, ChildAge(47), meals=2), scored(whole, ChildAge(48), meals=2)
    assert compare(younger, older, "care", LOW).headline is Headline.NOT_COMPARABLE


def test_a_scale_that_only_one_result_has_is_not_compared() -> None:
    other = scored(instrument([item("a")], [scale("food", ["a"])]), a=2)
    for earlier, later, values in [(of_grades(2), other, ["2", None]), (other, of_grades(3), [None, "3"])]:
        found = compare(earlier, later, "care", LOW)
        assert found.headline is Headline.NOT_COMPARABLE
        assert figures(found.before, found.after) == values


def test_what_must_not_be_compared_keeps_its_values_and_no_moves() -> None:
    found = not_comparable(of_grades(2, 3), of_grades(1, 1), "care")
    assert figures(found.before, found.after) == ["3", "1"]
    assert (found.headline, found.moves) == (Headline.NOT_COMPARABLE, ())


grades_or_none = st.lists(st.none() | st.integers(1, 5), min_size=5, max_size=5)
FIVE = graded("a", "b", "c", "d", "e")


def five(grades: list[int | None]) -> Result:
    return scored(FIVE, **{name: grade for name, grade in zip("abcde", grades, strict=True) if grade})


@given(grades_or_none, grades_or_none)
def test_better_and_worse_never_contradict_the_items(
    before: list[int | None], after: list[int | None]
) -> None:
    found = compare(five(before), five(after), "care", LOW)
    net = sum(move.steps for move in found.moves)
    if found.headline is Headline.BETTER:
        assert net <= 0
        assert found.better or found.worse
    if found.headline is Headline.WORSE:
        assert net >= 0
        assert found.better or found.worse
    if found.headline is Headline.REVERSAL:
        assert found.before is not None
        assert found.after is not None
        assert (found.after - found.before) * net < 0


@given(grades_or_none, grades_or_none)
def test_looking_back_turns_every_move_round(before: list[int | None], after: list[int | None]) -> None:
    there = compare(five(before), five(after), "care", LOW)
    back = compare(five(after), five(before), "care", LOW)
    turned = {
        Headline.BETTER: Headline.WORSE,
        Headline.WORSE: Headline.BETTER,
        Headline.HIDES_BETTER: Headline.HIDES_WORSE,
        Headline.HIDES_WORSE: Headline.HIDES_BETTER,
    }
    assert back.headline is turned.get(there.headline, there.headline)
    assert Counter(move.steps for move in back.moves) == Counter(-move.steps for move in there.moves)
    assert (back.only_before, back.only_after) == (there.only_after, there.only_before)


@given(grades_or_none, grades_or_none)
def test_every_item_is_counted_once_or_was_never_answered(
    before: list[int | None], after: list[int | None]
) -> None:
    found = compare(five(before), five(after), "care", LOW)
    answered = sum(one is not None or other is not None for one, other in zip(before, after, strict=True))
    assert sum(counts(found)) == len(found.moves)
    assert len(found.moves) + len(found.only_before) + len(found.only_after) == answered
