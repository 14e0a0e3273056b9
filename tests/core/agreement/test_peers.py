"""The same ratings by others: equal where they count alike, and where they do not, how they differ."""

import math
import sys
from typing import Any

import krippendorff
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats import inter_rater

from assessment_tool.core.agreement import (
    Level,
    Ratings,
    Weighting,
    brennan_prediger,
    cohen_kappa,
    fleiss_kappa,
    gwet,
    krippendorff_alpha,
)
from assessment_tool.core.agreement.student import t_quantile
from tests.core.agreement.oracles import ANXIETY, FOUR_RATERS, respaced

GRADES = (1, 2, 3, 4, 5)
Rows = tuple[tuple[float | None, ...], ...]
needs_irrcac = pytest.mark.skipif(sys.version_info >= (3, 13), reason="irrCAC needs a Python below 3.13")


def rows_of(raters: int, *, gaps: bool) -> st.SearchStrategy[Rows]:
    """Some raters' grades of up to twelve units."""
    grade = st.sampled_from(GRADES)
    one = st.none() | grade if gaps else grade
    return st.integers(2, 12).flatmap(
        lambda units: st.tuples(*[st.lists(one, min_size=units, max_size=units).map(tuple)] * raters)
    )


def as_floats(rows: Rows) -> Any:
    """The rows as numpy has them, a gap as nan."""
    return np.array([[math.nan if one is None else float(one) for one in row] for row in rows])


@settings(max_examples=60)
@given(rows_of(2, gaps=False), st.sampled_from([Weighting.IDENTITY, Weighting.LINEAR, Weighting.QUADRATIC]))
def test_kappa_and_its_standard_error_are_those_of_statsmodels(rows: Rows, weighting: Weighting) -> None:
    mine = cohen_kappa(Ratings(GRADES, rows), weighting)
    table = np.zeros((5, 5))
    for first, second in zip(*rows, strict=True):
        table[int(first or 0) - 1, int(second or 0) - 1] += 1
    weights = {Weighting.IDENTITY: None, Weighting.LINEAR: "linear", Weighting.QUADRATIC: "quadratic"}
    if mine.value is None:
        return
    with np.errstate(all="ignore"):  # it also divides by errors of nought
        theirs = inter_rater.cohens_kappa(table, wt=weights[weighting])
    assert mine.value == pytest.approx(theirs.kappa, abs=1e-9)
    if not np.isnan(theirs.std_kappa):
        assert (mine.standard_error or 0.0) == pytest.approx(theirs.std_kappa, abs=1e-6)


@settings(max_examples=60)
@given(rows_of(4, gaps=False))
def test_fleiss_and_free_marginal_kappa_are_those_of_statsmodels(rows: Rows) -> None:
    ratings = Ratings(GRADES, rows)
    counts = np.array(ratings.counts())
    mine = fleiss_kappa(ratings).value
    if mine is not None:
        assert mine == pytest.approx(inter_rater.fleiss_kappa(counts), abs=1e-9)
    uniform = inter_rater.fleiss_kappa(counts, method="randolph")
    assert brennan_prediger(ratings).value == pytest.approx(uniform, abs=1e-9)


@settings(max_examples=60)
@given(rows_of(3, gaps=True), st.sampled_from(Level))
def test_alpha_is_that_of_the_package_krippendorff(rows: Rows, level: Level) -> None:
    mine = krippendorff_alpha(Ratings(GRADES, rows), level).value
    if mine is None:
        return
    theirs = krippendorff.alpha(
        reliability_data=as_floats(rows),
        level_of_measurement=level.value,
        value_domain=list(map(float, GRADES)),
    )
    assert mine == pytest.approx(theirs, abs=1e-9)


@needs_irrcac
@settings(max_examples=40)
@given(rows_of(3, gaps=True), st.sampled_from(Weighting))
def test_gwets_coefficient_and_its_standard_error_are_those_of_irrcac(
    rows: Rows, weighting: Weighting
) -> None:
    cac = pytest.importorskip("irrCAC.raw").CAC
    mine = gwet(Ratings(GRADES, rows), weighting)
    if mine.value is None or mine.standard_error is None:
        return
    table = pd.DataFrame(as_floats(rows).T).dropna(how="all")
    theirs = cac(table, weights=weighting.value, categories=list(map(float, GRADES)), digits=9).gwet()["est"]
    assert mine.value == pytest.approx(theirs["coefficient_value"], abs=2e-9)
    assert mine.standard_error == pytest.approx(theirs["se"], abs=2e-9)


@pytest.mark.parametrize("degrees", range(1, 60))
def test_the_quantile_of_t_is_near_scipys(degrees: int) -> None:
    off = 0.02 if degrees == 3 else 0.005
    assert t_quantile(degrees) == pytest.approx(stats.t.ppf(0.975, degrees), abs=off)


def test_where_grades_are_gathered_from_the_ratings_kappa_is_another() -> None:
    """A table without the label that nobody used moves the others together: the trap of most packages."""
    fixed = Ratings(tuple(range(1, 7)), (ANXIETY[1], ANXIETY[2]))
    gathered = respaced(ANXIETY[1], ANXIETY[2])
    table = np.zeros((5, 5))
    for first, second in zip(*gathered.rows, strict=True):
        table[int(first or 0) - 1, int(second or 0) - 1] += 1
    theirs = inter_rater.cohens_kappa(table, wt="linear").kappa
    assert theirs == pytest.approx(0.1459075, abs=5e-8)
    assert cohen_kappa(gathered, Weighting.LINEAR).value == pytest.approx(theirs)
    assert cohen_kappa(fixed, Weighting.LINEAR).value == pytest.approx(0.126214, abs=5e-7)


@needs_irrcac
def test_irrcacs_alpha_has_the_same_value_and_another_interval() -> None:
    """Ours leaves out each unit in turn; irrCAC linearises. Both are wide with twelve units."""
    cac = pytest.importorskip("irrCAC.raw").CAC
    theirs = cac(pd.DataFrame(as_floats(FOUR_RATERS.rows).T), weights="identity", digits=9)
    estimate = theirs.krippendorff()["est"]
    mine = krippendorff_alpha(FOUR_RATERS, Level.NOMINAL)
    assert mine.value == pytest.approx(0.743421, abs=5e-7)
    assert estimate["coefficient_value"] == pytest.approx(mine.value, abs=1e-5)
    assert mine.standard_error == pytest.approx(estimate["se"], abs=0.02)
