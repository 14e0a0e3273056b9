"""What an authority counts as a change: the thresholds that its policy sets for the words of a trend."""

from dataclasses import dataclass, replace
from math import floor


@dataclass(frozen=True, slots=True)
class ChangeRules:
    """How much must have moved before a change is called possible; nothing is called reliable at first sight.

    Two careful raters differ by a grade on one stable item in four to ten (simulated at the agreement that
    was published for such scales), so one grade on one item is never a change.
    """

    large_step: int
    """Grades on one item that are a possible change by themselves, where the later grade has evidence."""
    same_way: int
    """Items of one sub-area that are one together if each moved the same way by a grade or more."""

    def __post_init__(self) -> None:
        """Raises `ValueError` where one grade on one item would be a change."""
        if min(self.large_step, self.same_way) <= 1:
            raise ValueError("One grade on one item is within what two careful raters differ by.")

    def measured(self, smallest_detectable_change: float | None) -> "ChangeRules":
        """These rules with an authority's own measurement error, in grades; as they are where there is none.

        A step counts by itself only beyond that error. A small error lowers nothing: one grade on one
        item stays no change.
        """
        if smallest_detectable_change is None:
            return self
        return replace(self, large_step=max(self.large_step, floor(smallest_detectable_change) + 1))
