"""The named scoring methods: plain values in, one value and the step that decided out.

Blanks are taken out before a method is called, so adding one never changes a result. Values are
`Decimal`; `worse` is the higher one where low is good, the lower one where high is good.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from operator import mul
from typing import NamedTuple

from assessment_tool.core.instrument import Direction, Method, MethodName

NOUGHT = Decimal(0)
GRADES = frozenset(Decimal(grade) for grade in (1, 2, 3, 4, 5))


class Outcome(NamedTuple):
    """What a method makes of its values; `decided_by` names the step that settled it."""

    value: Decimal | None
    decided_by: str


NONE_SCORED = Outcome(None, "none")


class MethodValueError(ValueError):
    """A value that the method cannot take."""

    def __init__(self, method: MethodName, value: Decimal, wanted: str) -> None:
        super().__init__(f"{method} does not take {value}: {wanted}.")
        self.method = method
        self.value = value
        self.wanted = wanted


def worst_of(values: Sequence[Decimal], direction: Direction) -> Decimal:
    """The worst of the values: the highest, or where high is good the lowest."""
    return min(values) if direction is Direction.HIGH_IS_GOOD else max(values)


def best_of(values: Sequence[Decimal], direction: Direction) -> Decimal:
    """The best of the values: the lowest, or where high is good the highest."""
    return max(values) if direction is Direction.HIGH_IS_GOOD else min(values)


def apply(
    method: Method,
    values: Sequence[Decimal | None],
    direction: Direction = Direction.LOW_IS_GOOD,
) -> Outcome:
    """The method's outcome for the values that are there; blank (`None`) ones are left out.

    With no value at all the outcome is blank, decided by `none`. `weighted_sum` pairs weights with
    values by position. A `composite` is not made of plain values: see `composite.reach_level`.
    Raises `MethodValueError` where a value is not of the method's kind.
    """
    scored = [value for value in values if value is not None]
    return METHODS[method.name](weighted_for(method, values), scored, direction) if scored else NONE_SCORED


def weighted_for(method: Method, values: Sequence[Decimal | None]) -> Method:
    """The method with the weights of just those values that are there."""
    if not method.weights:
        return method
    pairs = zip(method.weights, values, strict=False)
    return replace(method, weights=tuple(weight for weight, value in pairs if value is not None))


def _sum(_: Method, values: list[Decimal], __: Direction) -> Outcome:
    return Outcome(sum(values, NOUGHT), "sum")


def _weighted_sum(method: Method, values: list[Decimal], _: Direction) -> Outcome:
    weighted = map(mul, method.weights, values)
    return Outcome(sum(weighted, NOUGHT), "weighted_sum")


def _mean(method: Method, values: list[Decimal], _: Direction) -> Outcome:
    return Outcome(_rounded(_exact_mean(values), method.decimals), method.name.value)


def _median(method: Method, values: list[Decimal], _: Direction) -> Outcome:
    """The middle value; between the two middle ones of an even number, their mean."""
    ordered, middle = sorted(values), len(values) // 2
    pair = ordered[middle : middle + 1] if len(values) % 2 else ordered[middle - 1 : middle + 1]
    return Outcome(_rounded(_exact_mean(pair), method.decimals), method.name.value)


def _mode(method: Method, values: list[Decimal], direction: Direction) -> Outcome:
    """The most frequent value; of several equally frequent ones the worst."""
    modes = _modes(values)
    return Outcome(worst_of(modes, direction), method.name.value if len(modes) == 1 else "worst_mode")


def _worst(method: Method, values: list[Decimal], direction: Direction) -> Outcome:
    return Outcome(worst_of(values, direction), method.name.value)


def _best(method: Method, values: list[Decimal], direction: Direction) -> Outcome:
    return Outcome(best_of(values, direction), method.name.value)


def _count(method: Method, values: list[Decimal], _: Direction) -> Outcome:
    """How many values there are, or how many reach `at_least`."""
    floor = method.at_least
    return Outcome(Decimal(sum(1 for value in values if floor is None or value >= floor)), method.name.value)


def _linear(method: Method, values: list[Decimal], _: Direction) -> Outcome:
    total = sum(values, Decimal(0)) * method.factor + method.offset
    return Outcome(_rounded(total, method.decimals), method.name.value)


def _lookup(method: Method, values: list[Decimal], _: Direction) -> Outcome:
    total = sum(values, Decimal(0))
    found = dict(method.table).get(total)
    if found is None:
        raise MethodValueError(method.name, total, "its table has no entry for this sum")
    return Outcome(found, method.name.value)


def _graded_care(method: Method, values: list[Decimal], _: Direction) -> Outcome:
    """Worst above the precedence grade; else the mode; else the mean, halves to the worse grade.

    Source: the published rule for graded profiles of care (grades 1 to 5, 1 best). A mode is not
    monotone, so the rule can move against its items; see `trend.comparison` for how that is shown.
    """
    for value in values:
        if value not in GRADES:
            raise MethodValueError(method.name, value, "it takes whole grades from 1 to 5")
    worst = max(values)
    if worst > method.precedence_above:
        return Outcome(worst, "precedence")
    if len(values) == 1:
        return Outcome(values[0], "single")
    modes = _modes(values)
    if len(modes) == 1:
        return Outcome(modes[0], "mode")
    return Outcome(_exact_mean(values).quantize(Decimal(1), ROUND_HALF_UP), "rounded_mean")


METHODS: Mapping[MethodName, Callable[[Method, list[Decimal], Direction], Outcome]] = {
    MethodName.SUM: _sum,
    MethodName.WEIGHTED_SUM: _weighted_sum,
    MethodName.MEAN: _mean,
    MethodName.MEDIAN: _median,
    MethodName.MODE: _mode,
    MethodName.WORST: _worst,
    MethodName.BEST: _best,
    MethodName.COUNT: _count,
    MethodName.LINEAR: _linear,
    MethodName.LOOKUP: _lookup,
    MethodName.GRADED_CARE: _graded_care,
}
"""What each method makes of values without blanks, at least one; the weights are those of the values."""


def _modes(values: Sequence[Decimal]) -> list[Decimal]:
    counts = Counter(values)
    most = max(counts.values())
    return [value for value, count in counts.items() if count == most]


def _exact_mean(values: Sequence[Decimal]) -> Decimal:
    return sum(values, Decimal(0)) / len(values)


def _rounded(value: Decimal, decimals: int) -> Decimal:
    """Rounded to the declared number of decimals, halves away from nought."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
