"""Small multiples of a trend: one strip for each scale on one real time axis, one line for each carer.

The score is printed at each point; carers differ by marker, dash and place as well as by shade, so
that the chart reads in greyscale. Lines break where results are not comparable. Presentation
attributes only, so that it holds under a strict content policy; equal input gives equal bytes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from html import escape

from assessment_tool.charts.axis import TimeAxis
from assessment_tool.charts.events import (
    ROW as LETTER_ROW,
)
from assessment_tool.charts.events import (
    EventMark,
    PlacedLetter,
    draw_event_lines,
    draw_letters,
    placed_letters,
    rows_of,
)
from assessment_tool.charts.legend import ROW as LEGEND_ROW
from assessment_tool.charts.legend import draw_legend, entries
from assessment_tool.charts.legend import rows_of as legend_rows
from assessment_tool.charts.marks import LINES, Line, rule, text
from assessment_tool.charts.measures import INSET, LEFT, SOFT_INK, WIDE, Measures
from assessment_tool.charts.strip import HEIGHT as STRIP_HEIGHT
from assessment_tool.charts.strip import Strip, draw_ground, draw_strip, plot_of
from assessment_tool.core.days import month_in_short
from assessment_tool.core.trend import Whose

__all__ = ["EventMark", "Strip", "TrendChart", "trend_chart"]

_AXIS = 22.0
_LETTER_FOOT = 4.0


@dataclass(frozen=True, slots=True)
class TrendChart:
    """What one chart shows; `key` makes its ids unique on a page, `carers` names them by id."""

    key: str
    title: str
    description: str
    period: tuple[date, date]
    carers: tuple[tuple[Whose, str], ...]
    strips: tuple[Strip, ...]
    events: tuple[EventMark, ...] = ()
    measures: Measures = WIDE


def trend_chart(chart: TrendChart) -> str:
    """The chart as SVG text, as wide as it is to be, with title and description for screen readers."""
    return "".join(_Sheet(chart).drawn())


class _Sheet:
    """Where everything of one chart stands."""

    def __init__(self, chart: TrendChart) -> None:
        self.chart = chart
        self.time = TimeAxis(*chart.period, LEFT + INSET, chart.measures.right - INSET)
        self.lines: Mapping[Whose, Line] = {
            whose: LINES[place % len(LINES)] for place, (whose, _) in enumerate(chart.carers)
        }
        self.legend = legend_rows(
            entries(chart.carers, self.lines, chart.strips, chart.measures), chart.measures
        )
        self.letters: list[PlacedLetter] = placed_letters(chart.events, self.time)

    @cached_property
    def tops(self) -> list[float]:
        """Where each strip begins."""
        return [
            len(self.legend) * LEGEND_ROW + 6 + place * STRIP_HEIGHT
            for place in range(len(self.chart.strips))
        ]

    @property
    def axis(self) -> float:
        """Where the axis of time stands."""
        return len(self.legend) * LEGEND_ROW + 6 + len(self.chart.strips) * STRIP_HEIGHT + 2

    @property
    def height(self) -> float:
        """The height of the sheet."""
        rows = rows_of(self.letters)
        return self.axis + _AXIS + (rows * LETTER_ROW + _LETTER_FOOT if rows else 0)

    def drawn(self) -> Iterator[str]:
        """The SVG, piece by piece."""
        chart, width = self.chart, self.chart.measures.width
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {self.height:g}" width="{width}" '
            f'height="{self.height:g}" role="img" aria-labelledby="{chart.key}-title {chart.key}-desc" '
            'font-family="Liberation Sans, Arial, sans-serif">'
        )
        yield f'<title id="{chart.key}-title">{escape(chart.title)}</title>'
        yield f'<desc id="{chart.key}-desc">{escape(chart.description)}</desc>'
        yield from draw_legend(self.legend)
        for strip, top in zip(chart.strips, self.tops, strict=True):
            yield draw_ground(strip, top, chart.measures)
            yield from draw_event_lines(self.letters, plot_of(top))
            yield from draw_strip(strip, top, self.time, self.lines, chart.measures)
        yield from self._time_axis()
        yield from draw_letters(self.letters, self.axis + _AXIS)
        yield "</svg>"

    def _time_axis(self) -> Iterator[str]:
        y = self.axis
        yield rule((LEFT, y), (self.chart.measures.right, y), SOFT_INK)
        for tick in self.time.ticks(self.chart.measures.most_ticks):
            x = self.time.x(tick)
            yield rule((x, y), (x, y + 5), SOFT_INK)
            yield text(x, y + 17, month_in_short(tick), size=11, anchor="middle", shade=SOFT_INK)
