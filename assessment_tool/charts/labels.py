"""Where the scores stand beside their marks, so that none covers another mark or score."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from math import inf

from assessment_tool.charts.marks import REACH
from assessment_tool.charts.measures import MARK

SIZE = 12
_DIGIT = 6.7
_ASCENT = 9.0
_TOUCHING = 7.0
_MOST_STEPS = 50
_COLUMN = 20.0

Place = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Label:
    """A score and where it is written: the middle of its baseline."""

    words: str
    x: float
    y: float

    @property
    def ground(self) -> tuple[float, float, float, float]:
        """Left, top, width and height of the white ground that keeps lines out of the figures."""
        width = len(self.words) * _DIGIT + 2
        return round(self.x - width / 2, 1), self.y - _ASCENT - 0.5, round(width, 1), _ASCENT + 1


class _Ground:
    """What is taken already, kept by columns: only near boxes are compared, however many there are."""

    def __init__(self, taken: Iterable[Box] = ()) -> None:
        self.columns: defaultdict[int, list[Box]] = defaultdict(list)
        for box in taken:
            self.take(box)

    def take(self, box: Box) -> None:
        for column in self._columns(box):
            self.columns[column].append(box)

    def is_free(self, box: Box) -> bool:
        left, top, right, bottom = box
        for column in self._columns(box):
            for other_left, other_top, other_right, other_bottom in self.columns.get(column, ()):
                is_beside = left >= other_right or other_left >= right
                if not is_beside and top < other_bottom and other_top < bottom:
                    return False
        return True

    def _columns(self, box: Box) -> range:
        return range(int(box[0] // _COLUMN), int(box[2] // _COLUMN) + 1)


def apart(
    places: Sequence[Place], ends: tuple[float, float] = (-inf, inf), *, reach: float = _TOUCHING / 2
) -> list[Place]:
    """The places, with every mark that would hide an earlier one moved aside to the nearest free place.

    A mark takes `reach` in every direction. None is moved beyond the two ends while there is room.
    """
    kept: list[Place] = []
    ground = _Ground()
    for wanted in places:
        place, box = wanted, _around(wanted, reach)
        if not ground.is_free(box):
            place = next(one for one in _asides(wanted, ends) if ground.is_free(_around(one, reach)))
            box = _around(place, reach)
        ground.take(box)
        kept.append(place)
    return kept


def _asides(place: Place, ends: tuple[float, float]) -> Iterator[Place]:
    """To the right and left of the place, ever farther; first those between the ends."""
    x, y = place
    for step in range(1, _MOST_STEPS):
        aside = (x + step * MARK, x - step * MARK)
        yield from ((one, y) for one in aside if ends[0] <= one <= ends[1])
    yield from ((x + step * MARK, y) for step in count(1))


def labels(marks: Sequence[tuple[Place, str]]) -> Iterator[Label]:
    """A label for each mark: above it where that is free, else below, to the right or to the left."""
    ground = _Ground(_around(place, REACH) for place, _ in marks)
    for place, words in marks:
        free = (offer for offer in _offers(place, words) if ground.is_free(offer[1]))
        label, box = next(free, None) or next(_offers(place, words))
        ground.take(box)
        yield label


def _offers(place: Place, words: str) -> Iterator[tuple[Label, Box]]:
    (x, y), half = place, len(words) * _DIGIT / 2
    beside = REACH + half + 2
    for across, down in ((0.0, -REACH - 2.5), (0.0, REACH + _ASCENT + 2), (beside, 4.5), (-beside, 4.5)):
        label = Label(words, x + across, y + down)
        yield label, (label.x - half, label.y - _ASCENT, label.x + half, label.y)


def _around(place: Place, reach: float) -> Box:
    x, y = place
    return x - reach, y - reach, x + reach, y + reach
