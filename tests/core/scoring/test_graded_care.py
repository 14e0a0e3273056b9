"""The published rule for graded care: its ten vectors, its steps, and where it moves against its items."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations_with_replacement

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_tool.core.instrument import Method, MethodName
from assessment_tool.core.scoring import MethodValueError, apply
from tests.core.builders import decimals

RULE = Method(MethodName.GRADED_CARE)


def grade(*grades: int | None) -> tuple[int | None, str]:
    outcome = apply(RULE, decimals(*grades))
    return None if outcome.value is None else int(outcome.value), outcome.decided_by


@pytest.mark.parametrize(
    ("grades", "value", "decided_by"),
    [
        ((2, 2, 3), 2, "mode"),
        ((1, 2, 3), 2, "rounded_mean"),
        ((2, 2, 3, 3), 3, "rounded_mean"),
        ((1, 1, 2, 2, 3), 2, "rounded_mean"),
        ((1, 1, 1, 4), 4, "precedence"),
        ((3, 4, 5), 5, "precedence"),
        ((3, 3, 3), 3, "mode"),
        ((2, None, None), 2, "single"),
        ((None, None), None, "none"),
        ((None, 4), 4, "precedence"),
    ],
)
def test_the_ten_vectors_of_the_published_rule(
    grades: tuple[int | None, ...], value: int | None, decided_by: str
) -> None:
    assert grade(*grades) == (value, decided_by)


@pytest.mark.parametrize(
    ("grades", "value", "decided_by"),
    [
        ((), None, "none"),
        ((5,), 5, "precedence"),
        ((3,), 3, "single"),
        ((1, 2), 2, "rounded_mean"),
        ((1, 3), 2, "rounded_mean"),
        ((1, 1, 3, 3), 2, "rounded_mean"),
        ((1, 1, 2, 2, 3, 3), 2, "rounded_mean"),
        ((1, 1, 1, 2, 2, 2, 3), 2, "rounded_mean"),
        ((3, 3, 1, 1, 1), 1, "mode"),
        ((4, 4, 5), 5, "precedence"),
    ],
)
def test_more_profiles_worked_by_hand(grades: tuple[int, ...], value: int | None, decided_by: str) -> None:
    assert grade(*grades) == (value, decided_by)


def test_one_item_worse_can_improve_the_grade() -> None:
    assert grade(1, 1, 2, 2) == (2, "rounded_mean")
    assert grade(1, 1, 2, 3) == (1, "mode")


# profile, the item made one grade worse, how many such items there are, the grade before and after
REVERSALS = [
    ((1, 1, 2, 2), 2, 2, 2, 1),
    ((1, 1, 1, 2, 2, 2), 2, 3, 2, 1),
    ((1, 1, 1, 2, 2, 2, 3), 2, 3, 2, 1),
    ((1, 1, 2, 2, 3, 3, 3), 1, 2, 3, 2),
    ((1, 1, 1, 1, 2, 2, 2, 2), 2, 4, 2, 1),
]


def one_grade_worse() -> Iterator[tuple[tuple[int, ...], int, int, int]]:
    """Every profile of up to eight items, with each of its items in turn made one grade worse.

    A profile is a multiset of grades; a change is one item of it that is not yet at the worst grade.
    """
    for size in range(1, 9):
        for profile in combinations_with_replacement(range(1, 6), size):
            for place, worsened in enumerate(profile):
                if worsened < 5:
                    changed = (*profile[:place], worsened + 1, *profile[place + 1 :])
                    before, after = grade(*profile)[0], grade(*changed)[0]
                    assert before is not None
                    assert after is not None
                    yield profile, worsened, before, after


def test_14_of_the_6864_single_worsenings_improve_the_grade_and_no_other() -> None:
    changes = list(one_grade_worse())
    improving = [change for change in changes if change[3] < change[2]]
    listed = [
        (profile, worsened, before, after)
        for profile, worsened, items, before, after in REVERSALS
        for _ in range(items)
    ]
    assert len(changes) == 6_864
    assert len(improving) == 14
    assert sorted(improving) == sorted(listed)


def test_no_reversal_ever_touches_a_grade_above_three() -> None:
    assert all(max(profile) <= 3 and before <= 3 for profile, _, _, before, _ in REVERSALS)


grades_given = st.lists(st.integers(1, 5), min_size=1, max_size=12)


@given(grades_given, st.data())
def test_above_three_a_worse_item_never_improves_the_grade(grades: list[int], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(grades) - 1))
    worse = list(grades)
    worse[place] = data.draw(st.integers(grades[place], 5))
    before, after = grade(*grades)[0], grade(*worse)[0]
    assert before is not None
    assert after is not None
    if before > 3:
        assert after >= before
    if max(worse) > 3:
        assert after == max(worse)


@given(grades_given)
def test_the_grade_lies_between_the_best_and_the_worst_item(grades: list[int]) -> None:
    value, decided_by = grade(*grades)
    assert value is not None
    assert min(grades) <= value <= max(grades)
    assert (decided_by == "precedence") is (max(grades) > 3)


@pytest.mark.parametrize("value", ["0", "6", "2.5", "-1"])
def test_what_is_no_grade_is_refused(value: str) -> None:
    with pytest.raises(MethodValueError, match=f"graded_care does not take {value}: it takes whole grades"):
        apply(RULE, [Decimal(3), Decimal(value)])


def test_the_grade_above_which_the_worst_takes_precedence_is_the_methods_to_name() -> None:
    stricter = Method(MethodName.GRADED_CARE, precedence_above=Decimal(2))
    assert apply(stricter, decimals(1, 1, 3)).value == 3
    assert apply(RULE, decimals(1, 1, 3)).value == 1
