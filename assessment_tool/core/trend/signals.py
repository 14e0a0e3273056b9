"""Moves between two assessments that are more than raters, or a questionnaire, differ by on their own."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from assessment_tool.core.change import PublishedError, ReliableChange, reliable_change
from assessment_tool.core.instrument import Direction
from assessment_tool.core.trend.comparison import Comparison, ItemMove
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
    """A move between two assessments that counts, with the items that carry it, of so many answered in both.

    Of a sum that was held against its published error there are none; `index` has the arithmetic then.
    """

    before: Point
    after: Point
    way: Way
    grounds: tuple[Ground, ...]
    moves: tuple[ItemMove, ...]
    items: int = 0
    index: ReliableChange | None = None

    def says_no_more_than(self, other: "Signal") -> bool:
        """Whether all that moved here moved there too, the same way and at least as far."""
        reached = other.reached
        return self.way is other.way and all(
            key in reached and (after - before) * (after - reached[key][1]) <= 0
            for key, (before, after) in self.reached.items()
        )

    @property
    def reached(self) -> dict[str, tuple[Decimal, Decimal]]:
        """From where to where each item moved; of a sum, which has none, the sum itself."""
        if self.before.drawn is not None and self.after.drawn is not None and self.index:
            return {"": (self.before.drawn, self.after.drawn)}
        return {one.item_id: (one.before, one.after) for one in self.moves}


class Signals(Protocol):
    """What counts between the points of one series."""

    def between(self, before: Point, after: Point) -> tuple[Signal, ...]:
        """What of the difference of two points counts: for the worse, for the better, both or neither."""

    def items(self, before: Point, after: Point) -> int:
        """How many items were answered at both."""

    def is_carried(self, signal: Signal, since: Signal) -> bool:
        """Whether a later signal from the same point bears the earlier one out."""


class ByItems:
    """Counts what moved on the items below a scale, by an authority's rules; each pair is looked at once."""

    def __init__(self, series: Series, rules: ChangeRules) -> None:
        self._series, self._rules = series, rules
        self._held: dict[tuple[int, int], Comparison] = {}

    def between(self, before: Point, after: Point) -> tuple[Signal, ...]:
        """Of a scale of which neither end is the better, nothing counts."""
        is_neutral = self._series.direction is Direction.NEUTRAL
        return () if is_neutral else tuple(self._found(before, after))

    def items(self, before: Point, after: Point) -> int:
        """How many items were answered at both."""
        return len(self._compared(before, after).moves)

    def is_carried(self, signal: Signal, since: Signal) -> bool:
        """Whether the items that carried the change would carry it still, without any other."""
        carrying = {one.item_id for one in signal.moves}
        still = [one for one in since.moves if one.item_id in carrying]
        is_together = len(still) >= self._rules.needed_of(since.items)
        return is_together or any(self._is_large(one, since.after) for one in still)

    def _found(self, before: Point, after: Point) -> Iterator[Signal]:
        comparison = self._compared(before, after)
        items = len(comparison.moves)
        for way, moves in ((Way.WORSE, comparison.worse), (Way.BETTER, comparison.better)):
            large = tuple(one for one in moves if self._is_large(one, after))
            is_together = len(moves) >= self._rules.needed_of(items)
            if large or is_together:
                by_step = (Ground.LARGE_STEP,) if large else ()
                grounds = by_step + ((Ground.SAME_WAY,) if is_together else ())
                yield Signal(before, after, way, grounds, moves if is_together else large, items)

    def _compared(self, before: Point, after: Point) -> Comparison:
        key = before.assessment.revision_id, after.assessment.revision_id
        if key not in self._held:
            series = self._series
            self._held[key] = held(before, after, series.direction, series.comparability.crosswalks)
        return self._held[key]

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
        signal = Signal(before, after, way, (Ground.BEYOND_ERROR,), (), index=index)
        return (signal,) if index.is_reliable else ()

    def items(self, before: Point, after: Point) -> int:  # noqa: ARG002 - of a sum none is looked at
        """None: a sum is looked at as a whole."""
        return 0

    def is_carried(self, signal: Signal, since: Signal) -> bool:
        """A sum is one figure: it stands as far from the first point still, or it would be no signal."""
        return since.way is signal.way
