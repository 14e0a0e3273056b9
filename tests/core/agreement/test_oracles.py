"""Every published figure comes out: the source of each stands beside its data."""

from math import isclose

import pytest

from assessment_tool.core.agreement import (
    Coefficient,
    Level,
    Ratings,
    Weighting,
    brennan_prediger,
    cohen_kappa,
    fleiss_kappa,
    gwet,
    intraclass_correlations,
    krippendorff_alpha,
)
from tests.core.agreement.oracles import (
    ANXIETY,
    FLEISS,
    FOUR_RATERS,
    SHROUT_AND_FLEISS,
    from_counts,
    from_table,
    respaced,
)

IDENTITY, LINEAR, QUADRATIC, ORDINAL = Weighting


def near(found: float | None, published: float, places: int) -> bool:
    """Whether the figure is the published one, as exactly as that was printed."""
    return found is not None and isclose(found, published, abs_tol=0.51 * 10**-places)


def test_cohens_kappa_of_the_grant_applications() -> None:
    found = cohen_kappa(from_table(((20, 5), (10, 15))))
    assert near(found.value, 0.4, 6)
    assert near(found.standard_error, 0.1270, 4)


@pytest.mark.parametrize(
    ("weighting", "value", "error", "interval"),
    [
        (IDENTITY, 0.4842, 0.1380, (0.2137, 0.7547)),
        (LINEAR, 0.4701, 0.1457, (0.1845, 0.7558)),
        (QUADRATIC, 0.4502, None, None),
    ],
)
def test_kappa_of_three_labels_with_its_interval(
    weighting: Weighting, value: float, error: float | None, interval: tuple[float, float] | None
) -> None:
    found = cohen_kappa(from_table(((0, 4, 1), (0, 8, 0), (0, 1, 5))), weighting)
    assert near(found.value, value, 4)
    assert error is None or near(found.standard_error, error, 4)
    assert interval is None or all(
        near(one, end, 4) for one, end in zip(found.interval or (), interval, strict=True)
    )


@pytest.mark.parametrize(
    ("raters", "values"),
    [
        ((1, 2), (-0.006289, 0.1459075, 0.2520325)),
        ((0, 1), (0.119497, 0.189189, 0.296765)),
    ],
)
def test_weighted_kappa_of_the_anxiety_ratings(
    raters: tuple[int, int], values: tuple[float, float, float]
) -> None:
    ratings = respaced(ANXIETY[raters[0]], ANXIETY[raters[1]])
    for weighting, value in zip((IDENTITY, LINEAR, QUADRATIC), values, strict=True):
        assert near(cohen_kappa(ratings, weighting).value, value, 6)


@pytest.mark.parametrize(("weighting", "value"), [(LINEAR, 0.126214), (QUADRATIC, 0.229798)])
def test_a_fixed_set_of_labels_gives_another_kappa_than_one_gathered_from_the_ratings(
    weighting: Weighting, value: float
) -> None:
    ratings = Ratings(tuple(range(1, 7)), (ANXIETY[1], ANXIETY[2]))
    assert near(cohen_kappa(ratings, weighting).value, value, 6)


def test_fleiss_kappa_of_fourteen_raters() -> None:
    assert near(fleiss_kappa(from_counts(FLEISS)).value, 0.20993, 5)


def test_fleiss_and_free_marginal_kappa_of_eight_raters() -> None:
    ratings = from_counts(((7, 1), (3, 5)))
    assert near(fleiss_kappa(ratings).value, 0.161905, 6)
    assert near(brennan_prediger(ratings).value, 0.214286, 6)


@pytest.mark.parametrize(
    ("level", "value"),
    [
        (Level.NOMINAL, 0.743421),
        (Level.ORDINAL, 0.815388),
        (Level.INTERVAL, 0.849107),
        (Level.RATIO, 0.797403),
    ],
)
def test_krippendorffs_alpha_with_gaps(level: Level, value: float) -> None:
    assert near(krippendorff_alpha(FOUR_RATERS, level).value, value, 6)


def test_gwets_ac1_with_its_standard_error() -> None:
    found = gwet(FOUR_RATERS)
    assert near(found.value, 0.77544, 5)
    assert near(found.standard_error, 0.14295, 5)


@pytest.mark.parametrize(
    ("found", "value"),
    [
        (gwet(FOUR_RATERS, QUADRATIC), 0.91400),
        (gwet(FOUR_RATERS, LINEAR), 0.85874),
        (gwet(FOUR_RATERS, ORDINAL), 0.89894),
        (fleiss_kappa(FOUR_RATERS), 0.76117),
        (brennan_prediger(FOUR_RATERS), 0.77273),
    ],
)
def test_the_other_coefficients_of_the_four_raters(found: Coefficient, value: float) -> None:
    assert near(found.value, value, 5)


def test_the_six_intraclass_correlations() -> None:
    found = intraclass_correlations(SHROUT_AND_FLEISS)
    published = {
        "icc1": 0.1657,
        "icc2": 0.2898,
        "icc3": 0.7148,
        "icc1k": 0.4428,
        "icc2k": 0.6201,
        "icc3k": 0.9093,
    }
    assert all(near(getattr(found, name), value, 4) for name, value in published.items())
