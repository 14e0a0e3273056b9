"""Reach: conditions that no set of answers can make true."""

import ast
import math
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain, combinations, product

from assessment_tool.core.ages import ChildAge
from assessment_tool.core.conditions import Condition, ConditionValue
from assessment_tool.core.instrument import Instrument, Item, Kind, NumberLimits, Scale
from assessment_tool.core.visibility import for_age
from assessment_tool.definitions.findings import Finding
from assessment_tool.definitions.lint_rules.age_classes import age_classes
from assessment_tool.definitions.places import Placed, placed_items
from assessment_tool.definitions.version_file import VersionFile

MOST_TRIALS = 20_000
"""Conditions over more combinations than this are taken to be reachable."""

_FAR = Decimal(10**6)


def reach(file: VersionFile) -> Iterator[Finding]:
    """Items that are never asked, and flags that can never be raised."""
    asked = [_asked_at(file.instrument, child) for child in age_classes(file.instrument)]
    for item in placed_items(file.instrument):
        where = [ids for ids in asked if item.part.id in ids]
        if not where:
            message = f"No answers at any age lead to “{item.part.id}”."
            mend = "Mend its condition or its ages, or those of the items above it."
            yield file.tree.finding((*item.path, "id"), "unreachable-item", message, mend)
            continue
        yield from _silent_flags(file, item, where)


def _silent_flags(file: VersionFile, item: Placed[Item], where: Sequence[set[str]]) -> Iterator[Finding]:
    for number, flag in enumerate(item.part.flags):
        if not any(_can_be_true(flag.when, file.instrument, ids) for ids in where):
            message = f"No answers raise the flag “{flag.id}”."
            path = (*item.path, "flags", number, "when")
            yield file.tree.finding(path, "unreachable-flag", message, "Mend or remove it.")


def _asked_at(instrument: Instrument, child: ChildAge | None) -> set[str]:
    """The items that some answers lead to at this age."""
    asked: set[str] = set()
    for item in instrument.items.values():
        if for_age(item, child) and (item.show is None or _can_be_true(item.show, instrument, asked)):
            asked.add(item.id)
    return asked


def _can_be_true(condition: Condition, instrument: Instrument, asked: set[str]) -> bool:
    names = sorted(condition.names())
    trials = [_trials(name, condition, instrument, asked) for name in names]
    if math.prod(len(values) for values in trials) > MOST_TRIALS:
        return True
    return any(
        condition.evaluate(dict(zip(names, values, strict=True))) is True for values in product(*trials)
    )


def _trials(
    name: str, condition: Condition, instrument: Instrument, asked: set[str]
) -> Sequence[ConditionValue | None]:
    """Values that between them decide every comparison with this name; None is no answer."""
    if name in instrument.scales_by_id:
        return (None, *_scale_trials(instrument.scales_by_id[name], condition))
    if name not in asked:
        return (None,)
    return (None, *_item_trials(instrument.items[name], condition))


def _item_trials(item: Item, condition: Condition) -> Iterator[ConditionValue]:
    match item.kind:
        case Kind.SINGLE:
            yield from (option.code for option in item.options)
        case Kind.MULTIPLE:
            yield from _code_sets(item, condition)
        case Kind.GRADED:
            yield from (option.score for option in item.options if option.score is not None)
        case Kind.NUMBER:
            yield from _numbers(item.number, condition)
        case Kind.DATE | Kind.TEXT | Kind.NOTE:
            yield from ("", *(str(constant) for constant in _constants(condition)))


def _code_sets(item: Item, condition: Condition) -> Iterator[frozenset[str]]:
    """Every set of the codes that the condition names, and one code that it does not name."""
    codes = [option.code for option in item.options]
    named = [code for code in codes if code in _constants(condition)]
    others = [code for code in codes if code not in named][:1]
    sets = chain.from_iterable(combinations(named, size) for size in range(1, len(named) + 1))
    yield from (frozenset(codes) for codes in sets)
    yield from (frozenset([code]) for code in others)


def _numbers(limits: NumberLimits, condition: Condition) -> Iterator[Decimal]:
    low = -_FAR if limits.minimum is None else limits.minimum
    high = _FAR if limits.maximum is None else limits.maximum
    yield from _between(low, high, condition)


def _scale_trials(scale: Scale, condition: Condition) -> Iterator[Decimal]:
    low = -_FAR if scale.minimum is None else scale.minimum
    high = _FAR if scale.maximum is None else scale.maximum
    yield from _between(low, high, condition)


def _between(low: Decimal, high: Decimal, condition: Condition) -> Iterator[Decimal]:
    near = {low, high}
    for constant in _constants(condition):
        if not isinstance(constant, str):
            exact = Decimal(str(constant))
            near |= {exact - 1, exact, exact + 1}
    yield from sorted(number for number in near if low <= number <= high)


def _constants(condition: Condition) -> list[str | int | float]:
    return [
        node.value
        for node in ast.walk(condition.expression)
        if isinstance(node, ast.Constant) and isinstance(node.value, str | int | float)
    ]
