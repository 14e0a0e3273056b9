"""By which rules a change is told now: the policy's, widened by the authority's own measurement error."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from assessment_tool.core.policy import Policy
from assessment_tool.core.trend import ChangeRules, Comparability, Crosswalk, Rescoring
from assessment_tool.definitions.policy_file import default_policy
from assessment_tool.services.measured_error import MeasuredError, measured_error, measured_errors


@dataclass(frozen=True, slots=True)
class Measure:
    """The policy that holds and the error measured with one instrument, which is None before 30 pairs."""

    policy: Policy
    error: MeasuredError | None = None

    @property
    def rules(self) -> ChangeRules:
        """The thresholds as they are applied."""
        return self.policy.change.measured(self.error.smallest_detectable_change if self.error else None)

    def comparability(self, crosswalks: tuple[Crosswalk, ...], rescored: Rescoring) -> Comparability:
        """What joins two assessments by the policy and by these."""
        return Comparability(self.policy.change.window_factor, crosswalks, rescored)


class Measures:
    """What holds for each instrument today, in one query for all."""

    def __init__(self, session: Session) -> None:
        self._policy, self._errors = default_policy(), measured_errors(session)

    def of(self, instrument_id: str) -> Measure:
        """What holds for the instrument."""
        return Measure(self._policy, self._errors.get(instrument_id))


def measure_of(session: Session, instrument_id: str) -> Measure:
    """What holds for an instrument today, in one query."""
    return Measure(default_policy(), measured_error(session, instrument_id))
