"""Which items are asked: by the child's age on the day, and by the answers given so far."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from assessment_tool.core.ages import AgeRange, ChildAge
from assessment_tool.core.conditions import ConditionValue
from assessment_tool.core.gate import GateStanding, gate_standing, is_behind_gate
from assessment_tool.core.instrument import AgeBand, Instrument, Item, Kind
from assessment_tool.core.responses import NO_RESPONSE, Responses, condition_value, points

_ANY_BORN_CHILD = AgeRange()
_NOTHING_KNOWN: Mapping[str, ConditionValue | None] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What an assessment is about, as far as the form depends on it.

    `child` is None for an instrument about an adult; `respondent_sex` is `female`, `male` or None.
    """

    observed_on: date
    child: ChildAge | None = None
    respondent_sex: str | None = None


@dataclass(frozen=True, slots=True)
class AskedItem:
    """An item as it is asked of this child: the item, and the age band whose wording holds."""

    item: Item
    band: AgeBand | None = None

    @property
    def title(self) -> str:
        """The wording of the question at this age."""
        return (self.band and self.band.title) or self.item.title

    @property
    def why(self) -> str:
        """Why the item matters at this age."""
        return (self.band and self.band.why) or self.item.why

    @property
    def look_for(self) -> tuple[str, ...]:
        """What to look for at this age."""
        return (self.band and self.band.look_for) or self.item.look_for

    @property
    def ask(self) -> tuple[str, ...]:
        """What to ask at this age."""
        return (self.band and self.band.ask) or self.item.ask

    @property
    def anchors(self) -> Mapping[str, str]:
        """The description of each grade at this age."""
        return self.band.anchors if self.band else self.item.anchors


def for_age(item: Item, child: ChildAge | None) -> AskedItem | None:
    """The item as asked at this age, or None where it is not meant for it."""
    if child is None:
        return None if item.age_bands or item.ages else AskedItem(item)
    if item.age_bands:
        band = next((band for band in item.age_bands if band.ages.contains(child)), None)
        return AskedItem(item, band) if band else None
    return AskedItem(item) if (item.ages or _ANY_BORN_CHILD).contains(child) else None


@lru_cache(maxsize=1024)
def items_for_age(instrument: Instrument, child: ChildAge | None) -> tuple[AskedItem, ...]:
    """The items meant for a child of this age (None: an adult), in the order of the form."""
    return tuple(asked for item in instrument.items.values() if (asked := for_age(item, child)))


def asked_items(
    instrument: Instrument, circumstances: Circumstances, responses: Responses
) -> Mapping[str, AskedItem]:
    """The items asked in these circumstances, by id and in the order of the form.

    An item with a condition is asked only while the condition is true; an item whose condition
    hangs on an item that is not asked is not asked either. While a gate is not open, nothing behind it
    is asked.
    """
    gate_is_open = gate_standing(instrument, responses) is GateStanding.OPEN
    asked: dict[str, AskedItem] = {}
    values: dict[str, ConditionValue | None] = {}
    answered: set[str] = set()
    for as_asked in items_for_age(instrument, circumstances.child):
        item = as_asked.item
        if not gate_is_open and is_behind_gate(instrument, item.id):
            break
        if not _is_shown(item, values, answered):
            continue
        asked[item.id] = as_asked
        response = responses.get(item.id, NO_RESPONSE)
        values[item.id] = condition_value(item, response)
        if response.value is not None:
            answered.add(item.id)
    return asked


def missing_items(
    asked: Mapping[str, AskedItem],
    responses: Responses,
    values: Mapping[str, ConditionValue | None] = _NOTHING_KNOWN,
    answered: AbstractSet[str] = frozenset(),
) -> Iterator[str]:
    """The asked items that must be answered and have neither an answer nor a reason for none.

    `values` and `answered` are what the conditions see under which some of them must.
    """
    for item_id, as_asked in asked.items():
        item = as_asked.item
        wanted = item.required and item.kind is not Kind.NOTE
        if item.require is not None:
            wanted = wanted and item.require.evaluate(values, answered) is True
        if wanted and responses.get(item_id, NO_RESPONSE).is_blank:
            yield item_id


def without_required_evidence(asked: Mapping[str, AskedItem], responses: Responses) -> Iterator[str]:
    """The asked items whose grade needs evidence and has none written."""
    for item_id, as_asked in asked.items():
        threshold = as_asked.item.evidence_required_from
        response = responses.get(item_id, NO_RESPONSE)
        counted = points(as_asked.item, response)
        if threshold is None or counted is None or response.evidence.strip():
            continue
        if counted >= threshold:
            yield item_id


def answered_for_another_age(
    asked: Mapping[str, AskedItem], responses: Responses, age_bands: Mapping[str, str]
) -> Iterator[str]:
    """The asked items whose answer was given by the descriptions of another band of ages than the one now.

    `age_bands` holds the id of the band that was before the person, by item. A grade chosen by words that
    are not those it will be read by is no grade: it is confirmed or changed before anybody signs it.
    """
    for item_id, as_asked in asked.items():
        band = as_asked.band.id if as_asked.band else ""
        if not responses.get(item_id, NO_RESPONSE).is_blank and age_bands.get(item_id, "") != band:
            yield item_id


def _is_shown(item: Item, values: Mapping[str, ConditionValue | None], answered: AbstractSet[str]) -> bool:
    return item.show is None or item.show.evaluate(values, answered) is True
