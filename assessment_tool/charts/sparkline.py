"""A chart no larger than a word: how many items were at grade 4 or 5, assessment by assessment.

A real axis of time, shared by all of a page; a line only between assessments that may be joined; a hollow
mark where a quarter or more of the items got no grade; the last count printed. The same input gives the
same bytes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from assessment_tool.charts.axis import TimeAxis
from assessment_tool.charts.measures import GRID, INK
from assessment_tool.core.trend import Unmet

WIDTH, HEIGHT = 150, 30
_LEFT, _RIGHT, _TOP, _BOTTOM = 6.0, 124.0, 6.0, 24.0
_MARK = 3.0
_WORDS_AT = 131.0
_FEWEST_ANSWERED = 0.75


@dataclass(frozen=True, slots=True)
class SparkScale:
    """What all sparklines of a page share: the period, and the count at the top."""

    first: date
    last: date
    most: int

    @property
    def time(self) -> TimeAxis:
        """The axis of time."""
        return TimeAxis(self.first, self.last, _LEFT, _RIGHT)

    def y(self, count: int) -> float:
        """Where a count stands; more is higher."""
        share = min(count / self.most, 1) if self.most else 0
        return round(_BOTTOM - share * (_BOTTOM - _TOP), 1)


def sparkline(points: Sequence[Unmet], scale: SparkScale, key: str, title: str) -> str:
    """The points of one line, at least one, as SVG text with `key` in its ids."""
    time = scale.time
    places = [(time.x(one.observed_on), scale.y(one.count)) for one in points]
    runs = "".join(_run(run) for run in _runs(points, places) if len(run) > 1)
    marks = "".join(_mark(place, one) for place, one in zip(places, points, strict=True))
    told = "; ".join(f"{one.observed_on.isoformat()}: {one.count} of {one.answered}" for one in points)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" aria-labelledby="{key}-t {key}-d" font-family="inherit">'
        f'<title id="{key}-t">{escape(title)}</title><desc id="{key}-d">{told}</desc>'
        f'<line x1="{_LEFT:g}" y1="{_BOTTOM:g}" x2="{_RIGHT:g}" y2="{_BOTTOM:g}" stroke="{GRID}"/>'
        f'{runs}{marks}<text x="{_WORDS_AT:g}" y="20" font-size="15" font-weight="700" fill="{INK}">'
        f"{points[-1].count}</text></svg>"
    )


def _runs(points: Sequence[Unmet], places: Sequence[tuple[float, float]]) -> list[list[tuple[float, float]]]:
    runs: list[list[tuple[float, float]]] = []
    for one, place in zip(points, places, strict=True):
        if one.is_joined and runs:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _run(places: Sequence[tuple[float, float]]) -> str:
    through = " ".join(f"{x:g},{y:g}" for x, y in places)
    return f'<polyline points="{through}" fill="none" stroke="{INK}" stroke-width="1.5"/>'


def _mark(place: tuple[float, float], one: Unmet) -> str:
    is_thin = one.answered < _FEWEST_ANSWERED * one.asked
    fill = "#ffffff" if is_thin else INK
    return f'<circle cx="{place[0]:g}" cy="{place[1]:g}" r="{_MARK:g}" fill="{fill}" stroke="{INK}"/>'
