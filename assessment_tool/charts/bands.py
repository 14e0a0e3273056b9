"""The bands of a scale behind its points: each by a pattern, a tint and its name, never by colour alone.

The graver the band, the denser its dots and the darker its tint; the best has neither.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from assessment_tool.charts.axis import ScoreAxis
from assessment_tool.charts.marks import text
from assessment_tool.charts.measures import LEFT, SOFT_INK

_HALF = Decimal("0.5")
_ABOVE, _BELOW = 8.0, 6.0
"""How far the outermost bands reach beyond the ends of the axis, so that marks there stand within."""
_SHADINGS = (("", 0.0), ("#fdf8e8", 9.0), ("#fbf0d9", 7.0), ("#f9e6dc", 5.0), ("#f6dcd8", 3.5))
"""Tint and distance of dots, from the best band to the gravest."""
_DOTS = "#8b9296"
_NAME_SIZE, _NAME_APART = 10, 9.0
"""So far from the grid that a mark moved to its end does not touch the name."""


@dataclass(frozen=True, slots=True)
class ScaleBand:
    """A named range of scores from `lower` up to the next band's; `gravity` goes from 0, the best, to 1."""

    name: str
    lower: Decimal
    gravity: float

    @property
    def short(self) -> str:
        """What stands beside the band: the name, or of a long one what precedes its colon."""
        return self.name.partition(":")[0]


@lru_cache(maxsize=256)
def drawn_bands(bands: tuple[ScaleBand, ...], scores: ScoreAxis, right: float, *, is_whole: bool) -> str:
    """The bands from the grid's left end to `right`, their names beyond it.

    Where all scores are whole, a border lies half a score below the band's first: no mark stands on it.
    """
    edges = _edges(bands, scores, _HALF if is_whole else Decimal(0))
    return "".join(_drawn(bands, edges, right))


def _edges(bands: Sequence[ScaleBand], scores: ScoreAxis, below: Decimal) -> list[float]:
    """The borders upwards, none beyond the plot; below the first band there may be scores without one."""
    lowest, highest = scores.bottom + _BELOW, scores.top - _ABOVE
    begins = [lowest if band.lower <= scores.lowest else scores.y(band.lower - below) for band in bands]
    return [max(begin, highest) for begin in begins] + [highest]


def _drawn(bands: Sequence[ScaleBand], edges: Sequence[float], right: float) -> Iterator[str]:
    for band, (bottom, top) in zip(bands, pairwise(edges), strict=True):
        if bottom > top:
            yield from shading(band.gravity, (LEFT, top), (right, bottom))
            middle = (top + bottom) / 2 + 3.5
            yield text(right + _NAME_APART, middle, band.short, size=_NAME_SIZE, shade=SOFT_INK)


def shading(gravity: float, from_: tuple[float, float], to: tuple[float, float]) -> Iterator[str]:
    """A rectangle with the tint and the dots of this gravity; nothing for the best."""
    (left, top), (right, bottom) = from_, to
    tint, distance = _SHADINGS[round(gravity * (len(_SHADINGS) - 1))]
    if not tint:
        return
    yield f'<rect x="{left:g}" y="{top:g}" width="{right - left:g}" height="{bottom - top:g}" fill="{tint}"/>'
    for row in range(int((bottom - top) / distance)):
        y = top + distance * (row + 0.5)
        yield (
            f'<line x1="{left + 1 + row % 2 * distance / 2:g}" y1="{y:g}" x2="{right:g}" y2="{y:g}" '
            f'stroke="{_DOTS}" stroke-width="0.9" stroke-dasharray="0.9 {distance - 0.9:g}"/>'
        )
