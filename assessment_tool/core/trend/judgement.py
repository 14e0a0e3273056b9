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

from assessment_tool.core.change import PublishedError
from assessment_tool.core.trend.held import BreakReason, asked_otherwise, rated_otherwise
from assessment_tool.core.trend.point import Point
from assessment_tool.core.trend.rules import ChangeRules
from assessment_tool.core.trend.series import Series
from assessment_tool.core.trend.signals import ByError, ByItems, Signal, Signals, Way


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
    published: PublishedError | None = None
    """The measurement error that a sum was held against; None where its items were judged."""

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


def judged(series: Series, rules: ChangeRules, published: PublishedError | None = None) -> Judgement:
    """What the series allows one to say now, by these rules.

    Only points with a value that were asked as the last one was are held together. On a scale of which
    neither end is the better, and where scores were converted by figures alone, nothing is said to change.
    `published` is the measurement error of a summed questionnaire, whose sum is judged instead of its items.
    """
    compared = tuple(_asked_like_the_last(series))
    signals = ByError(series, published) if published else ByItems(series, rules)
    found = {_key(one): one for one in _changes(compared, signals)} if compared else {}
    return Judgement(compared, tuple(sorted(found.values(), key=_gravity)), published)


def _asked_like_the_last(series: Series) -> Iterator[Point]:
    last = series.points[-1]
    for point in series.points:
        if point.drawn is not None and not asked_otherwise(point, last, series.crosswalks):
            yield point


def _changes(compared: Sequence[Point], signals: Signals) -> Iterator[Change]:
    """Changes up to the last assessment, and those up to the one before that the last bears out."""
    *earlier, last = compared
    for baseline in _baselines(earlier, last):
        yield from (_change(one, None) for one in signals.between(baseline, last))
    if len(earlier) > 1:
        for baseline in _baselines(earlier[:-1], earlier[-1]):
            for signal in signals.between(baseline, earlier[-1]):
                confirmed = _confirmation(signal, last, signals)
                if confirmed:
                    yield _change(signal, confirmed, last)


def _baselines(earlier: Sequence[Point], last: Point) -> Iterable[Point]:
    """What a point is held against: the one before, the first, and the first that was rated as it was."""
    alike = (one for one in earlier if not any(rated_otherwise(one.assessment, last.assessment)))
    found = (earlier[-1], next(alike, earlier[0]), earlier[0]) if earlier else ()
    return {one.assessment.revision_id: one for one in found}.values()


def _confirmation(signal: Signal, last: Point, signals: Signals) -> Confirmation | None:
    since = signals.between(signal.before, last)
    if any(one.way is signal.way and signals.is_carried(signal, one) for one in since):
        return Confirmation.HELD
    is_repeated = any(one.way is signal.way for one in signals.between(signal.after, last))
    return Confirmation.REPEATED if is_repeated else None


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
