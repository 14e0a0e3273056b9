"""Figures beside the words of a trend: how one-way and how fast, from the comparable points alone.

No p-value stands beside fewer than five points, where even the clearest trend has one above .05.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assessment_tool.core.change import FEWEST_FOR_P, MannKendall, mann_kendall, theil_sen
from assessment_tool.core.instrument import RaterRole
from assessment_tool.core.trend.comparability import Comparability
from assessment_tool.core.trend.held import BreakReason
from assessment_tool.core.trend.point import Point


@dataclass(frozen=True, slots=True)
class TrendFigures:
    """`per_90_days` describes; `one_way` is None below five points.

    `cautions` say what of the rating was another between neighbours among the points.
    """

    points: int
    per_90_days: float | None
    one_way: MannKendall | None
    cautions: tuple[BreakReason, ...]


def figures(points: Sequence[Point], comparability: Comparability) -> TrendFigures:
    """The figures of points with a value that were asked alike, oldest first: of each day the newest.

    What a second rater saw of the same care is no further time and is left out.
    """
    used = list(_one_a_day(points))
    valued = [(one.observed_on, float(one.drawn)) for one in used if one.drawn is not None]
    is_enough = len(valued) >= FEWEST_FOR_P
    return TrendFigures(
        points=len(valued),
        per_90_days=theil_sen(valued),
        one_way=mann_kendall([value for _, value in valued]) if is_enough else None,
        cautions=tuple(dict.fromkeys(_rated_otherwise(used, comparability))),
    )


def _one_a_day(points: Iterable[Point]) -> Iterable[Point]:
    first = (one for one in points if one.assessment.rater_role is not RaterRole.SECOND_RATER)
    return {one.observed_on: one for one in first}.values()


def _rated_otherwise(points: Sequence[Point], comparability: Comparability) -> Iterable[BreakReason]:
    for before, after in pairwise(points):
        yield from comparability.rated_otherwise(before.assessment, after.assessment)
