"""Every sum that the options of a scale's items can come to, as long as they can be tried one by one."""

from decimal import Decimal

from assessment_tool.core.ages import ChildAge
from assessment_tool.core.instrument import Instrument, Item, Kind, MissingRuleName, Scale
from assessment_tool.core.visibility import for_age

_MOST_SUMS = 100_000
"""A table over more sums than this is not checked against each of them."""


def first_without_options(instrument: Instrument, scale: Scale) -> int | None:
    """The place of the first member that has no options to count; None where all have."""
    items = [instrument.items.get(member) for member in scale.of]
    return next((n for n, item in enumerate(items) if item is None or item.kind is Kind.NUMBER), None)


class TooManySumsError(ValueError):
    """More sums than can be tried one by one."""


def sums(instrument: Instrument, scale: Scale, child: ChildAge | None) -> set[Decimal]:
    """Every sum that the asked members can come to, with as many answers as the missing rule wants."""
    all_required = scale.missing.name is MissingRuleName.ALL_REQUIRED
    least = 1 if all_required else scale.missing.at_least
    reached = {(0, Decimal(0))}
    for item in (instrument.items[member] for member in scale.of):
        if for_age(item, child):
            points = _points(item, scale)
            grown = {(min(count + 1, least), total + one) for count, total in reached for one in points}
            may_be_blank = item.show is not None if all_required else scale.missing.value is None
            reached = grown | reached if may_be_blank else grown
        if len(reached) > _MOST_SUMS:
            raise TooManySumsError
    return {total for count, total in reached if count == least}


def _points(item: Item, scale: Scale) -> set[Decimal]:
    """All that an answer to the item, or its absence under a fixed value, can count."""
    points: set[Decimal] = set()
    for score in (option.score for option in item.options if option.score is not None):
        points |= {score} | ({total + score for total in points} if item.kind is Kind.MULTIPLE else set())
        if len(points) > _MOST_SUMS:
            raise TooManySumsError
    return points if scale.missing.value is None else points | {scale.missing.value}
