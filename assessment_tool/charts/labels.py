"""Where the scores stand beside their marks, so that none covers another mark or score."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count, islice
from math import inf

from assessment_tool.charts.marks import REACH

SIZE = 12
_DIGIT = 6.7
_ASCENT = 9.0
_TOUCHING = 7.0
_ASIDE = 12.0
_MOST_ASIDES = 99
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
        return not any(
            _overlap(box, other) for column in self._columns(box) for other in self.columns.get(column, ())
        )

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
    for x, y in places:
        near = (aside for aside in islice(_asides(x), _MOST_ASIDES) if ends[0] <= aside <= ends[1])
        offers = chain(near, _asides(x))
        aside = next(one for one in offers if ground.is_free(_around((one, y), reach)))
        ground.take(_around((aside, y), reach))
        kept.append((aside, y))
    return kept


def _asides(x: float) -> Iterator[float]:
    """The place itself, then to its right and left, ever farther."""
    yield x
    for steps in count(1):
        yield x + steps * _ASIDE
        yield x - steps * _ASIDE


def labels(marks: Sequence[tuple[Place, str]]) -> Iterator[Label]:
    """A label for each mark: above it where that is free, else below, to the right or to the left."""
    ground = _Ground(_around(place, REACH) for place, _ in marks)
    for place, words in marks:
        offers = list(_offers(place, words))
        label, box = next(((label, box) for label, box in offers if ground.is_free(box)), offers[0])
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


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
