"""What the answers of one assessment say, and which questions are still open."""

from collections.abc import Iterable, Mapping

from assessment_tool.core.conditions import Condition, Truth
from assessment_tool.core.instrument import Instrument, Item
from assessment_tool.core.responses import Responses
from assessment_tool.core.visibility import AskedItem, Circumstances, for_age, read_form


class Known:
    """The asked items with their points and values, and the value of every scale once it is scored."""

    def __init__(self, instrument: Instrument, circumstances: Circumstances, responses: Responses) -> None:
        self.instrument = instrument
        self.circumstances = circumstances
        self.reading = read_form(instrument, circumstances, responses)
        self.asked: Mapping[str, AskedItem] = self.reading.asked
        self.points = self.reading.points
        self.values = self.reading.values
        self.answered = self.reading.answered

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
