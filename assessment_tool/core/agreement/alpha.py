"""Krippendorff's alpha: disagreement seen against disagreement expected, for any raters and gaps.

Source: Krippendorff (2011), Computing Krippendorff's Alpha-Reliability. The interval is a jackknife's: the
coefficient without each unit in turn (Efron and Tibshirani, 1993, chapter 11).
"""

from collections.abc import Callable, Sequence
from enum import StrEnum
from math import fsum, sqrt

from assessment_tool.core.agreement.coefficient import NO_COEFFICIENT, Coefficient, coefficient
from assessment_tool.core.agreement.ratings import Ratings, RatingsError
from assessment_tool.core.agreement.student import t_quantile


class Level(StrEnum):
    """What the labels measure, and so how far apart two of them are."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


Metric = Callable[[int, int], float]
"""The squared distance of two labels by their places."""


def krippendorff_alpha(ratings: Ratings, level: Level) -> Coefficient:
    """Alpha; without a value where no unit has two ratings, or all of those are the same label.

    Raises `RatingsError` for labels below nought on a ratio level.
    """
    if level is Level.RATIO and ratings.labels[0] < 0:
        raise RatingsError("A ratio level has no labels below nought.")
    units = [row for row in ratings.counts() if sum(row) > 1]
    value = _alpha(units, ratings.labels, level)
    if value is None:
        return NO_COEFFICIENT
    return _with_jackknife(value, units, ratings.labels, level)


def _alpha(units: Sequence[Sequence[int]], labels: Sequence[float], level: Level) -> float | None:
    totals = [sum(column) for column in zip(*units, strict=True)]
    apart = _metric(labels, totals, level)
    expected = _ordered_pairs(totals, apart)
    if not expected:
        return None
    seen = fsum(_ordered_pairs(row, apart) / (sum(row) - 1) for row in units)
    return float(1 - (sum(totals) - 1) * seen / expected)


def _ordered_pairs(counts: Sequence[int], apart: Metric) -> float:
    """The distance summed over all pairs of these ratings."""
    there = [place for place, count in enumerate(counts) if count]
    return fsum(
        counts[first] * counts[second] * apart(first, second)
        for first in there
        for second in there
        if first != second
    )


def _metric(labels: Sequence[float], totals: Sequence[int], level: Level) -> Metric:
    match level:
        case Level.NOMINAL:
            return lambda first, second: float(first != second)
        case Level.ORDINAL:
            return lambda first, second: _ordinal(totals, *sorted((first, second)))
        case Level.INTERVAL:
            return lambda first, second: (labels[first] - labels[second]) ** 2
        case Level.RATIO:
            return lambda first, second: (
                ((labels[first] - labels[second]) / (labels[first] + labels[second])) ** 2
            )


def _ordinal(totals: Sequence[int], low: int, high: int) -> float:
    """How many ratings lie from one label to the other, of the two ends only the half."""
    return (sum(totals[low : high + 1]) - (totals[low] + totals[high]) / 2) ** 2


def _with_jackknife(
    value: float, units: Sequence[Sequence[int]], labels: Sequence[float], level: Level
) -> Coefficient:
    without = [_alpha([*units[:left], *units[left + 1 :]], labels, level) for left in range(len(units))]
    known = [one for one in without if one is not None]
    if len(known) < len(units) or len(units) < 2:  # noqa: PLR2004 - of one unit nothing is left
        return Coefficient(value, None, None)
    mean = sum(known) / len(known)
    variance = (len(known) - 1) / len(known) * sum((one - mean) ** 2 for one in known)
    return coefficient(value, sqrt(variance), t_quantile(len(known) - 1))
