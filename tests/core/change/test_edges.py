"""Change where there is little to go by, and by the definition itself."""

from datetime import date, timedelta
from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment_tool.core.change import (
    friedman,
    mann_kendall,
    page_trend,
    reliable_change,
    repeatability,
    theil_sen,
)

START = date(2025, 1, 1)


def s_of(values: tuple[int, ...]) -> int:
    """Pairs that rise less pairs that fall."""
    return sum((later > earlier) - (later < earlier) for earlier, later in combinations(values, 2))


@settings(max_examples=60)
@given(st.lists(st.integers(1, 5), min_size=1, max_size=7).map(tuple))
def test_the_share_of_orders_is_that_of_writing_them_all_down(values: tuple[int, ...]) -> None:
    seen = s_of(values)
    every = [s_of(order) for order in permutations(values)]
    found = mann_kendall(values)
    assert found.s == seen
    assert found.p_one_sided == pytest.approx(sum(one >= abs(seen) for one in every) / len(every))
    if seen:
        assert found.p == pytest.approx(sum(abs(one) >= abs(seen) for one in every) / len(every))
    else:
        assert found.p == 1


def test_above_thirty_values_the_normal_approximation_is_near_the_exact_figure() -> None:
    values = [(place * 7) % 31 + place / 3 for place in range(30)]
    exact, more = mann_kendall(values), mann_kendall([*values, 20])
    assert (exact.is_exact, more.is_exact) == (True, False)
    assert more.p == pytest.approx(mann_kendall([*values, 20][:30]).p, rel=0.5)
    assert mann_kendall([3] * 40).p == 1


def test_a_slope_is_of_real_days_and_told_for_ninety() -> None:
    points = [(START + timedelta(days), 5 - days / 45) for days in (0, 10, 100, 365)]
    assert theil_sen(points) == pytest.approx(-2)
    assert theil_sen(list(reversed(points))) == pytest.approx(-2)


def test_one_wild_value_does_not_move_the_slope() -> None:
    points = [(START + timedelta(90 * step), float(step)) for step in range(9)]
    wild = [*points[:4], (points[4][0], 99.0), *points[5:]]
    assert theil_sen(wild) == pytest.approx(1, abs=0.3)


@pytest.mark.parametrize("points", [[], [(START, 3.0)], [(START, 3.0), (START, 4.0)]])
def test_without_two_days_there_is_no_slope(points: list[tuple[date, float]]) -> None:
    assert theil_sen(points) is None


@pytest.mark.parametrize(("deviation", "reliability"), [(0, 0.8), (-1, 0.8), (7.5, 1), (7.5, -0.1)])
def test_an_index_without_a_deviation_or_a_reliability_is_refused(
    deviation: float, reliability: float
) -> None:
    with pytest.raises(ValueError, match="must be"):
        reliable_change(1, 2, deviation, reliability)


def test_a_small_change_of_a_questionnaire_is_not_reliable() -> None:
    assert not reliable_change(10, 12, 5, 0.85).is_reliable


def test_without_a_pair_there_is_no_repeatability() -> None:
    with pytest.raises(ValueError, match="no pair"):
        repeatability([])


@pytest.mark.parametrize("blocks", [(), ((1, 2),), ((1, 2, 3), (1, 2))])
def test_blocks_need_the_same_three_occasions(blocks: tuple[tuple[float, ...], ...]) -> None:
    for test in (page_trend, friedman):
        with pytest.raises(ValueError, match="same occasions"):
            test(blocks)


def test_where_nothing_differs_friedmans_test_has_nothing_to_say() -> None:
    with pytest.raises(ValueError, match="alike"):
        friedman(((2, 2, 2), (3, 3, 3)))


def test_many_occasions_are_told_by_the_normal_approximation() -> None:
    rising = tuple(range(9))
    found = page_trend((rising, rising, rising))
    assert not found.is_exact
    assert found.p < 0.001
