"""What an authority counts as a change: the thresholds that its policy sets for the words of a trend."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil, floor

_ONE_GRADE = "One grade on one item is within what two careful raters differ by."
_UNORDERED = "Numbers of items stand in ascending order, and at least one of them."


@dataclass(frozen=True, slots=True)
class ItemsNeeded:
    """Of up to so many items that were answered both times, how many must have moved the same way."""

    up_to: int
    at_least: int


@dataclass(frozen=True, slots=True)
class ChangeRules:
    """How much must have moved before a change is called possible; nothing is called reliable at first sight.

    Two careful raters differ by a grade on one stable item in four to ten (simulated at the agreement that
    was published for such scales), so one grade on one item is never a change. The more items there are,
    the more of them move the same way by chance.
    """

    large_step: int
    """Grades on one item that are a possible change by themselves, where the later grade has evidence."""
    same_way: tuple[ItemsNeeded, ...]
    """Items of one sub-area that are one together if each moved the same way by a grade or more."""
    assumed_error: float
    """The smallest detectable change, in grades, of the raters for whom `same_way` was worked out."""
    window_factor: int
    """How many times as long as another a time looked at may be and still be of a like length."""

    def __post_init__(self) -> None:
        """Raises `ValueError` where one grade on one item would be a change, or the numbers have no order."""
        if not self.same_way or any(one.up_to >= next_.up_to for one, next_ in pairwise(self.same_way)):
            raise ValueError(_UNORDERED)
        if min(self.large_step, *(one.at_least for one in self.same_way)) <= 1:
            raise ValueError(_ONE_GRADE)

    def needed_of(self, items: int) -> int:
        """How many of so many items must have moved the same way; beyond the last row that row holds."""
        rows = (row.at_least for row in self.same_way if items <= row.up_to)
        return next(rows, self.same_way[-1].at_least)

    def measured(self, smallest_detectable_change: float | None) -> "ChangeRules":
        """These rules with an authority's own measurement error, in grades; as they are where there is none.

        A step counts by itself only beyond that error, and the items that must move the same way grow with
        it. A small error lowers nothing: one grade on one item stays no change.
        """
        if smallest_detectable_change is None:
            return self
        wider = max(1.0, smallest_detectable_change / self.assumed_error)
        return replace(
            self,
            large_step=max(self.large_step, floor(smallest_detectable_change) + 1),
            same_way=tuple(replace(row, at_least=ceil(row.at_least * wider)) for row in self.same_way),
        )

    @property
    def numbers(self) -> Iterator[str]:
        """“3 of 3 to 5”, for each number of items that can be enough."""
        least = 1
        for row in self.same_way:
            fewest = max(least, row.at_least)
            last = row is self.same_way[-1]
            if fewest <= row.up_to or last:
                of = f"{fewest} or more" if last else _range(fewest, row.up_to)
                yield f"{row.at_least} of {of}"
            least = row.up_to + 1


def _range(fewest: int, most: int) -> str:
    return str(most) if fewest == most else f"{fewest} to {most}"
