"""Why a series is told by its word: the assessments held together, what moved, and what the rules ask for."""

from collections.abc import Iterator

from assessment_tool.core.change import PublishedError, ReliableChange, reliable_change
from assessment_tool.core.days import in_full
from assessment_tool.core.scoring.result import plain
from assessment_tool.core.trend.comparison import ItemMove
from assessment_tool.core.trend.judgement import Change, Confirmation, Judgement
from assessment_tool.core.trend.point import Point
from assessment_tool.core.trend.rules import ChangeRules
from assessment_tool.core.trend.signals import Ground, Signal

_NOTHING_HELD = "No two assessments of different days have a score and were asked alike: nothing to compare."


def reasons(judgement: Judgement, rules: ChangeRules) -> tuple[str, ...]:
    """The arithmetic behind the word, in sentences: for each change that was found, the gravest first."""
    if judgement.changes:
        told = [" ".join(_told(one)) for one in judgement.changes]
    elif judgement.held_against:
        told = list(_quiet(judgement, rules))
    else:
        told = [_NOTHING_HELD]
    return (*told, *_without_score(judgement.unscored))


def _without_score(last: Point | None) -> Iterator[str]:
    if last:
        yield (
            f"The assessment of {_day(last)} has no score on this scale, so it neither confirms nor ends "
            "anything."
        )


def _quiet(judgement: Judgement, rules: ChangeRules) -> Iterator[str]:
    """Since when nothing moved by as much as counts; by how many items, where that is the measure."""
    since: dict[str, list[str]] = {}
    for one in judgement.held_against:
        words = _below_error(judgement.published) if judgement.published else _unmoved(one.items, rules)
        since.setdefault(words, []).append(f"since {_day(one.before)}")
    for words, days in since.items():
        told = f"{' and '.join(dict.fromkeys(days))} {words}"
        yield f"{told[0].upper()}{told[1:]}"


def _below_error(published: PublishedError) -> str:
    error = reliable_change(0, 0, float(published.standard_deviation), float(published.reliability))
    return f"the score moved by less than {error.smallest:.1f}, the published measurement error."


def _unmoved(items: int, rules: ChangeRules) -> str:
    if not items:
        return "no item was answered both times."
    by_step = f"no item moved by {rules.large_step} grades or more with evidence"
    needed = rules.needed_of(items)
    if needed > items:
        times = "1 item was" if items == 1 else f"{items} items were"
        return f"{by_step}, and {times} answered both times, too few to count together."
    return f"{by_step}, and fewer than {needed} of {items} items moved the same way."


def _told(change: Change) -> Iterator[str]:
    signal = change.signal
    if signal.index:
        yield _of_a_sum(signal, signal.index)
    else:
        yield _of_items(signal)
    yield _borne_out(change)
    if change.cautions:
        yield f"With care: {'; '.join(one.words for one in change.cautions)}. So it stays to be confirmed."


def _of_a_sum(signal: Signal, index: ReliableChange) -> str:
    return (
        f"From {_day(signal.before)} to {_day(signal.after)} {signal.way}: {plain(signal.before.drawn)} to "
        f"{plain(signal.after.drawn)}. The smallest change beyond the published measurement error is "
        f"{index.smallest:.1f} (reliable change index {index.index:.2f}, which must be beyond 1.96)."
    )


def _of_items(signal: Signal) -> str:
    moved = "; ".join(_move(one) for one in signal.moves)
    return (
        f"From {_day(signal.before)} to {_day(signal.after)} {signal.way}, "
        f"{' and '.join(_ground(one, signal) for one in signal.grounds)}: {moved}."
    )


def _ground(ground: Ground, signal: Signal) -> str:
    if ground is Ground.SAME_WAY:
        return f"on {len(signal.moves)} of {signal.items} items the same way"
    return "by a large step with evidence"


def _borne_out(change: Change) -> str:
    if change.by is None:
        return "No later assessment bears it out yet."
    shows = "shows as much again" if change.confirmed is Confirmation.REPEATED else "still shows it"
    return f"The assessment of {_day(change.by)} {shows}."


def _move(move: ItemMove) -> str:
    return f"{move.title} {plain(move.before)} to {plain(move.after)}"


def _day(point: Point) -> str:
    return in_full(point.observed_on)
