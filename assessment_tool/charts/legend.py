"""A chart's legend: each carer's line, and what marks, strokes and patterns mean where there are any."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assessment_tool.charts.bands import ScaleBand, shading
from assessment_tool.charts.marks import Line, mark, rule, text
from assessment_tool.charts.measures import LEFT, SOFT_INK, Measures
from assessment_tool.charts.strip import Strip, is_marked, is_waiting
from assessment_tool.core.trend import Whose

ROW = 18.0
_LONGEST_NAME = 60
_LETTER = 6.1
_SAMPLE, _GAP = 36.0, 24.0
_CONVERTED, _WAITING = "○", "⎯"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its words, with a carer's line, or a bare sign."""

    words: str
    line: Line | None = None
    sign: str = ""
    band: ScaleBand | None = None


def entries(
    carers: Sequence[tuple[Whose, str]],
    lines: Mapping[Whose, Line],
    strips: Sequence[Strip],
    measures: Measures,
) -> list[Entry]:
    """The carers in order; then marks, strokes and bands of long names, if the chart has any."""
    series = [one for strip in strips for one in strip.series]
    found = [Entry(_short(name, measures), lines[whose]) for whose, name in carers]
    if any(is_waiting(point) for one in series for point in one.points):
        found.append(Entry("not yet countersigned", sign=_WAITING))
    if any(point.mapped for one in series for point in one.points):
        found.append(Entry("converted to the newer version", sign=_CONVERTED))
    if any(is_marked(gap) for one in series for gap in one.breaks):
        found.append(Entry("not joined: not assessed alike", sign="//"))
    bands = dict.fromkeys(band for strip in strips for band in strip.bands if band.short != band.name)
    return [*found, *(Entry(band.name, band=band) for band in bands)]


def rows_of(listed: Sequence[Entry], measures: Measures) -> list[list[tuple[float, Entry]]]:
    """The entries with where each begins, in as many rows as they need."""
    rows: list[list[tuple[float, Entry]]] = [[]]
    x = LEFT
    for entry in listed:
        width = _SAMPLE + _LETTER * len(entry.words) + _GAP
        if rows[-1] and x + width - _GAP > measures.end:
            rows.append([])
            x = LEFT
        rows[-1].append((x, entry))
        x += width
    return rows


def draw_legend(rows: Sequence[Sequence[tuple[float, Entry]]]) -> Iterator[str]:
    """The rows from the top of the sheet."""
    for place, row in enumerate(rows):
        y = 10 + place * ROW
        for x, entry in row:
            yield from _sample(entry, x, y)
            yield text(x + _SAMPLE, y + 4, entry.words, size=12)


def _sample(entry: Entry, x: float, y: float) -> Iterator[str]:
    if entry.line:
        yield rule((x, y), (x + 28, y), entry.line.shade, width=2, dash=entry.line.dash)
        yield mark(entry.line, x + 14, y)
    elif entry.band:
        yield f'<rect x="{x:g}" y="{y - 6:g}" width="28" height="12" fill="none" stroke="{SOFT_INK}"/>'
        yield from shading(entry.band.gravity, (x, y - 6), (x + 28, y + 6))
    elif entry.sign in {_CONVERTED, _WAITING}:
        is_converted = entry.sign == _CONVERTED
        yield mark(Line(SOFT_INK, "circle"), x + 14, y, is_hollow=is_converted, is_waiting=not is_converted)
    else:
        yield text(x + 14, y + 4, entry.sign, size=12, anchor="middle", shade=SOFT_INK, is_bold=True)


def _short(name: str, measures: Measures) -> str:
    longest = min(_LONGEST_NAME, int((measures.end - LEFT - _SAMPLE) / _LETTER))
    return name if len(name) <= longest else f"{name[: longest - 1]}…"
