"""Small multiples of a trend: one strip for each scale on one real time axis, one line for each carer.

The score is printed at each point; carers differ by marker, dash and place as well as by shade, so
that the chart reads in greyscale. Lines break where results are not comparable. Presentation
attributes only, so that it holds under a strict content policy; equal input gives equal bytes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape

from assessment_tool.charts.axis import ScoreAxis, TimeAxis
from assessment_tool.charts.marks import LINES, Line, mark, text
from assessment_tool.core.instrument import Direction
from assessment_tool.core.lifecycle import Standing
from assessment_tool.core.scoring import plain
from assessment_tool.core.trend import Series

WIDTH = 720
_LEFT, _RIGHT = 52.0, 700.0
_TITLE, _STRIP, _GAP = 20.0, 92.0, 14.0
_LEGEND, _AXIS, _MARKERS = 26.0, 22.0, 18.0
_MOST_TICKS = 9
_CLOSE = 14.0
_MOST_GRID_LINES = 6


@dataclass(frozen=True, slots=True)
class Strip:
    """One scale of the chart: its series, one for each carer, on a common axis of scores."""

    title: str
    lowest: Decimal
    highest: Decimal
    direction: Direction
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class EventMark:
    """An event beside the chart, by the letter that the list of events explains."""

    on: date
    letter: str


@dataclass(frozen=True, slots=True)
class TrendChart:
    """What one chart shows; `key` makes its ids unique on a page, `carers` names them by id."""

    key: str
    title: str
    description: str
    period: tuple[date, date]
    carers: tuple[tuple[int, str], ...]
    strips: tuple[Strip, ...]
    events: tuple[EventMark, ...] = ()


def trend_chart(chart: TrendChart) -> str:
    """The chart as SVG text, `WIDTH` units wide, with its title and description for screen readers."""
    return "".join(_document(chart))


def _document(chart: TrendChart) -> Iterator[str]:
    height = _height(chart)
    time = TimeAxis(*chart.period, _LEFT + 12, _RIGHT - 12)
    lines = {carer_id: LINES[place % len(LINES)] for place, (carer_id, _) in enumerate(chart.carers)}
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:g}" width="{WIDTH}" '
        f'height="{height:g}" role="img" aria-labelledby="{chart.key}-title {chart.key}-desc" '
        'font-family="Liberation Sans, Arial, sans-serif">'
    )
    yield f'<title id="{chart.key}-title">{escape(chart.title)}</title>'
    yield f'<desc id="{chart.key}-desc">{escape(chart.description)}</desc>'
    yield from _legend(chart, lines)
    yield from _events(chart, time, height)
    for place, strip in enumerate(chart.strips):
        yield from _strip(strip, _top(place), time, lines)
    yield from _time_axis(time, height - _AXIS - (_MARKERS if chart.events else 0))
    yield "</svg>"


def _height(chart: TrendChart) -> float:
    strips = len(chart.strips) * (_TITLE + _STRIP + _GAP)
    return _LEGEND + strips + _AXIS + (_MARKERS if chart.events else 0)


def _top(place: int) -> float:
    return _LEGEND + place * (_TITLE + _STRIP + _GAP)


def _legend(chart: TrendChart, lines: dict[int, Line]) -> Iterator[str]:
    x = _LEFT
    for carer_id, name in chart.carers:
        line = lines[carer_id]
        yield (
            f'<line x1="{x:g}" y1="12" x2="{x + 34:g}" y2="12" stroke="{line.shade}" stroke-width="2.5"'
            f"{line.dash_attribute}/>"
        )
        yield mark(line, x + 17, 12, is_hollow=False)
        yield text(x + 42, 16, name, size=13)
        x += 60 + 7.2 * len(name)


def _strip(strip: Strip, top: float, time: TimeAxis, lines: dict[int, Line]) -> Iterator[str]:
    scores = ScoreAxis(strip.lowest, strip.highest, top + _TITLE + 12, top + _TITLE + _STRIP - 10)
    yield text(_LEFT, top + 14, strip.title, size=14, is_bold=True)
    yield text(_RIGHT, top + 14, _reading(strip), size=12, anchor="end")
    yield from _grid(strip, scores)
    taken: list[tuple[float, float]] = []
    for series in strip.series:
        yield from _series(series, time, scores, lines[series.carer_id])
    for series in strip.series:
        yield from _labels(series, time, scores, lines[series.carer_id], taken)


def _reading(strip: Strip) -> str:
    low, high = plain(strip.lowest), plain(strip.highest)
    if strip.direction is Direction.LOW_IS_GOOD:
        return f"{low} best, {high} worst"
    return f"{high} best, {low} worst" if strip.direction is Direction.HIGH_IS_GOOD else f"{low} to {high}"


def _grid(strip: Strip, scores: ScoreAxis) -> Iterator[str]:
    """Whole scores as thin lines; a long scale shows its ends and its middle."""
    for score in _grid_scores(strip):
        y = scores.y(score)
        yield (
            f'<line x1="{_LEFT:g}" y1="{y:g}" x2="{_RIGHT:g}" y2="{y:g}" '
            'stroke="#c8cdd0" stroke-width="0.8"/>'
        )
        yield text(_LEFT - 8, y + 4, plain(score) or "", size=12, anchor="end", shade="#40484c")


def _grid_scores(strip: Strip) -> list[Decimal]:
    span = strip.highest - strip.lowest
    if span > _MOST_GRID_LINES:
        return [strip.lowest, strip.lowest + span / 2, strip.highest]
    return [Decimal(one) for one in range(int(strip.lowest), int(strip.highest) + 1)]


def _series(series: Series, time: TimeAxis, scores: ScoreAxis, line: Line) -> Iterator[str]:
    for run in series.runs():
        places = [
            (time.x(point.observed_on), scores.y(point.value)) for point in run if point.value is not None
        ]
        path = " ".join(f"{x:g},{y:g}" for x, y in places)
        if len(places) > 1:
            yield (
                f'<polyline points="{path}" fill="none" stroke="{line.shade}" stroke-width="2.5" '
                f'stroke-linejoin="round"{line.dash_attribute}/>'
            )
    for gap in series.breaks:
        x = (time.x(gap.before.observed_on) + time.x(gap.after.observed_on)) / 2
        yield text(x, scores.bottom + 8, "//", size=12, anchor="middle", shade=line.shade, is_bold=True)


def _labels(
    series: Series, time: TimeAxis, scores: ScoreAxis, line: Line, taken: list[tuple[float, float]]
) -> Iterator[str]:
    """Markers with their scores; a label that would cover an earlier one stands below its point."""
    for point in series.points:
        x = time.x(point.observed_on)
        if point.value is None:
            yield text(x, scores.bottom + 8, "n/a", size=11, anchor="middle", shade=line.shade)
            continue
        y = scores.y(point.value)
        is_clear = all(abs(x - other_x) > _CLOSE or abs(y - other_y) > _CLOSE for other_x, other_y in taken)
        taken.append((x, y))
        yield mark(line, x, y, is_hollow=point.assessment.standing is not Standing.COUNTERSIGNED)
        yield text(
            x, y - 8 if is_clear else y + 17, plain(point.value) or "", size=12, anchor="middle", is_bold=True
        )


def _events(chart: TrendChart, time: TimeAxis, height: float) -> Iterator[str]:
    """Dotted lines through all strips, their letters below; letters that would touch take turns in height."""
    last_x = [-99.0, -99.0]
    for event in chart.events:
        x = time.x(event.on)
        row = 0 if x - last_x[0] > 11 else 1  # noqa: PLR2004 - the width of a letter
        last_x[row] = x
        yield (
            f'<line x1="{x:g}" y1="{_LEGEND:g}" x2="{x:g}" y2="{height - _AXIS - _MARKERS:g}" '
            'stroke="#8a9399" stroke-width="0.8" stroke-dasharray="1 3"/>'
        )
        yield text(x, height - 10 + row * 9, event.letter, size=10, anchor="middle", shade="#40484c")


def _time_axis(time: TimeAxis, y: float) -> Iterator[str]:
    yield f'<line x1="{_LEFT:g}" y1="{y:g}" x2="{_RIGHT:g}" y2="{y:g}" stroke="#40484c" stroke-width="1"/>'
    for tick in time.ticks(_MOST_TICKS):
        x = time.x(tick)
        yield f'<line x1="{x:g}" y1="{y:g}" x2="{x:g}" y2="{y + 5:g}" stroke="#40484c" stroke-width="1"/>'
        yield text(x, y + 17, f"{tick:%b %Y}", size=11, anchor="middle", shade="#40484c")
