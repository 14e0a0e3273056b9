"""Krippendorff's alpha: disagreement seen against disagreement expected, for any raters and gaps.

Source: Krippendorff (2011), Computing Krippendorff's Alpha-Reliability. The interval is a jackknife's: the
coefficient without each unit in turn (Efron and Tibshirani, 1993, chapter 11).
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
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


Row = tuple[int, ...]
"""How many raters gave one unit each label."""


@dataclass(frozen=True, slots=True)
class _Coincidences:
    """How often each label was given, and how often two labels stand in one unit, by their places.

    A unit's pairs of labels are shared out among its raters, so that each rating counts once.
    """

    totals: Row
    pairs: Mapping[tuple[int, int], float]

    def without(self, row: Row) -> "_Coincidences":
        """The same without one unit."""
        totals = tuple(total - count for total, count in zip(self.totals, row, strict=True))
        pairs = dict(self.pairs)
        for places, share in _pairs(row):
            pairs[places] -= share
        return _Coincidences(totals, pairs)


def krippendorff_alpha(ratings: Ratings, level: Level) -> Coefficient:
    """Alpha; without a value where no unit has two ratings, or all of those are the same label.

    The cost is of the order of units, and of unlike units times the square of the labels.
    Raises `RatingsError` for labels below nought on a ratio level.
    """
    if level is Level.RATIO and ratings.labels[0] < 0:
        raise RatingsError("A ratio level has no labels below nought.")
    units = Counter(tuple(row) for row in ratings.counts() if sum(row) > 1)
    if not units:
        return NO_COEFFICIENT
    whole = _coincidences(units)
    value = _alpha(whole, ratings.labels, level)
    if value is None:
        return NO_COEFFICIENT
    without = [(_alpha(whole.without(row), ratings.labels, level), times) for row, times in units.items()]
    return _with_jackknife(value, without)


def _coincidences(units: Mapping[Row, int]) -> _Coincidences:
    totals = [0] * len(next(iter(units)))
    shares: dict[tuple[int, int], list[float]] = {}
    for row, times in units.items():
        totals = [total + times * count for total, count in zip(totals, row, strict=True)]
        for places, share in _pairs(row):
            shares.setdefault(places, []).append(times * share)
    return _Coincidences(tuple(totals), {places: fsum(one) for places, one in shares.items()})


def _pairs(row: Row) -> Iterator[tuple[tuple[int, int], float]]:
    """The unlike labels of one unit, two by two, with their share."""
    there = [place for place, count in enumerate(row) if count]
    others = sum(row) - 1
    for first in there:
        for second in there:
            if first < second:
                yield (first, second), row[first] * row[second] / others


def _alpha(found: _Coincidences, labels: Sequence[float], level: Level) -> float | None:
    totals, apart = found.totals, _metric(labels, found.totals, level)
    there = [place for place, total in enumerate(totals) if total]
    expected = fsum(
        totals[first] * totals[second] * apart(first, second)
        for first in there
        for second in there
        if first < second
    )
    if not expected:
        return None
    seen = fsum(share * apart(first, second) for (first, second), share in found.pairs.items())
    return float(1 - (sum(totals) - 1) * seen / expected)


def _metric(labels: Sequence[float], totals: Row, level: Level) -> Metric:
    """The distance of two labels, the lower first."""
    match level:
        case Level.NOMINAL:
            return lambda first, second: float(first != second)
        case Level.ORDINAL:
            return _ordinal(totals)
        case Level.INTERVAL:
            return lambda first, second: (labels[first] - labels[second]) ** 2
        case Level.RATIO:
            return lambda first, second: (
                ((labels[first] - labels[second]) / (labels[first] + labels[second])) ** 2
            )


def _ordinal(totals: Row) -> Metric:
    """How many ratings lie from one label to the other, of the two ends only the half."""
    below = (0, *accumulate(totals))

    def apart(low: int, high: int) -> float:
        between = below[high + 1] - below[low]
        return (between - (totals[low] + totals[high]) / 2) ** 2

    return apart


def _with_jackknife(value: float, without: Sequence[tuple[float | None, int]]) -> Coefficient:
    """The value with the interval of what it is without each unit, given with how often that is so."""
    known = [(one, times) for one, times in without if one is not None]
    units = sum(times for _, times in known)
    if len(known) < len(without) or units < 2:  # noqa: PLR2004 - of one unit nothing is left
        return Coefficient(value, None, None)
    mean = fsum(one * times for one, times in known) / units
    variance = (units - 1) / units * fsum(times * (one - mean) ** 2 for one, times in known)
    return coefficient(value, sqrt(variance), t_quantile(units - 1))
