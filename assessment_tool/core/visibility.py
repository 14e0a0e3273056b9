"""Which items are asked: by the child's age on the day, and by the answers given so far."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from assessment_tool.core.ages import AgeRange, ChildAge
from assessment_tool.core.conditions import ConditionValue
from assessment_tool.core.gate import GateStanding, gate_standing, is_behind_gate
from assessment_tool.core.instrument import AgeBand, Instrument, Item, Kind
from assessment_tool.core.responses import NO_RESPONSE, Responses, meaning, points

_ANY_BORN_CHILD = AgeRange()


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


@dataclass(slots=True)
class FormReading:
    """A form gone through once, in its order: which items are asked, and what their answers come to."""

    asked: dict[str, AskedItem]
    points: dict[str, Decimal | None]
    """What each asked item counts; None where there is no answer, or where it carries no score."""
    values: dict[str, ConditionValue | None]
    """What a condition sees of each asked item."""
    answered: set[str]
    silent: list[Item]
    """The asked items of which nothing is said yet: neither an answer nor why there is none."""


def read_form(instrument: Instrument, circumstances: Circumstances, responses: Responses) -> FormReading:
    """Go through the form with what was said.

    An item with a condition is asked only while the condition is true; an item whose condition
    hangs on an item that is not asked is not asked either. While a gate is not open, nothing behind it
    is asked. Raises `ValueNotPermittedError` where an answer is none that its item takes.
    """
    reading = FormReading({}, {}, {}, set(), [])
    asked, points, values, answered = reading.asked, reading.points, reading.values, reading.answered
    for as_asked in _reachable(instrument, circumstances.child, responses):
        item = as_asked.item
        if item.show is not None and item.show.evaluate(values, answered) is not True:
            continue
        item_id = item.id
        asked[item_id] = as_asked
        response = responses.get(item_id, NO_RESPONSE)
        value = response.value
        if value is None:
            points[item_id] = values[item_id] = None
            if response.absence is None:
                reading.silent.append(item)
            continue
        answered.add(item_id)
        choice = item.choices.get(value) if isinstance(value, str) else None  # most answers are one
        points[item_id], values[item_id] = choice or meaning(item, value)
    return reading


def asked_items(
    instrument: Instrument, circumstances: Circumstances, responses: Responses
) -> Mapping[str, AskedItem]:
    """The items asked in these circumstances, by id and in the order of the form; raises as `read_form`."""
    return read_form(instrument, circumstances, responses).asked


def missing_items(reading: FormReading) -> Iterator[str]:
    """The asked items that must be answered and have neither an answer nor a reason for none."""
    for item in reading.silent:
        if not item.required or item.kind is Kind.NOTE:
            continue
        if item.require is None or item.require.evaluate(reading.values, reading.answered) is True:
            yield item.id


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


def _reachable(instrument: Instrument, child: ChildAge | None, responses: Responses) -> Sequence[AskedItem]:
    """The items for this age; only the gate's while it is not open."""
    items = items_for_age(instrument, child)
    if instrument.gate is None or gate_standing(instrument, responses) is GateStanding.OPEN:
        return items
    return [one for one in items if not is_behind_gate(instrument, one.item.id)]
