"""The answers to one question in two assessments: what moved, what differs, what is alike."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from assessment_tool.core.instrument import Item, Kind
from assessment_tool.core.responses import NO_RESPONSE
from assessment_tool.core.scoring import plain
from assessment_tool.core.trend import Comparison, ItemMove
from assessment_tool.core.visibility import AskedItem, Circumstances, asked_items
from assessment_tool.services.side_by_side import SideBySide
from assessment_tool.services.signed_assessments import SignedAssessment
from assessment_tool.web.assessments.read_answer import ReadAnswer
from assessment_tool.web.assessments.sheets import item_numbers


class Found(StrEnum):
    """What two answers to one question are to each other, in the order in which they are read."""

    WORSE = "worse"
    BETTER = "better"
    DIFFERENT = "different"
    ONCE = "answered only once"
    NOT_COMPARED = "not compared: not asked alike"
    SAME = "the same"
    NEITHER = "answered in neither"


FOLDED = frozenset({Found.SAME, Found.NEITHER})
"""What nobody needs to read first."""


@dataclass(frozen=True, slots=True)
class AnswerPair:
    """One question with both answers; None on the side where it was not asked."""

    item: Item
    found: Found
    before: ReadAnswer | None
    after: ReadAnswer | None
    move: ItemMove | None = None

    @property
    def title(self) -> str:
        """The question, as the later of them has it."""
        asked = self.after or self.before
        return asked.asked.title if asked else self.item.title

    @property
    def step(self) -> str:
        """Both grades, where they are held against each other and are not alike."""
        if self.move is None or self.found in FOLDED:
            return ""
        return f"{plain(self.move.before)} and {plain(self.move.after)}"


class Answers:
    """All that was asked in the two assessments."""

    def __init__(self, two: SideBySide) -> None:
        self.two = two

    @cached_property
    def _asked(self) -> tuple[Mapping[str, AskedItem], Mapping[str, AskedItem]]:
        return _asked(self.two.before), _asked(self.two.after)

    def under(self, item_ids: Iterator[str], comparison: Comparison, *, is_alike: bool) -> list[AnswerPair]:
        """The questions below a scale, what moved first; each as the scale's comparison has it."""
        moves = {move.item_id: move for move in comparison.moves}
        pairs = [
            self._pair(item_id, moves.get(item_id), is_alike=is_alike)
            for item_id in item_ids
            if self._is_asked(item_id)
        ]
        return in_reading_order(pairs)

    def alone(self, item_id: str) -> AnswerPair | None:
        """A question that is in no score; None for a note, and where neither assessment asked it."""
        if not self._is_asked(item_id) or self._item(item_id).kind is Kind.NOTE:
            return None
        return self._pair(item_id, None, is_alike=not all(item_id in asked for asked in self._asked))

    def _pair(self, item_id: str, move: ItemMove | None, *, is_alike: bool) -> AnswerPair:
        before, after = self._read(item_id)
        is_held = is_alike or (before and after and _is_one_question(before.asked, after.asked))
        found = _found_by(move) if move else _found(before, after, is_alike=bool(is_held))
        return AnswerPair(self._item(item_id), found, before, after, move)

    def _read(self, item_id: str) -> tuple[ReadAnswer | None, ReadAnswer | None]:
        before, after = self._asked
        return _read(self.two.before, before, item_id), _read(self.two.after, after, item_id)

    def _is_asked(self, item_id: str) -> bool:
        return any(item_id in asked for asked in self._asked)

    def _item(self, item_id: str) -> Item:
        before, after = self._asked
        return (after.get(item_id) or before[item_id]).item


def in_reading_order(pairs: list[AnswerPair]) -> list[AnswerPair]:
    """Worse, better, different, answered once, not compared, and then what is alike."""
    order = list(Found)
    return sorted(pairs, key=lambda one: order.index(one.found))


def _asked(one: SignedAssessment) -> Mapping[str, AskedItem]:
    circumstances = Circumstances(observed_on=one.scored.observed_on, child=one.child_age)
    return asked_items(one.instrument, circumstances, one.responses)


def _read(one: SignedAssessment, asked: Mapping[str, AskedItem], item_id: str) -> ReadAnswer | None:
    if item_id not in asked:
        return None
    number = item_numbers(one.instrument)[item_id]
    return ReadAnswer(number, asked[item_id], one.responses.get(item_id, NO_RESPONSE))


def _is_one_question(before: AskedItem, after: AskedItem) -> bool:
    """Whether both were asked in the same words; then they are held together, whatever the scale above."""
    is_worded_alike = (before.title, before.anchors) == (after.title, after.anchors)
    return is_worded_alike and _codes(before.item) == _codes(after.item)


def _codes(item: Item) -> list[str]:
    return [option.code for option in item.options]


def _found_by(move: ItemMove) -> Found:
    if move.steps:
        return Found.WORSE if move.steps > 0 else Found.BETTER
    return Found.SAME if move.before == move.after else Found.DIFFERENT


def _found(before: ReadAnswer | None, after: ReadAnswer | None, *, is_alike: bool) -> Found:
    values = [one.response.value if one else None for one in (before, after)]
    if values == [None, None]:
        return Found.NEITHER
    if not is_alike:
        return Found.NOT_COMPARED
    if None in values:
        return Found.ONCE
    return Found.SAME if values[0] == values[1] else Found.DIFFERENT
