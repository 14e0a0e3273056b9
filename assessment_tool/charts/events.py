"""Events beside a chart: dotted lines through the strips, letters below that never touch each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assessment_tool.charts.axis import TimeAxis
from assessment_tool.charts.marks import rule, text
from assessment_tool.charts.measures import FAINT, SOFT_INK

ROW = 12.0
_LETTER = 9.0


@dataclass(frozen=True, slots=True)
class EventMark:
    """An event beside the chart, by the letter that the list of events explains."""

    on: date
    letter: str


@dataclass(frozen=True, slots=True)
class PlacedLetter:
    """A letter, the place of its day, and its row below the axis, counted from 0."""

    letter: str
    x: float
    row: int


def placed_letters(events: Sequence[EventMark], time: TimeAxis) -> list[PlacedLetter]:
    """Each letter in the first row in which it touches no other; events come oldest first."""
    ends: list[float] = []
    placed: list[PlacedLetter] = []
    for event in events:
        x, half = time.x(event.on), _LETTER * len(event.letter) / 2
        row = next((row for row, end in enumerate(ends) if x - half >= end), len(ends))
        ends[row : row + 1] = [x + half]
        placed.append(PlacedLetter(event.letter, x, row))
    return placed


def rows_of(placed: Sequence[PlacedLetter]) -> int:
    """How many rows the letters need."""
    return max((one.row + 1 for one in placed), default=0)


def draw_letters(placed: Sequence[PlacedLetter], top: float) -> Iterator[str]:
    """The letters in their rows from `top`."""
    for one in placed:
        yield text(one.x, top + 10 + one.row * ROW, one.letter, size=11, anchor="middle", shade=SOFT_INK)


def draw_event_lines(placed: Sequence[PlacedLetter], plot: tuple[float, float]) -> Iterator[str]:
    """The dotted lines of the events through one plot."""
    for x in sorted({one.x for one in placed}):
        yield rule((x, plot[0]), (x, plot[1]), FAINT, width=0.7, dash="1 3")
