"""By what two assessments of a line are held against each other: what was approved, what is allowed."""

from collections.abc import Iterator
from dataclasses import dataclass

from assessment_tool.core.trend.conversion import Rescoring, never_rescored
from assessment_tool.core.trend.crosswalk import Crosswalk
from assessment_tool.core.trend.held import BreakReason
from assessment_tool.core.trend.point import ScoredAssessment


@dataclass(frozen=True, slots=True)
class Comparability:
    """Approved crosswalks, answers scored again, and how unlike in length two times looked at may be.

    Two times looked at are alike unless one is more than `window_factor` times as long as the other.
    """

    window_factor: int
    crosswalks: tuple[Crosswalk, ...] = ()
    rescored: Rescoring = never_rescored

    def rated_otherwise(self, earlier: ScoredAssessment, later: ScoredAssessment) -> Iterator[BreakReason]:
        """What of the rating was another, whatever the scale: with care alone such two are compared."""
        if earlier.rater_role is not later.rater_role:
            yield BreakReason.RATER_ROLE
        if earlier.rater != later.rater:
            yield BreakReason.RATER
        if self._is_other_length(earlier.window_days, later.window_days):
            yield BreakReason.WINDOW

    def _is_other_length(self, before: int | None, after: int | None) -> bool:
        if before is None or after is None:
            return before is not after
        return self.window_factor * min(before, after) < max(before, after)
