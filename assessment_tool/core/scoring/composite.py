"""A composite: the worst level that is reached, made worse by what aggravates, never below a judgement.

Nothing that is good is ever subtracted, and what the answers do not decide is never taken as not so:
the reasons name the blank items because of which the level could be worse.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assessment_tool.core.instrument import Direction, Scale
from assessment_tool.core.levels import LevelRule, WorseningRule
from assessment_tool.core.scoring.known import Known
from assessment_tool.core.scoring.methods import NONE_SCORED, Outcome, best_of, worst_of


@dataclass(frozen=True, slots=True)
class Reasons:
    """Every rule that holds, not only the deciding one; and the blank items that could make it worse.

    `short` is the outcome where too few members were answered for any rule to count.
    """

    levels: tuple[LevelRule, ...]
    raised_by: tuple[WorseningRule, ...]
    judgement: Decimal | None
    could_be_worse: tuple[str, ...]
    short: Outcome | None


def reach_level(scale: Scale, known: Known, short: Outcome | None = None) -> tuple[Outcome, Reasons]:
    """The level with its reasons, worst first; `decided_by` is `level`, `raised`, `judgement` or `none`.

    `short` is the outcome where too few members were answered: then no rule counts, and the judgement
    alone does.
    """
    levels = [rule for rule in scale.method.levels if known.truth(rule.when) is True]
    raised_by = tuple(rule for rule in scale.method.raised_by if known.truth(rule.when) is True)
    worst_first = tuple(sorted(levels, key=lambda rule: rule.value, reverse=_more_is_worse(scale)))
    judgement = known.points.get(scale.method.at_least_as)
    reached = None if short or not levels else worst_first[0].value
    raised = None if reached is None else worsened(scale, reached, raised_by)
    outcome = _decided(scale, {"level": reached, "raised": raised, "judgement": judgement}) or short
    outcome = outcome or NONE_SCORED
    open_items = set(_open_items(scale, known, outcome.value)) | _left_out(scale, known, short)
    titles = (asked.title for item_id, asked in known.asked.items() if item_id in open_items)
    return outcome, Reasons(worst_first, raised_by, judgement, tuple(titles), short)


def end_of(scale: Scale) -> Decimal | None:
    """The worst level that the scale declares; nothing is raised beyond it."""
    return scale.maximum if _more_is_worse(scale) else scale.minimum


def worsened(scale: Scale, value: Decimal, rules: Iterable[WorseningRule]) -> Decimal:
    """The value made worse by every rule, but not beyond the end of the scale."""
    by = sum((rule.by for rule in rules), Decimal(0))
    moved = value + by if _more_is_worse(scale) else value - by
    end = end_of(scale)
    within = moved if end is None else best_of([moved, end], scale.direction)
    return worst_of([value, within], scale.direction)


def _decided(scale: Scale, steps: dict[str, Decimal | None]) -> Outcome | None:
    """The worst of the steps, by the first that comes to it."""
    outcome = None
    for step, value in steps.items():
        if value is not None and _is_worse(scale, value, outcome.value if outcome else None):
            outcome = Outcome(value, step)
    return outcome


def _open_items(scale: Scale, known: Known, value: Decimal | None) -> Iterator[str]:
    """The blank items that keep a rule undecided which could make the value worse; and a blank judgement."""
    certain = [rule for rule in scale.method.raised_by if known.truth(rule.when) is True]
    undecided = [rule for rule in scale.method.raised_by if _is_open(rule, known)]
    for level in scale.method.levels:
        if known.truth(level.when) is not True and not _is_open(level, known):
            continue
        at_least = worsened(scale, level.value, certain)
        at_most = worsened(scale, level.value, [*certain, *undecided])
        if _is_worse(scale, at_most, value):
            yield from _questions([level], known)
            yield from _questions(undecided if at_most != at_least else [], known)
    end, judgement = end_of(scale), scale.method.at_least_as
    if judgement and (end is None or _is_worse(scale, end, value)):
        yield from known.open_questions([judgement])


def _left_out(scale: Scale, known: Known, short: Outcome | None) -> set[str]:
    """The blank members, where too few were answered for any rule to count."""
    return known.open_questions(scale.of) if short else set()


def _is_open(rule: LevelRule | WorseningRule, known: Known) -> bool:
    """Whether an answer to a blank item could still decide the rule."""
    return known.truth(rule.when) is None and bool(known.open_questions(rule.when.names()))


def _questions(rules: Sequence[LevelRule | WorseningRule], known: Known) -> Iterator[str]:
    for rule in rules:
        if _is_open(rule, known):
            yield from known.open_questions(rule.when.names())


def _is_worse(scale: Scale, value: Decimal, than: Decimal | None) -> bool:
    return than is None or (value != than and worst_of([value, than], scale.direction) == value)


def _more_is_worse(scale: Scale) -> bool:
    return scale.direction is not Direction.HIGH_IS_GOOD
