"""One scale of one signed assessment, as a trend sees it: who, when, under which conditions, which score."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from assessment_tool.core.instrument import RaterRole
from assessment_tool.core.lifecycle import Standing
from assessment_tool.core.scoring.result import Result, ScaleResult, plain
from assessment_tool.core.trend.conversion import Mapped, Terms


class Whose(NamedTuple):
    """Whose line a point belongs to; a carer's own ratings make another line than those of workers."""

    carer_id: int | None
    is_self_rating: bool = False

    @property
    def place(self) -> tuple[int, bool]:
        """Where the line stands among others: by id, each one's own ratings after those by others."""
        return self.carer_id or 0, self.is_self_rating


@dataclass(frozen=True, slots=True)
class ScoredAssessment:
    """One signed assessment as a trend sees it: who, when, under which conditions, which result.

    `child_id` and `carer_id` are None where the instrument is not about one.

    `window_days` is the length of time that was looked at; `is_transcribed` marks a paper assessment
    entered later; `evidenced` are the ids of the items whose answers have evidence beside them.
    """

    revision_id: int
    assessment_id: int
    child_id: int | None
    carer_id: int | None
    observed_on: date
    rater: str
    rater_role: RaterRole
    window_days: int | None
    standing: Standing
    is_transcribed: bool
    result: Result
    evidenced: frozenset[str]

    @property
    def is_self_rating(self) -> bool:
        """Whether the carer rated their own care; it is never held against a worker's rating."""
        return self.rater_role is RaterRole.SELF

    @property
    def whose(self) -> Whose:
        """The line that it belongs to."""
        return Whose(self.carer_id, self.is_self_rating)


@dataclass(frozen=True, slots=True)
class Point:
    """One scale of one assessment; `value` None where nothing could be scored (never nought)."""

    assessment: ScoredAssessment
    scale: ScaleResult
    terms: Terms

    @property
    def mapped(self) -> Mapped | None:
        """The score as a later version of the series counts it; None where it stands as signed."""
        return self.terms.mapped

    @property
    def drawn(self) -> Decimal | None:
        """The value at which it stands beside the others: as converted where it was, else as signed."""
        return self.mapped.value if self.mapped else self.value

    @property
    def told(self) -> str:
        """The signed value in words, and beside it what it was converted to."""
        signed = plain(self.value) or ""
        return f"{signed} (as {self.mapped.version}: {plain(self.mapped.value)})" if self.mapped else signed

    @property
    def read_by(self) -> Result | None:
        """The result whose items stand below `drawn`; None where figures alone were converted."""
        return self.mapped.result if self.mapped else self.assessment.result

    @property
    def observed_on(self) -> date:
        """The clock of every trend: the day of the last observation, not of the signature."""
        return self.assessment.observed_on

    @property
    def value(self) -> Decimal | None:
        """The stored value."""
        return self.scale.value
