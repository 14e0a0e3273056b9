"""The lowest and the highest value that a scale can come to, at one age.

Exact for sums, weighted and linear sums, counts, means, medians, worst and best; for the most frequent
value and graded care the values are tried where all members stand at their lowest and at their highest.
A table is taken to be reached in every row, which `ranges` checks by itself, and a composite at every
level. Conditions are taken one by one: two items that never appear together count as if they could.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from assessment_tool.core.ages import ChildAge
from assessment_tool.core.instrument import (
    Direction,
    Instrument,
    Item,
    Kind,
    Method,
    MethodName,
    MissingRuleName,
    Scale,
)
from assessment_tool.core.scoring import apply
from assessment_tool.core.scoring.composite import worsened
from assessment_tool.core.visibility import for_age

Span = tuple[Decimal, Decimal]

_SUMS = {MethodName.SUM, MethodName.WEIGHTED_SUM, MethodName.LINEAR, MethodName.COUNT}


class UnlimitedError(ValueError):
    """A number item without a minimum or maximum counts in a scale."""

    def __init__(self, item_id: str) -> None:
        super().__init__(f"“{item_id}” has no limits")
        self.item_id = item_id


@dataclass(frozen=True, slots=True)
class Member:
    """What one member can bring; `certain` where it is always asked."""

    span: Span
    certain: bool


def spans_at(instrument: Instrument, child: ChildAge | None) -> Mapping[str, Span]:
    """Every scale's reachable span at this age; a scale without a value then is left out.

    Raises `UnlimitedError`, and `MethodValueError` where a method cannot take what its members bring.
    """
    spans: dict[str, Span] = {}
    for scale in instrument.scales:
        members = list(_members(instrument, scale, child, spans))
        is_level = scale.method.name is MethodName.COMPOSITE
        span = _level_span(scale, members, instrument, child) if is_level else _span(scale, members)
        if span:
            spans[scale.id] = span
    return spans


def item_span(item: Item) -> Span | None:
    """The lowest and highest points that an answer to the item can count."""
    if item.kind is Kind.NUMBER:
        if item.number.minimum is None or item.number.maximum is None:
            raise UnlimitedError(item.id)
        return item.number.minimum, item.number.maximum
    scores = sorted(option.score for option in item.options if option.score is not None)
    if not scores:
        return None
    if item.kind is Kind.MULTIPLE:
        return _lowest(scores), -_lowest([-score for score in reversed(scores)])
    return scores[0], scores[-1]


def _lowest(scores: Sequence[Decimal]) -> Decimal:
    """The lowest sum of one or more of the scores, given from low to high."""
    return scores[0] + sum((score for score in scores[1:] if score < 0), Decimal(0))


def _members(
    instrument: Instrument, scale: Scale, child: ChildAge | None, spans: Mapping[str, Span]
) -> Iterator[Member]:
    weights = scale.method.weights or (Decimal(1),) * len(scale.of)
    for member, weight in zip(scale.of, weights, strict=True):
        item = instrument.items.get(member)
        if item is None:
            span, certain = spans.get(member), True
        elif for_age(item, child):
            span, certain = item_span(item), item.show is None
        else:
            continue
        if span:
            yield Member(_weighed(scale, span, weight), certain)


def _weighed(scale: Scale, span: Span, weight: Decimal) -> Span:
    fixed = scale.missing.value
    ends = sorted(end * weight for end in (*span, span[0] if fixed is None else fixed))
    if scale.method.name is not MethodName.COUNT:
        return ends[0], ends[-1]
    floor = scale.method.at_least
    counts = [Decimal(floor is None or end >= floor) for end in ends]
    return min(counts), max(counts)


def _span(scale: Scale, members: Sequence[Member]) -> Span | None:
    """The span of the scale's value over all sets of members that may be answered."""
    must, may, least = _split(scale, members)
    if scale.method.name is MethodName.LOOKUP:
        rows = sorted(value for _, value in scale.method.table)
        return (rows[0], rows[-1]) if members else None
    if len(must) + len(may) < max(least, 1):
        return None
    lows = list(_values(scale, [one[0] for one in must], sorted(one[0] for one in may), least))
    highs = list(
        _values(scale, [one[1] for one in must], sorted((one[1] for one in may), reverse=True), least)
    )
    reached = sorted([*lows, *highs])
    return (reached[0], reached[-1]) if reached else None


def _level_span(
    scale: Scale, members: Sequence[Member], instrument: Instrument, child: ChildAge | None
) -> Span | None:
    """From the best to the worst of the levels, made worse by all that can, and of the judgement."""
    judgement = instrument.items.get(scale.method.at_least_as)
    judged = item_span(judgement) if judgement and for_age(judgement, child) else None
    levels = [rule.value for rule in scale.method.levels] if members else []
    worst = [worsened(scale, level, scale.method.raised_by) for level in levels]
    ends = sorted([*levels, *worst, *(judged or ())])
    return (ends[0], ends[-1]) if ends else None


def _split(scale: Scale, members: Sequence[Member]) -> tuple[list[Span], list[Span], int]:
    """Members that are always answered when there is a value, those that may be, and how many at least."""
    if scale.missing.name is MissingRuleName.FIXED:
        return [one.span for one in members], [], 1
    if scale.missing.name is MissingRuleName.ALL_REQUIRED:
        must = [one.span for one in members if one.certain]
        return must, [one.span for one in members if not one.certain], 1
    return [], [one.span for one in members], scale.missing.at_least


def _values(scale: Scale, must: list[Decimal], may: list[Decimal], least: int) -> Iterator[Decimal]:
    """The scale's value for the first so many of the optional members, for every number of them."""
    for extra in range(max(least - len(must), 0 if must else 1), len(may) + 1):
        values = [*must, *may[:extra]]
        value = _value(scale.method, values, scale.direction)
        if scale.missing.name is MissingRuleName.PRORATE and value is not None:
            whole = len(must) + len(may)
            value = (value * whole / len(values)).quantize(Decimal("0.01"), ROUND_HALF_UP)
        if value is not None:
            yield value


def _value(method: Method, values: list[Decimal], direction: Direction) -> Decimal | None:
    if method.name not in _SUMS:
        return apply(method, values, direction).value
    total = sum(values, Decimal(0))
    return apply(method, [total], direction).value if method.name is MethodName.LINEAR else total
