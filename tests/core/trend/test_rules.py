"""The thresholds of a policy: never one grade on one item, more of more items, more by a larger error."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_tool.core.trend import ItemsNeeded
from tests.core.trend.judged_by import RULES


@pytest.mark.parametrize(
    "parts", [{"large_step": 1}, {"large_step": 0}, {"same_way": (ItemsNeeded(2, 1), ItemsNeeded(5, 3))}]
)
def test_no_rule_makes_one_grade_on_one_item_a_change(parts: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="One grade on one item"):
        replace(RULES, **parts)  # type: ignore[arg-type]  # a table of changes


@pytest.mark.parametrize(
    "rows", [(), (ItemsNeeded(5, 3), ItemsNeeded(5, 4)), (ItemsNeeded(5, 3), ItemsNeeded(2, 2))]
)
def test_numbers_of_items_have_an_order(rows: tuple[ItemsNeeded, ...]) -> None:
    with pytest.raises(ValueError, match="ascending order"):
        replace(RULES, same_way=rows)


@pytest.mark.parametrize(
    ("items", "needed"), [(0, 2), (1, 2), (2, 2), (3, 3), (5, 3), (6, 4), (9, 4), (40, 4)]
)
def test_of_more_items_more_must_move_the_same_way(items: int, needed: int) -> None:
    assert RULES.needed_of(items) == needed


@pytest.mark.parametrize(("error", "large_step"), [(None, 2), (0.59, 2), (1.95, 2), (2.0, 3), (2.4, 3)])
def test_a_step_counts_only_beyond_an_authoritys_own_error(error: float | None, large_step: int) -> None:
    assert RULES.measured(error).large_step == large_step


@pytest.mark.parametrize(
    ("error", "needed"),
    [(None, [2, 3, 4]), (0.4, [2, 3, 4]), (1.0, [2, 3, 4]), (1.2, [3, 4, 5]), (2.0, [4, 6, 8])],
)
def test_the_items_needed_grow_with_an_authoritys_own_error(error: float | None, needed: list[int]) -> None:
    assert [row.at_least for row in RULES.measured(error).same_way] == needed


@given(st.floats(0, 5), st.integers(0, 60))
def test_a_measured_error_never_asks_for_less(error: float, items: int) -> None:
    wider = RULES.measured(error)
    assert wider.large_step >= RULES.large_step
    assert wider.needed_of(items) >= RULES.needed_of(items)


def test_the_numbers_are_told_of_as_many_items_as_they_can_be_reached_with() -> None:
    assert list(RULES.numbers) == ["2 of 2", "3 of 3 to 5", "4 of 6 or more"]
    assert list(RULES.measured(1.2).numbers) == ["4 of 4 to 5", "5 of 6 or more"]
    assert list(RULES.measured(2.0).numbers) == ["8 of 8 or more"]
