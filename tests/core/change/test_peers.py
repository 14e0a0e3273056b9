"""The same values by others: equal where they are exact, and where they approximate, how far they are off."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from assessment_tool.core.change import friedman, mann_kendall, page_trend, theil_sen
from assessment_tool.core.change.chi_square import chi_square_tail

START = date(2025, 1, 1)
grades = st.integers(1, 5)


@settings(max_examples=60)
@given(st.lists(grades, min_size=2, max_size=12))
def test_tau_is_scipys_tau_b(values: list[int]) -> None:
    mine = mann_kendall(values)
    theirs = stats.kendalltau(range(len(values)), values).statistic
    assert (mine.tau is None) == bool(np.isnan(theirs))
    assert mine.tau is None or mine.tau == pytest.approx(theirs)


@settings(max_examples=60)
@given(st.permutations(range(8)))
def test_without_ties_p_is_scipys_exact_one(values: list[int]) -> None:
    theirs = stats.kendalltau(range(8), values, method="exact").pvalue
    assert mann_kendall(values).p == pytest.approx(theirs)


@pytest.mark.parametrize(
    ("values", "exact", "theirs"), [((5, 4, 4, 3, 3), 1 / 15, 0.0367), ((4, 4, 3, 3, 2, 2), 1 / 45, 0.0171)]
)
def test_with_ties_scipy_approximates_and_calls_a_trend_significant_that_is_not(
    values: tuple[int, ...], exact: float, theirs: float
) -> None:
    assert mann_kendall(values).p == pytest.approx(exact)
    found = stats.kendalltau(range(len(values)), values).pvalue
    assert found == pytest.approx(theirs, abs=5e-5)
    assert found < exact


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.integers(0, 900), grades), min_size=2, max_size=10, unique_by=lambda one: one[0])
)
def test_the_slope_is_scipys_on_the_same_days(points: list[tuple[int, int]]) -> None:
    mine = theil_sen([(START + timedelta(days), float(value)) for days, value in points])
    days, values = zip(*points, strict=True)
    theirs = stats.theilslopes(values, days).slope
    assert mine == pytest.approx(theirs * 90)


@settings(max_examples=60)
@given(st.lists(st.tuples(grades, grades, grades), min_size=2, max_size=8))
def test_pages_and_friedmans_tests_are_scipys(blocks: list[tuple[int, int, int]]) -> None:
    page = stats.page_trend_test(blocks, method="exact")
    mine = page_trend(blocks)
    assert mine.statistic == pytest.approx(page.statistic)
    assert mine.p == pytest.approx(page.pvalue)
    if any(len(set(block)) > 1 for block in blocks):
        theirs = stats.friedmanchisquare(*zip(*blocks, strict=True))
        assert friedman(blocks).statistic == pytest.approx(theirs.statistic)
        assert friedman(blocks).p == pytest.approx(theirs.pvalue)


@settings(max_examples=100)
@given(st.floats(0, 60), st.integers(1, 20))
def test_the_tail_of_chi_square_is_scipys(value: float, degrees: int) -> None:
    assert chi_square_tail(value, degrees) == pytest.approx(stats.chi2.sf(value, degrees), abs=1e-12)
