"""Reach: conditions that no set of answers can make true."""

import ast
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain, combinations, islice

from assessment_tool.core.ages import ChildAge
from assessment_tool.core.conditions import Condition, ConditionValue
from assessment_tool.core.instrument import Instrument, Item, Kind
from assessment_tool.core.visibility import for_age
from assessment_tool.definitions.findings import Finding
from assessment_tool.definitions.lint_rules.age_classes import age_classes
from assessment_tool.definitions.places import Placed, placed_items, placed_rules, placed_scales
from assessment_tool.definitions.version_file import VersionFile

MOST_TRIALS = 5_000
"""A condition that is still undecided after so many trials is taken to be reachable."""

_FAR = Decimal(10**6)

_Constant = str | Decimal


def reach(file: VersionFile) -> Iterator[Finding]:
    """Items never asked, flags and checks never raised, and rules of a level never met."""
    asked = [_asked_at(file.instrument, child) for child in age_classes(file.instrument)]
    for item in placed_items(file.instrument):
        where = [ids for ids in asked if item.part.id in ids]
        if not where:
            message = f"No answers at any age lead to “{item.part.id}”."
            mend = "Mend its condition or its ages, or those of the items above it."
            yield file.tree.finding((*item.path, "id"), "unreachable-item", message, mend)
            continue
        yield from _silent_flags(file, item, where)
    yield from _silent_checks(file, asked)
    yield from _unmet_rules(file, asked)


def _silent_flags(file: VersionFile, item: Placed[Item], where: Sequence[set[str]]) -> Iterator[Finding]:
    for number, flag in enumerate(item.part.flags):
        if not any(_can_be_true(flag.when, file.instrument, ids) for ids in where):
            message = f"No answers raise the flag “{flag.id}”."
            path = (*item.path, "flags", number, "when")
            yield file.tree.finding(path, "unreachable-flag", message, "Mend or remove it.")


def _silent_checks(file: VersionFile, asked: Sequence[set[str]]) -> Iterator[Finding]:
    for number, check in enumerate(file.instrument.checks):
        if not any(_can_be_true(check.when, file.instrument, ids) for ids in asked):
            message = f"No answers contradict each other as “{check.id}” says."
            path = ("checks", number, "when")
            yield file.tree.finding(path, "unreachable-check", message, "Mend or remove it.")


def _unmet_rules(file: VersionFile, asked: Sequence[set[str]]) -> Iterator[Finding]:
    for scale in placed_scales(file.instrument):
        for rule, path in placed_rules(scale):
            if not any(_can_be_true(rule.when, file.instrument, ids) for ids in asked):
                message = f"No answers meet this rule of “{scale.part.id}”."
                yield file.tree.finding(path, "unreachable-level", message, "Mend or remove it.")


def _asked_at(instrument: Instrument, child: ChildAge | None) -> set[str]:
    """The items that some answers lead to at this age."""
    asked: set[str] = set()
    for item in instrument.items.values():
        if for_age(item, child) and (item.show is None or _can_be_true(item.show, instrument, asked)):
            asked.add(item.id)
    return asked


def _can_be_true(condition: Condition, instrument: Instrument, asked: set[str]) -> bool:
    """Whether some answers make it true, each of them to an item that those answers lead to."""
    shows = _shows_below(condition, instrument)
    parts = (condition, *shows.values())
    names = {name for part in parts for name in part.names()}
    in_order = [name for name in (*instrument.items, *instrument.scales_by_id) if name in names]
    constants = [one for part in parts for one in _constants(part)]
    trials = {name: _trials(name, constants, instrument, asked) for name in in_order}
    tried = 0
    for tried, values in enumerate(_assignments(trials, shows, {}), start=1):
        if condition.evaluate(values) is True:
            return True
        if tried > MOST_TRIALS:
            break
    return tried > MOST_TRIALS


def _assignments(
    trials: Mapping[str, Sequence[ConditionValue | None]],
    shows: Mapping[str, Condition],
    values: dict[str, ConditionValue | None],
) -> Iterator[Mapping[str, ConditionValue | None]]:
    """Every set of trial values in which only what is asked is answered; items in the order of the form."""
    name = next((one for one in trials if one not in values), None)
    if name is None:
        yield values
        return
    is_asked = name not in shows or shows[name].evaluate(values) is True
    for value in trials[name] if is_asked else (None,):
        yield from _assignments(trials, shows, {**values, name: value})


def _shows_below(condition: Condition, instrument: Instrument) -> Mapping[str, Condition]:
    """The conditions of the items that the condition looks at, and of those that these look at."""
    shows: dict[str, Condition] = {}
    waiting = list(condition.names())
    while waiting:
        name = waiting.pop()
        item = instrument.items.get(name)
        if item and item.show and name not in shows:
            shows[name] = item.show
            waiting += item.show.names()
    return shows


def _trials(
    name: str, constants: Sequence[_Constant], instrument: Instrument, asked: set[str]
) -> Sequence[ConditionValue | None]:
    """Values that between them decide every comparison with this name; None is no answer."""
    if name in instrument.scales_by_id:
        scale = instrument.scales_by_id[name]
        return (*_numbers(scale.minimum, scale.maximum, constants), None)
    if name not in asked:
        return (None,)
    return (*_item_trials(instrument.items[name], constants), None)


def _item_trials(item: Item, constants: Sequence[_Constant]) -> Iterator[ConditionValue]:
    match item.kind:
        case Kind.SINGLE:
            yield from _codes(item, constants)
        case Kind.MULTIPLE:
            codes = _codes(item, constants)
            sizes = range(1, len(codes) + 1)
            chosen = chain.from_iterable(combinations(codes, size) for size in sizes)
            yield from map(frozenset, islice(chosen, MOST_TRIALS))
        case Kind.GRADED:
            yield from (option.score for option in item.options if option.score is not None)
        case Kind.NUMBER:
            yield from _numbers(item.number.minimum, item.number.maximum, constants)
        case Kind.REPEATED:
            yield from _numbers(Decimal(item.rows.least), Decimal(item.rows.most), constants)
        case Kind.DATE | Kind.TEXT | Kind.NOTE:
            yield from ("", *(one for one in constants if isinstance(one, str)))


def _codes(item: Item, constants: Sequence[_Constant]) -> Sequence[str]:
    """The codes that the conditions name, and one that they do not name."""
    codes = [option.code for option in item.options]
    return [code for code in codes if code in constants] + [code for code in codes if code not in constants][
        :1
    ]


def _numbers(
    minimum: Decimal | None, maximum: Decimal | None, constants: Sequence[_Constant]
) -> Iterator[Decimal]:
    """The ends of the range, and what lies at and beside every number that the conditions name."""
    low = -_FAR if minimum is None else minimum
    high = _FAR if maximum is None else maximum
    near = {low, high}
    for exact in (one for one in constants if isinstance(one, Decimal)):
        near |= {exact - 1, exact, exact + 1}
    yield from sorted(number for number in near if low <= number <= high)


def _constants(condition: Condition) -> Iterator[_Constant]:
    for node in ast.walk(condition.expression):
        if isinstance(node, ast.Constant):
            yield node.value if isinstance(node.value, str) else Decimal(str(node.value))
