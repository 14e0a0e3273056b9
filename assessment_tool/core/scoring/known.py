"""What the answers of one assessment say, and which questions are still open."""

from collections.abc import Iterable, Mapping

from assessment_tool.core.conditions import Condition, ConditionValue, Truth
from assessment_tool.core.instrument import Instrument, Item
from assessment_tool.core.responses import NO_RESPONSE, Responses, condition_value, points
from assessment_tool.core.visibility import AskedItem, Circumstances, for_age


class Known:
    """The points and values of the asked items, and of every scale once it is scored."""

    def __init__(
        self,
        instrument: Instrument,
        circumstances: Circumstances,
        asked: Mapping[str, AskedItem],
        responses: Responses,
    ) -> None:
        self.instrument = instrument
        self.circumstances = circumstances
        self.asked = asked
        said = {item_id: responses.get(item_id, NO_RESPONSE) for item_id in asked}
        self.points = {item_id: points(one.item, said[item_id]) for item_id, one in asked.items()}
        self.values: dict[str, ConditionValue | None] = {
            item_id: condition_value(one.item, said[item_id]) for item_id, one in asked.items()
        }
        self.answered = frozenset(item_id for item_id, one in said.items() if one.value is not None)

    def truth(self, condition: Condition) -> Truth:
        """True, False, or None where the answers and the scales so far do not decide it."""
        return condition.evaluate(self.values, self.answered)

    def open_questions(self, names: Iterable[str]) -> set[str]:
        """The blank items whose answers could still tell what these items and scales come to."""
        return {item_id for name in names for item_id in self._open_below(name)}

    def _open_below(self, name: str) -> set[str]:
        if self.values.get(name) is not None:
            return set()
        if name in self.asked:
            return {name}
        if name in self.instrument.scales_by_id:
            return self.open_questions(self.instrument.scales_by_id[name].rests_on)
        return self._open_before(self.instrument.items[name])

    def _open_before(self, item: Item) -> set[str]:
        """The blank items that could still lead to an item which is not asked so far."""
        if item.show is None or not for_age(item, self.circumstances.child):
            return set()
        return self.open_questions(item.show.names())
