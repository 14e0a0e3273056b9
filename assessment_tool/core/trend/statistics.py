"""Figures beside the words of a trend: how one-way and how fast, from the comparable points alone.

No p-value stands beside fewer than five points, where even the clearest trend has one above .05.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assessment_tool.core.change import FEWEST_FOR_P, MannKendall, mann_kendall, theil_sen
from assessment_tool.core.trend.point import Point


@dataclass(frozen=True, slots=True)
class TrendFigures:
    """`per_90_days` describes; `one_way` is None below five points."""

    points: int
    per_90_days: float | None
    one_way: MannKendall | None


def figures(points: Sequence[Point]) -> TrendFigures:
    """The figures of points with a value that were asked alike, oldest first."""
    valued = [(one.observed_on, float(one.drawn)) for one in points if one.drawn is not None]
    is_enough = len(valued) >= FEWEST_FOR_P
    one_way = mann_kendall([value for _, value in valued]) if is_enough else None
    return TrendFigures(len(valued), theil_sen(valued), one_way)
