"""Intraclass correlations of scores that every rater gave to every subject.

Source: Shrout and Fleiss (1979), Intraclass correlations: uses in assessing rater reliability.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from assessment_tool.core.agreement.ratings import RatingsError

FEWEST = 2


@dataclass(frozen=True, slots=True)
class IntraclassCorrelations:
    """Shrout and Fleiss' six: one rater (`icc1`, `icc2`, `icc3`), and the mean of the k raters."""

    icc1: float
    icc2: float
    icc3: float
    icc1k: float
    icc2k: float
    icc3k: float


def intraclass_correlations(scores: Sequence[Sequence[float]]) -> IntraclassCorrelations:
    """The six coefficients of a table with one row for each subject and one column for each rater.

    Raises `RatingsError` where the table has gaps, is too small, or all its scores are alike.
    """
    rows, columns = len(scores), len(scores[0]) if scores else 0
    if rows < FEWEST or columns < FEWEST or any(len(row) != columns for row in scores):
        raise RatingsError("A whole table is needed: two subjects and two raters at least, and no gaps.")
    between, of_raters, within, residual = _mean_squares(scores)
    if not between and not within:
        raise RatingsError("All scores are alike: there is nothing to correlate.")
    many = columns - 1
    raters = (of_raters - residual) / rows
    return IntraclassCorrelations(
        icc1=(between - within) / (between + many * within),
        icc2=(between - residual) / (between + many * residual + columns * raters),
        icc3=(between - residual) / (between + many * residual),
        icc1k=(between - within) / between,
        icc2k=(between - residual) / (between + raters),
        icc3k=(between - residual) / between,
    )


def _mean_squares(scores: Sequence[Sequence[float]]) -> tuple[float, float, float, float]:
    """Between subjects, between raters, within subjects, and what neither explains."""
    rows, columns = len(scores), len(scores[0])
    grand = fmean(score for row in scores for score in row)
    total = sum((score - grand) ** 2 for row in scores for score in row)
    subjects = columns * sum((fmean(row) - grand) ** 2 for row in scores)
    raters = rows * sum((fmean(column) - grand) ** 2 for column in zip(*scores, strict=True))
    return (
        subjects / (rows - 1),
        raters / (columns - 1),
        (total - subjects) / (rows * (columns - 1)),
        (total - subjects - raters) / ((rows - 1) * (columns - 1)),
    )
