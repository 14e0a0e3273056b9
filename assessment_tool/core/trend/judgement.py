"""What a series allows one to say: no reliable change, a possible one to be confirmed, or a reliable one.

A change is *possible* when two assessments of different days show it, and *reliable* when the next
comparable assessment, of a later day, still shows it or shows it again. The last assessment is held against
the one before and the first of those asked alike, so that neither a sudden nor a slow change is missed. What
one worker saw change is looked for among their own assessments too: that another worker's stand between
neither hides nor weakens it. A possible decline is told before a reliable improvement: worsening needs no
confirmation to be heard.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from assessment_tool.core.change import PublishedError
from assessment_tool.core.trend.held import BreakReason, asked_otherwise
from assessment_tool.core.trend.point import Point
from assessment_tool.core.trend.rules import ChangeRules
from assessment_tool.core.trend.series import Series
from assessment_tool.core.trend.signals import ByError, ByItems, Signal, Signals, Way

Days = Sequence[tuple[Point, ...]]
"""Points day by day, the oldest first."""


class ChangeWord(StrEnum):
    """The words in which a change is told, and no others."""

    NOTHING_TO_COMPARE = "nothing to compare yet"
    NO_RELIABLE_CHANGE = "no reliable change"
    POSSIBLE_CHANGE = "possible change, to be confirmed"
    RELIABLE_IMPROVEMENT = "reliable improvement"
    RELIABLE_DECLINE = "reliable decline"


class Confirmation(StrEnum):
    """How a later assessment bears a change out."""

    HELD = "held"
    """The same items still stand as far from the first of the pair."""
    REPEATED = "repeated"
    """It moved as far again, the same way."""


@dataclass(frozen=True, slots=True)
class Change:
    """A possible or reliable change: the pair that shows it, and what became of it since.

    `cautions` say what of the rating was another between them, which keeps a confirmed change possible.
    """

    signal: Signal
    confirmed: Confirmation | None
    by: Point | None
    """The assessment that bears it out."""
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
class HeldAgainst:
    """An assessment that the last one was held against, and how many items were answered in both."""

    before: Point
    items: int


@dataclass(frozen=True, slots=True)
class Judgement:
    """What may be said of a series, with every change that it rests on, the gravest first."""

    compared: tuple[Point, ...]
    """The assessments with a score that were asked as the last one was, oldest first."""
    changes: tuple[Change, ...]
    held_against: tuple[HeldAgainst, ...]
    """What the last of them was held against; empty where all are of one day."""
    unscored: Point | None = None
    """The last assessment, where it has no score on the scale."""
    published: PublishedError | None = None
    """The measurement error that a sum was held against; None where its items were judged."""

    @property
    def word(self) -> ChangeWord:
        """The word for the whole."""
        if self.changes:
            return self.changes[0].word
        return ChangeWord.NO_RELIABLE_CHANGE if self.held_against else ChangeWord.NOTHING_TO_COMPARE

    @property
    def way(self) -> Way | None:
        """Which way the change goes that the word tells; None where there is none."""
        return self.changes[0].signal.way if self.changes else None


def judged(series: Series, rules: ChangeRules, published: PublishedError | None = None) -> Judgement:
    """What the series allows one to say now, by these rules.

    Only points with a value that were asked as the last one was are held together. On a scale of which
    neither end is the better, and where scores were converted by figures alone, nothing is said to change.
    `published` is the measurement error of a summed questionnaire, whose sum is judged instead of its items.
    """
    compared = tuple(_asked_like_the_last(series))
    signals = ByError(series, published) if published else ByItems(series, rules)
    days, last = _by_day(compared), series.points[-1]
    return Judgement(
        compared=compared,
        changes=_told_once(_Changes(series, signals).over(days)),
        held_against=tuple(_held_against(days, signals)),
        unscored=last if last.drawn is None else None,
        published=published,
    )


def _asked_like_the_last(series: Series) -> Iterator[Point]:
    last = series.points[-1]
    for point in series.points:
        if point.drawn is not None and not asked_otherwise(point, last, series.comparability.crosswalks):
            yield point


def _by_day(points: Sequence[Point]) -> Days:
    return [tuple(of_day) for _, of_day in groupby(points, key=lambda one: one.observed_on)]


def _held_against(days: Days, signals: Signals) -> Iterator[HeldAgainst]:
    if days:
        *earlier, last = days
        for before in _baselines(earlier):
            yield HeldAgainst(before, signals.items(before, last[-1]))


class _Changes:
    """The changes of one series, each with what bears it out."""

    def __init__(self, series: Series, signals: Signals) -> None:
        self._rated_otherwise = series.comparability.rated_otherwise
        self._signals = signals

    def over(self, days: Days) -> Iterator[Change]:
        """Of the whole line up to each assessment of its last day, and of what was rated alike in it."""
        for last in days[-1] if days else ():
            line = [*days[:-1], (last,)]
            yield from self._along(line)
            for alike in self._rated_alike(line):
                yield from self._along(alike) if alike[-1] == (last,) else self._shown_still(alike, last)

    def _along(self, line: Days) -> Iterator[Change]:
        """Changes up to the last assessment of a line, and those before that it bears out."""
        *earlier, [last] = line
        for before in _baselines(earlier):
            yield from (self._change(one) for one in self._signals.between(before, last))
        yield from self._borne_out(earlier, last)

    def _borne_out(self, earlier: Days, by: Point) -> Iterator[Change]:
        for after in earlier[-1] if earlier else ():
            for before in _baselines(earlier[:-1]):
                for signal in self._signals.between(before, after):
                    if confirmed := self._confirmation(signal, by):
                        yield self._change(signal, confirmed, by)

    def _shown_still(self, alike: Days, last: Point) -> Iterator[Change]:
        """What those who rated alike bore out among themselves and the last, of another, still shows."""
        *earlier, newest = alike
        for by in newest:
            for change in self._borne_out(earlier, by):
                if self._confirmation(change.signal, last):
                    yield change

    def _rated_alike(self, line: Days) -> Iterator[Days]:
        """For every rater in each role: the days rated as their latest was, where these are not the line."""
        points = [point for of_day in line for point in of_day]
        latest = {(one.assessment.rater, one.assessment.rater_role): one for one in points}
        for one in latest.values():
            alike = [other for other in points if not any(self._between(other, one))]
            if len(alike) < len(points):
                yield _by_day(alike)

    def _confirmation(self, signal: Signal, last: Point) -> Confirmation | None:
        since = self._signals.between(signal.before, last)
        if any(one.way is signal.way and self._signals.is_carried(signal, one) for one in since):
            return Confirmation.HELD
        is_repeated = any(one.way is signal.way for one in self._signals.between(signal.after, last))
        return Confirmation.REPEATED if is_repeated else None

    def _change(
        self, signal: Signal, confirmed: Confirmation | None = None, by: Point | None = None
    ) -> Change:
        later = [signal.after, *([by] if by else [])]
        cautions = (reason for one in later for reason in self._between(signal.before, one))
        return Change(signal, confirmed, by, tuple(dict.fromkeys(cautions)))

    def _between(self, earlier: Point, later: Point) -> Iterator[BreakReason]:
        return self._rated_otherwise(earlier.assessment, later.assessment)


def _baselines(earlier: Days) -> Sequence[Point]:
    """What a later point is held against: those of the day before it, and those of the first day."""
    days = (earlier[-1], earlier[0]) if earlier else ()
    return list({one.assessment.revision_id: one for of_day in days for one in of_day}.values())


def _told_once(changes: Iterator[Change]) -> tuple[Change, ...]:
    """The gravest first; what another says already is left out."""
    told: list[Change] = []
    for change in sorted(changes, key=_gravity):
        if not any(change.signal.says_no_more_than(one.signal) for one in told):
            told.append(change)
    return tuple(told)


def _gravity(change: Change) -> tuple[bool, bool, bool]:
    """Worse before better; of each the reliable before the possible, and of these the alike rated first."""
    return change.signal.way is Way.BETTER, not change.is_reliable, bool(change.cautions)
