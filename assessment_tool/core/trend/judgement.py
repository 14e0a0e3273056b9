"""What a series allows one to say: no reliable change, a possible one to be confirmed, or a reliable one.

A change is *possible* when one pair of assessments shows it, and *reliable* when the next comparable
assessment still shows it or shows it again. The last assessment is held against the one before, the
first of those asked alike and the first of those rated alike too, so that neither a sudden nor a slow
change is missed. A possible decline is told before a reliable improvement: worsening needs no
confirmation to be heard.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assessment_tool.core.instrument import Direction
from assessment_tool.core.trend.comparison import Comparison, ItemMove
from assessment_tool.core.trend.held import BreakReason, asked_otherwise, held, rated_otherwise
from assessment_tool.core.trend.point import Point
from assessment_tool.core.trend.rules import ChangeRules
from assessment_tool.core.trend.series import Series


class ChangeWord(StrEnum):
    """The words in which a change is told, and no others."""

    NOTHING_TO_COMPARE = "nothing to compare yet"
    NO_RELIABLE_CHANGE = "no reliable change"
    POSSIBLE_CHANGE = "possible change, to be confirmed"
    RELIABLE_IMPROVEMENT = "reliable improvement"
    RELIABLE_DECLINE = "reliable decline"


class Way(StrEnum):
    """Which way a change goes for the child."""

    WORSE = "worse"
    BETTER = "better"


class Ground(StrEnum):
    """By which rule moves are more than raters differ by."""

    LARGE_STEP = "large_step"
    SAME_WAY = "same_way"


class Confirmation(StrEnum):
    """How a later assessment bears a change out."""

    HELD = "held"
    """The same items still stand as far from the first of the pair."""
    REPEATED = "repeated"
    """It moved as far again, the same way."""


@dataclass(frozen=True, slots=True)
class Signal:
    """A move between two assessments that the rules count, with the items that carry it."""

    before: Point
    after: Point
    way: Way
    grounds: tuple[Ground, ...]
    moves: tuple[ItemMove, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A possible or reliable change: the pair that shows it, and what became of it since.

    `cautions` say what of the rating was another between them, which keeps a confirmed change possible.
    """

    signal: Signal
    confirmed: Confirmation | None
    cautions: tuple[BreakReason, ...]

    @property
    def is_reliable(self) -> bool:
        """Whether it was borne out, by ratings that differ in nothing but the days."""
        return self.confirmed is not None and not self.cautions

    @property
    def word(self) -> ChangeWord:
        """The word for it."""
        if not self.is_reliable:
            return ChangeWord.POSSIBLE_CHANGE
        is_worse = self.signal.way is Way.WORSE
        return ChangeWord.RELIABLE_DECLINE if is_worse else ChangeWord.RELIABLE_IMPROVEMENT


@dataclass(frozen=True, slots=True)
class Judgement:
    """What may be said of a series, with every change that it rests on, the gravest first."""

    compared: tuple[Point, ...]
    """The assessments that were asked as the last one was, oldest first."""
    changes: tuple[Change, ...]

    @property
    def word(self) -> ChangeWord:
        """The word for the whole."""
        if self.changes:
            return self.changes[0].word
        is_alone = len(self.compared) < 2  # noqa: PLR2004 - a pair
        return ChangeWord.NOTHING_TO_COMPARE if is_alone else ChangeWord.NO_RELIABLE_CHANGE

    @property
    def way(self) -> Way | None:
        """Which way the change goes that the word tells; None where there is none."""
        return self.changes[0].signal.way if self.changes else None


def judged(series: Series, rules: ChangeRules) -> Judgement:
    """What the series allows one to say now, by these rules.

    Only points with a value that were asked as the last one was are held together. On a scale of which
    neither end is the better, and where scores were converted by figures alone, nothing is said to change.
    """
    compared = tuple(_asked_like_the_last(series))
    found = {_key(one): one for one in _changes(compared, series, rules)} if compared else {}
    return Judgement(compared, tuple(sorted(found.values(), key=_gravity)))


def signals(comparison: Comparison, before: Point, after: Point, rules: ChangeRules) -> Iterator[Signal]:
    """What of a comparison the rules count: for the worse, for the better, both or neither."""
    for way, moves in ((Way.WORSE, comparison.worse), (Way.BETTER, comparison.better)):
        large = tuple(one for one in moves if _is_large(one, after, rules))
        is_together = len(moves) >= rules.same_way
        if large or is_together:
            grounds = ((Ground.LARGE_STEP,) if large else ()) + ((Ground.SAME_WAY,) if is_together else ())
            yield Signal(before, after, way, grounds, moves if is_together else large)


def _is_large(move: ItemMove, after: Point, rules: ChangeRules) -> bool:
    return abs(move.steps) >= rules.large_step and move.item_id in after.assessment.evidenced


def _asked_like_the_last(series: Series) -> Iterator[Point]:
    last = series.points[-1]
    for point in series.points:
        if point.drawn is not None and not asked_otherwise(point, last, series.crosswalks):
            yield point


def _changes(compared: Sequence[Point], series: Series, rules: ChangeRules) -> Iterator[Change]:
    """Changes up to the last assessment, and those up to the one before that the last bears out."""
    *earlier, last = compared
    for baseline in _baselines(earlier, last):
        yield from (_change(one, None) for one in _between(baseline, last, series, rules))
    if len(earlier) > 1:
        for baseline in _baselines(earlier[:-1], earlier[-1]):
            for signal in _between(baseline, earlier[-1], series, rules):
                confirmed = _confirmation(signal, last, series, rules)
                if confirmed:
                    yield _change(signal, confirmed, last)


def _baselines(earlier: Sequence[Point], last: Point) -> Iterable[Point]:
    """What a point is held against: the one before, the first, and the first that was rated as it was."""
    alike = (one for one in earlier if not any(rated_otherwise(one.assessment, last.assessment)))
    found = (earlier[-1], next(alike, earlier[0]), earlier[0]) if earlier else ()
    return {one.assessment.revision_id: one for one in found}.values()


def _between(before: Point, after: Point, series: Series, rules: ChangeRules) -> Iterator[Signal]:
    if series.direction is not Direction.NEUTRAL:
        comparison = held(before, after, series.direction, series.crosswalks)
        yield from signals(comparison, before, after, rules)


def _confirmation(signal: Signal, last: Point, series: Series, rules: ChangeRules) -> Confirmation | None:
    carrying = {one.item_id for one in signal.moves}
    for since in _between(signal.before, last, series, rules):
        if since.way is signal.way and _is_carried(since, carrying, rules):
            return Confirmation.HELD
    is_repeated = any(one.way is signal.way for one in _between(signal.after, last, series, rules))
    return Confirmation.REPEATED if is_repeated else None


def _is_carried(since: Signal, carrying: set[str], rules: ChangeRules) -> bool:
    """Whether the items that carried a change would carry it still, without any other."""
    still = [one for one in since.moves if one.item_id in carrying]
    return len(still) >= rules.same_way or any(_is_large(one, since.after, rules) for one in still)


def _change(signal: Signal, confirmed: Confirmation | None, last: Point | None = None) -> Change:
    seen = [signal.before, signal.after, *([last] if last else [])]
    cautions = (
        reason for one in seen[1:] for reason in rated_otherwise(signal.before.assessment, one.assessment)
    )
    return Change(signal, confirmed, tuple(dict.fromkeys(cautions)))


def _key(change: Change) -> tuple[object, ...]:
    signal = change.signal
    days = signal.before.assessment.revision_id, signal.after.assessment.revision_id
    return (*days, signal.way, change.confirmed)


def _gravity(change: Change) -> tuple[bool, bool]:
    """Worse before better, and of each the reliable before the possible."""
    return change.signal.way is Way.BETTER, not change.is_reliable
