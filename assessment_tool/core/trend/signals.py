"""Moves between two assessments that are more than raters, or a questionnaire, differ by on their own."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from assessment_tool.core.change import PublishedError, ReliableChange, reliable_change
from assessment_tool.core.instrument import Direction
from assessment_tool.core.trend.comparison import ItemMove
from assessment_tool.core.trend.held import held
from assessment_tool.core.trend.point import Point
from assessment_tool.core.trend.rules import ChangeRules
from assessment_tool.core.trend.series import Series


class Way(StrEnum):
    """Which way a change goes for the child."""

    WORSE = "worse"
    BETTER = "better"


class Ground(StrEnum):
    """By which rule moves are more than raters differ by."""

    LARGE_STEP = "large_step"
    SAME_WAY = "same_way"
    BEYOND_ERROR = "beyond_error"


@dataclass(frozen=True, slots=True)
class Signal:
    """A move between two assessments that counts, with the items that carry it.

    Of a sum that was held against its published error there are none; `index` has the arithmetic then.
    """

    before: Point
    after: Point
    way: Way
    grounds: tuple[Ground, ...]
    moves: tuple[ItemMove, ...]
    index: ReliableChange | None = None


class Signals(Protocol):
    """What counts between the points of one series."""

    def between(self, before: Point, after: Point) -> tuple[Signal, ...]:
        """What of the difference of two points counts: for the worse, for the better, both or neither."""

    def is_carried(self, signal: Signal, since: Signal) -> bool:
        """Whether a later signal from the same point bears the earlier one out."""


class ByItems:
    """Counts what moved on the items below a scale, by an authority's rules; each pair is looked at once."""

    def __init__(self, series: Series, rules: ChangeRules) -> None:
        self._series, self._rules = series, rules
        self._seen: dict[tuple[int, int], tuple[Signal, ...]] = {}

    def between(self, before: Point, after: Point) -> tuple[Signal, ...]:
        """Of a scale of which neither end is the better, nothing counts."""
        key = before.assessment.revision_id, after.assessment.revision_id
        if key not in self._seen:
            self._seen[key] = tuple(self._found(before, after))
        return self._seen[key]

    def is_carried(self, signal: Signal, since: Signal) -> bool:
        """Whether the items that carried the change would carry it still, without any other."""
        carrying = {one.item_id for one in signal.moves}
        still = [one for one in since.moves if one.item_id in carrying]
        return len(still) >= self._rules.same_way or any(self._is_large(one, since.after) for one in still)

    def _found(self, before: Point, after: Point) -> Iterator[Signal]:
        if self._series.direction is Direction.NEUTRAL:
            return
        comparison = held(before, after, self._series.direction, self._series.crosswalks)
        for way, moves in ((Way.WORSE, comparison.worse), (Way.BETTER, comparison.better)):
            large = tuple(one for one in moves if self._is_large(one, after))
            is_together = len(moves) >= self._rules.same_way
            if large or is_together:
                by_step = (Ground.LARGE_STEP,) if large else ()
                grounds = by_step + ((Ground.SAME_WAY,) if is_together else ())
                yield Signal(before, after, way, grounds, moves if is_together else large)

    def _is_large(self, move: ItemMove, after: Point) -> bool:
        is_evidenced = move.item_id in after.assessment.evidenced
        return abs(move.steps) >= self._rules.large_step and is_evidenced


class ByError:
    """Counts a change of the sum beyond the questionnaire's published error (Jacobson and Truax, 1991)."""

    def __init__(self, series: Series, published: PublishedError) -> None:
        self._direction, self._published = series.direction, published

    def between(self, before: Point, after: Point) -> tuple[Signal, ...]:
        """One signal where the reliable change index is beyond 1.96, none where it is not."""
        if before.drawn is None or after.drawn is None or self._direction is Direction.NEUTRAL:
            return ()
        spread, reliability = self._published.standard_deviation, self._published.reliability
        index = reliable_change(float(before.drawn), float(after.drawn), float(spread), float(reliability))
        is_higher, is_high_good = index.index > 0, self._direction is Direction.HIGH_IS_GOOD
        way = Way.BETTER if is_higher is is_high_good else Way.WORSE
        signal = Signal(before, after, way, (Ground.BEYOND_ERROR,), (), index)
        return (signal,) if index.is_reliable else ()

    def is_carried(self, signal: Signal, since: Signal) -> bool:
        """A sum is one figure: it stands as far from the first point still, or it would be no signal."""
        return since.way is signal.way
