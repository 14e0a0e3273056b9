"""A chart's legend: each carer's line, and what hollow marks and broken lines mean where there are any."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assessment_tool.charts.marks import Line, mark, ringed, rule, text
from assessment_tool.charts.measures import LEFT, SOFT_INK, Measures
from assessment_tool.charts.strip import Strip, is_hollow, is_marked
from assessment_tool.core.trend import Whose

ROW = 18.0
_LONGEST_NAME = 60
_LETTER = 6.1
_SAMPLE, _GAP = 36.0, 24.0
_MARKS = {"○": (mark, False), "◎": (ringed, True)}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its words, with a carer's line, or a bare sign."""

    words: str
    line: Line | None = None
    sign: str = ""


def entries(
    carers: Sequence[tuple[Whose, str]],
    lines: Mapping[Whose, Line],
    strips: Sequence[Strip],
    measures: Measures,
) -> list[Entry]:
    """The carers in order; then the hollow and the ringed mark and the strokes, if the chart has any."""
    series = [one for strip in strips for one in strip.series]
    found = [Entry(_short(name, measures), lines[whose]) for whose, name in carers]
    if any(is_hollow(point) for one in series for point in one.points):
        found.append(Entry("not yet countersigned", sign="○"))
    if any(point.mapped for one in series for point in one.points):
        found.append(Entry("converted to the newer version", sign="◎"))
    if any(is_marked(gap) for one in series for gap in one.breaks):
        found.append(Entry("not joined: not assessed alike", sign="//"))
    return found


def rows_of(listed: Sequence[Entry], measures: Measures) -> list[list[tuple[float, Entry]]]:
    """The entries with where each begins, in as many rows as they need."""
    rows: list[list[tuple[float, Entry]]] = [[]]
    x = LEFT
    for entry in listed:
        width = _SAMPLE + _LETTER * len(entry.words) + _GAP
        if rows[-1] and x + width - _GAP > measures.right:
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
    if entry.line is None:
        if entry.sign in _MARKS:
            draw, is_filled = _MARKS[entry.sign]
            yield draw(Line(SOFT_INK, "circle"), x + 14, y, is_hollow=not is_filled)
        else:
            yield text(x + 14, y + 4, entry.sign, size=12, anchor="middle", shade=SOFT_INK, is_bold=True)
        return
    yield rule((x, y), (x + 28, y), entry.line.shade, width=2, dash=entry.line.dash)
    yield mark(entry.line, x + 14, y, is_hollow=False)


def _short(name: str, measures: Measures) -> str:
    longest = min(_LONGEST_NAME, int((measures.right - LEFT - _SAMPLE) / _LETTER))
    return name if len(name) <= longest else f"{name[: longest - 1]}…"
