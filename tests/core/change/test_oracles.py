"""Every published figure comes out: the source of each stands beside its data."""

from datetime import date, timedelta
from math import isnan, sqrt
from statistics import NormalDist

import pytest

from assessment_tool.core.change import (
    friedman,
    mann_kendall,
    page_trend,
    reliable_change,
    repeatability,
    theil_sen,
)

WRIGHT = """494,490 395,397 516,512 434,401 476,470 557,611 413,415 442,431 650,638 433,429 417,420 656,633
267,275 478,492 178,165 423,372 427,421"""
MINI = """512,525 430,415 520,508 428,444 500,500 600,625 364,460 380,390 658,642 445,432 432,420 626,605
260,227 477,467 259,268 350,370 451,443"""
"""Peak flow measured twice with two meters: Bland and Altman (1986)."""

ROUNDING = """5.40,5.50,5.55 5.85,5.70,5.75 5.20,5.60,5.50 5.55,5.50,5.40 5.90,5.85,5.70 5.45,5.55,5.60
5.40,5.40,5.35 5.45,5.50,5.35 5.25,5.15,5.00 5.85,5.80,5.70 5.25,5.20,5.10 5.65,5.55,5.45 5.60,5.35,5.45
5.05,5.00,4.95 5.50,5.50,5.40 5.45,5.55,5.50 5.55,5.55,5.35 5.45,5.50,5.55 5.50,5.45,5.25 5.65,5.60,5.40
5.70,5.65,5.55 6.30,6.30,6.25"""
"""`RoundingTimes` of R's help for friedman.test."""

TEACHING = (
    (3, 4, 3),
    (2, 2, 4),
    (3, 3, 5),
    (1, 3, 2),
    (2, 3, 2),
    (2, 4, 5),
    (1, 2, 4),
    (3, 4, 4),
    (2, 4, 5),
    (1, 3, 4),
)
"""Ten students on three ways of teaching: the example of scipy's page_trend_test."""


def table(text: str) -> list[tuple[float, ...]]:
    """Rows of numbers."""
    return [tuple(map(float, row.split(","))) for row in text.split()]


@pytest.mark.parametrize(
    ("values", "s", "one_sided", "two_sided"),
    [
        ((4, 3, 3, 2), -5, 1 / 12, 1 / 6),
        ((5, 4, 4, 3, 3), -8, 1 / 30, 1 / 15),
        ((4, 4, 3, 3, 2, 2), -12, 1 / 90, 1 / 45),
        ((5, 4, 3, 2, 1), -10, 1 / 120, 1 / 60),
        ((4, 4, 4, 4), 0, 1, 1),
        ((1, 2), 1, 1 / 2, 1),
        ((1, 2, 3), 3, 1 / 6, 1 / 3),
        ((1, 2, 3, 4), 6, 1 / 24, 1 / 12),
        ((1, 2, 3, 4, 5, 6), 15, 1 / 720, 1 / 360),
    ],
)
def test_mann_kendall_is_exact_also_with_ties(
    values: tuple[float, ...], s: int, one_sided: float, two_sided: float
) -> None:
    found = mann_kendall(values)
    assert (found.s, found.is_exact) == (s, True)
    assert found.p_one_sided == pytest.approx(one_sided)
    assert found.p == pytest.approx(two_sided)


@pytest.mark.parametrize(
    ("values", "approximated"), [((4, 3, 3, 2), 0.1486), ((5, 4, 3, 2, 1), 0.0275), ((3, 2, 1), 0.2963)]
)
def test_of_few_values_the_normal_approximation_is_another_figure(
    values: tuple[float, ...], approximated: float
) -> None:
    """What pymannkendall 1.4.3 prints, which approximates always: it calls four values and five too sure.

    Of three values the two-sided probability is 1/3 exactly.
    """
    exact = mann_kendall(values)
    assert exact.is_exact
    assert exact.p != pytest.approx(approximated, abs=1e-3)
    assert normal_p(exact.s, values) == pytest.approx(approximated, abs=5e-4)


def normal_p(s: int, values: tuple[float, ...]) -> float:
    """The two-sided probability by the tie-corrected normal approximation, as that package has it."""
    n = len(values)
    ties = (values.count(one) for one in set(values))
    variance = (n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5) for t in ties)) / 18
    z = (s - (1 if s > 0 else -1)) / sqrt(variance)
    return 2 * (1 - NormalDist().cdf(abs(z)))


def test_an_even_fall_has_its_own_slope() -> None:
    falling = [(date(2025, 1, 1) + timedelta(days=90 * n), 5.0 - n) for n in range(5)]
    assert theil_sen(falling) == -1.0


def test_without_any_change_there_is_no_tau() -> None:
    assert mann_kendall((4, 4, 4, 4)).tau is None
    assert mann_kendall((5, 4, 3, 2, 1)).tau == -1


def test_pages_l_of_three_ways_of_teaching() -> None:
    found = page_trend(TEACHING)
    assert found.statistic == 133.5
    assert found.p == pytest.approx(0.0018191, abs=5e-8)


def test_friedmans_chi_square_of_the_rounding_times() -> None:
    found = friedman(table(ROUNDING))
    assert found.statistic == pytest.approx(11.142857, abs=5e-7)
    assert found.p == pytest.approx(0.003805, abs=5e-7)


def test_the_reliable_change_index_of_jacobson_and_truax() -> None:
    found = reliable_change(47.5, 32.5, 7.5, 0.80)
    assert found.standard_error == pytest.approx(3.3541, abs=5e-5)
    assert found.standard_error_of_difference == pytest.approx(4.7434, abs=5e-5)
    assert found.index == pytest.approx(-3.1623, abs=5e-5)
    assert found.smallest == pytest.approx(9.297, abs=5e-4)
    assert found.is_reliable


@pytest.mark.parametrize(("pairs", "within", "smallest"), [(WRIGHT, 15.307, 42.43), (MINI, 19.911, 55.19)])
def test_the_repeatability_of_two_peak_flow_meters(pairs: str, within: float, smallest: float) -> None:
    found = repeatability([(first, second) for first, second in table(pairs)])
    assert found.pairs == 17
    assert found.within == pytest.approx(within, abs=5e-4)
    assert found.smallest_detectable_change == pytest.approx(smallest, abs=5e-3)
    assert not isnan(found.within)
