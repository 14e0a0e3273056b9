"""Why a series is told by its word: the assessments held together, what moved, and what the rules ask for."""

from collections.abc import Iterator

from assessment_tool.core.change import ReliableChange, reliable_change
from assessment_tool.core.days import in_full
from assessment_tool.core.scoring.result import plain
from assessment_tool.core.trend.comparison import ItemMove
from assessment_tool.core.trend.judgement import Change, Confirmation, Judgement
from assessment_tool.core.trend.point import Point
from assessment_tool.core.trend.rules import ChangeRules
from assessment_tool.core.trend.signals import Ground, Signal


def reasons(judgement: Judgement, rules: ChangeRules) -> tuple[str, ...]:
    """The arithmetic behind the word, in sentences: for each change that was found, the gravest first."""
    if judgement.changes:
        return tuple(" ".join(_told(one)) for one in judgement.changes)
    if len(judgement.compared) < 2:  # noqa: PLR2004 - a pair
        return ("There is no earlier assessment with a score that was asked as the last one was.",)
    since = dict.fromkeys(f"since {_day(one)}" for one in (judgement.compared[-2], judgement.compared[0]))
    told = f"{' and '.join(since)} {_unmoved(judgement, rules)}"
    return (f"{told[0].upper()}{told[1:]}",)


def _unmoved(judgement: Judgement, rules: ChangeRules) -> str:
    published = judgement.published
    if published:
        error = reliable_change(0, 0, float(published.standard_deviation), float(published.reliability))
        return f"the score moved by less than {error.smallest:.1f}, the published measurement error."
    return (
        f"no item moved by {rules.large_step} grades or more with evidence, and fewer than "
        f"{rules.same_way} items moved the same way."
    )


def _told(change: Change) -> Iterator[str]:
    signal = change.signal
    if signal.index:
        yield _of_a_sum(signal, signal.index)
    else:
        yield _of_items(signal)
    yield _CONFIRMED[change.confirmed]
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
        f"{' and '.join(_GROUNDS[one] for one in signal.grounds)}: {moved}."
    )


_GROUNDS = {
    Ground.LARGE_STEP: "by a large step with evidence",
    Ground.SAME_WAY: "on several items the same way",
}

_CONFIRMED = {
    None: "No later assessment bears it out yet.",
    Confirmation.HELD: "The next comparable assessment still shows it.",
    Confirmation.REPEATED: "The next comparable assessment shows as much again.",
}


def _move(move: ItemMove) -> str:
    return f"{move.title} {plain(move.before)} to {plain(move.after)}"


def _day(point: Point) -> str:
    return in_full(point.observed_on)
