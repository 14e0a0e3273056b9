"""Every value that a scale can come to, where they can be counted: at least these, never too few."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import chain

from assessment_tool.core.instrument import Instrument, Item, Kind, MethodName, MissingRuleName, Scale
from assessment_tool.definitions.lint_rules.age_classes import age_classes
from assessment_tool.definitions.lint_rules.sums import TooManySumsError, first_without_options, sums

_ONE_OF_ITS_MEMBERS = {MethodName.MODE, MethodName.WORST, MethodName.BEST}


def scale_values(instrument: Instrument, scale: Scale) -> frozenset[Decimal] | None:
    """The values; None where the method, or a number among its members, has too many to name."""
    if scale.missing.name is MissingRuleName.PRORATE:
        return None
    match scale.method.name:
        case MethodName.SUM:
            return _of_sums(instrument, scale)
        case MethodName.LOOKUP:
            return frozenset(value for _, value in scale.method.table)
        case MethodName.GRADED_CARE:
            return _with_whole_ones_between(_of_members(instrument, scale))
        case name if name in _ONE_OF_ITS_MEMBERS:
            return _of_members(instrument, scale)
        case _:
            return None


def _of_sums(instrument: Instrument, scale: Scale) -> frozenset[Decimal] | None:
    if first_without_options(instrument, scale) is not None:
        return None
    try:
        return frozenset(one for child in age_classes(instrument) for one in sums(instrument, scale, child))
    except TooManySumsError:
        return None


def _of_members(instrument: Instrument, scale: Scale) -> frozenset[Decimal] | None:
    found = [_of_member(instrument, member) for member in scale.of]
    fixed = () if scale.missing.value is None else (scale.missing.value,)
    known = [one for one in found if one is not None]
    return frozenset(chain(fixed, *known)) if len(known) == len(found) else None


def _of_member(instrument: Instrument, member: str) -> frozenset[Decimal] | None:
    if member in instrument.scales_by_id:
        return scale_values(instrument, instrument.scales_by_id[member])
    item = instrument.items[member]
    is_one_choice = item.kind in {Kind.GRADED, Kind.SINGLE}
    return frozenset(_scores(item)) if is_one_choice else None


def _scores(item: Item) -> Iterator[Decimal]:
    yield from (option.score for option in item.options if option.score is not None)


def _with_whole_ones_between(values: frozenset[Decimal] | None) -> frozenset[Decimal] | None:
    """The values and each whole one between them, to which a mean is rounded."""
    if not values:
        return values
    return values | {Decimal(one) for one in range(int(min(values)), int(max(values)) + 1)}
