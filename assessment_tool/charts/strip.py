"""One strip of a chart: one scale on its own axis of scores, with a line for each carer."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assessment_tool.charts.axis import ScoreAxis, TimeAxis
from assessment_tool.charts.bands import ScaleBand, drawn_bands
from assessment_tool.charts.labels import SIZE, Place, apart, labels
from assessment_tool.charts.marks import REACH, Line, ground, mark, path, rule, text
from assessment_tool.charts.measures import GRID, LEFT, SOFT_INK, Measures
from assessment_tool.core.instrument import Direction
from assessment_tool.core.lifecycle import Standing
from assessment_tool.core.scoring import plain
from assessment_tool.core.trend import Break, BreakReason, Point, Series, Whose

HEIGHT = 104.0
_TITLE, _TOP, _BOTTOM = 13.0, 31.0, 91.0
_MOST_GRID_LINES = 6
_NOT_SCORED_WIDTH = 30.0


@dataclass(frozen=True, slots=True)
class Strip:
    """One scale of the chart: its series, one for each carer, on a common axis of scores."""

    title: str
    lowest: Decimal
    highest: Decimal
    direction: Direction
    series: tuple[Series, ...]
    bands: tuple[ScaleBand, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether every score drawn is a whole number."""
        drawn = (point.drawn for one in self.series for point in one.points)
        return all(score is None or score == int(score) for score in drawn)


class _Places:
    """Where the points of a strip stand, each worked out once."""

    def __init__(self, time: TimeAxis, scores: ScoreAxis) -> None:
        self.time, self.scores = time, scores
        self._known: dict[int, Place | None] = {}

    def of(self, point: Point) -> Place | None:
        """The place of the point; None where it has no score."""
        key = point.assessment.revision_id
        if key not in self._known:
            drawn = point.drawn
            at = None if drawn is None else (self.time.x(point.observed_on), self.scores.y(drawn))
            self._known[key] = at
        return self._known[key]


def draw_ground(strip: Strip, top: float, measures: Measures) -> str:
    """The bands of the strip, which lie behind all else; none where the axis is of one score alone."""
    if not strip.bands or strip.lowest == strip.highest:
        return ""
    return drawn_bands(strip.bands, _axis_of(strip, top), measures.right, is_whole=strip.is_whole)


def _axis_of(strip: Strip, top: float) -> ScoreAxis:
    return ScoreAxis(strip.lowest, strip.highest, top + _TOP, top + _BOTTOM)


def plot_of(top: float) -> tuple[float, float]:
    """From where to where the plot of a strip reaches that begins at `top`."""
    return top + _TOP - 8, top + _BOTTOM


def draw_strip(
    strip: Strip, top: float, time: TimeAxis, lines: Mapping[Whose, Line], measures: Measures
) -> Iterator[str]:
    """The strip's title, grid, lines, marks and scores; a place without a score says n/a."""
    scores = _axis_of(strip, top)
    yield text(LEFT, top + _TITLE, strip.title, size=13, is_bold=True)
    how = reading(strip).partition(":")[0] if measures.is_narrow else reading(strip)
    yield text(measures.end, top + _TITLE, how, size=11, anchor="end", shade=SOFT_INK)
    yield from _grid(strip, scores, measures.right)
    places = _Places(time, scores)
    for series in strip.series:
        yield from _line(series, places, lines[series.whose])
    yield from _strokes(strip, places, lines)
    yield from _points(strip, places, lines, (LEFT, measures.right))


def reading(strip: Strip) -> str:
    """How the axis is read: which end is the better one, and that up is worse or better."""
    low, high = plain(strip.lowest), plain(strip.highest)
    match strip.direction:
        case Direction.LOW_IS_GOOD:
            return f"up is worse: {low} best, {high} worst"
        case Direction.HIGH_IS_GOOD:
            return f"up is better: {high} best, {low} worst"
        case Direction.NEUTRAL:
            return f"{low} to {high}"


def is_marked(gap: Break) -> bool:
    """Whether a break is drawn as two strokes; where only a score is missing, n/a says it already."""
    return gap.reasons != (BreakReason.NO_VALUE,)


def _grid(strip: Strip, scores: ScoreAxis, right: float) -> Iterator[str]:
    """Whole scores as thin lines; a long scale shows its ends and its middle."""
    for score in _grid_scores(strip):
        y = scores.y(score)
        yield rule((LEFT, y), (right, y), GRID, width=0.8)
        yield text(LEFT - 8, y + 4, plain(score) or "", size=11, anchor="end", shade=SOFT_INK)


def _grid_scores(strip: Strip) -> list[Decimal]:
    span = strip.highest - strip.lowest
    if span > _MOST_GRID_LINES:
        return [strip.lowest, strip.lowest + span / 2, strip.highest]
    return [Decimal(one) for one in range(int(strip.lowest), int(strip.highest) + 1)]


def _line(series: Series, places: _Places, line: Line) -> Iterator[str]:
    for run in series.runs():
        along = [place for point in run if (place := places.of(point))]
        if len(along) > 1:
            yield path(line, along)


def _strokes(strip: Strip, places: _Places, lines: Mapping[Whose, Line]) -> Iterator[str]:
    """Two strokes for each break, so that those of one carer do not cover another's."""
    gaps = [(gap, lines[one.whose]) for one in strip.series for gap in filter(is_marked, one.breaks)]
    free = apart([_middle(gap, places) for gap, _ in gaps], reach=REACH)
    for (x, y), (_, line) in zip(free, gaps, strict=True):
        yield text(x, y, "//", size=SIZE, anchor="middle", shade=line.shade, is_bold=True)


def _middle(gap: Break, places: _Places) -> Place:
    """Half way between the points that are not joined; below the grid where one of them has no score."""
    before, after = places.of(gap.before), places.of(gap.after)
    x = (places.time.x(gap.before.observed_on) + places.time.x(gap.after.observed_on)) / 2
    return x, (before[1] + after[1]) / 2 + 4 if before and after else places.scores.bottom + 10


def _points(
    strip: Strip, places: _Places, lines: Mapping[Whose, Line], ends: tuple[float, float]
) -> Iterator[str]:
    """All marks and then all scores, so that each score finds a free place."""
    placed: list[tuple[Place, Point, Line]] = []
    without: list[tuple[float, Point, Line]] = []
    for series in strip.series:
        line = lines[series.whose]
        for point in series.points:
            if place := places.of(point):
                placed.append((place, point, line))
            else:
                without.append((places.time.x(point.observed_on), point, line))
    yield from _not_scored(without, places.scores.bottom)
    free = apart([place for place, _, _ in placed], ends)
    for (x, y), (_, point, line) in zip(free, placed, strict=True):
        yield mark(line, x, y, is_hollow=point.mapped is not None, is_waiting=is_waiting(point))
    scored = [plain(point.drawn) or "" for _, point, _ in placed]
    for label in labels(list(zip(free, scored, strict=True))):
        yield ground(*label.ground)
        yield text(label.x, label.y, label.words, size=SIZE, anchor="middle", is_bold=True)


def _not_scored(places: Sequence[tuple[float, Point, Line]], bottom: float) -> Iterator[str]:
    """“n/a” below the grid behind the carer's mark; carers of one day stand side by side."""
    end = 0.0
    for x, point, line in sorted(places, key=lambda one: one[0]):
        left = max(x - _NOT_SCORED_WIDTH / 2, end)
        end = left + _NOT_SCORED_WIDTH
        yield mark(line, left + 5, bottom + 7, is_waiting=is_waiting(point), size=3)
        yield text(left + 11, bottom + 10, "n/a", size=10, shade=line.shade)


def is_waiting(point: Point) -> bool:
    """Whether the point's assessment still waits for its countersignature."""
    return point.assessment.standing is not Standing.COUNTERSIGNED
