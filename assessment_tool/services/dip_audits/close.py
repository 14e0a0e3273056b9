"""What a supervisor does with a dip audit: mark it as discussed, or withdraw it, with a note."""

from datetime import datetime

from sqlalchemy.orm import Session

from assessment_tool.core.permissions import Action, Actor, Refusal
from assessment_tool.core.text import cleaned
from assessment_tool.records.dip_audits import DipAuditEvent, DipAuditStep
from assessment_tool.services.access import NotPermittedError
from assessment_tool.services.assessments.review import MAXIMUM_REASON, ReasonNeededError
from assessment_tool.services.dip_audits.opened import open_audit


class StepTakenError(Exception):
    """The step does not follow from where the dip audit stands."""


_AFTER = {
    DipAuditStep.DISCUSSED: {DipAuditStep.SUBMITTED},
    DipAuditStep.WITHDRAWN: set[DipAuditStep](),
}
"""What has happened when the step can be taken."""


def discuss(session: Session, actor: Actor, audit_id: int, note: str, at: datetime) -> None:
    """Mark submitted ratings as discussed, with what came of it; the first rater reads both from now on.

    Raises `ReasonNeededError` without a note, `StepTakenError` where it is not its turn.
    """
    _take(session, actor, audit_id, DipAuditStep.DISCUSSED, note=note, at=at)


def withdraw(session: Session, actor: Actor, audit_id: int, reason: str, at: datetime) -> None:
    """Withdraw a dip audit that was not submitted: the second rater may read the assessment again.

    Raises as `discuss`.
    """
    _take(session, actor, audit_id, DipAuditStep.WITHDRAWN, note=reason, at=at)


def _take(
    session: Session, actor: Actor, audit_id: int, step: DipAuditStep, *, note: str, at: datetime
) -> None:
    opened = open_audit(session, actor, audit_id, at, for_writing=True)
    if not opened.is_supervisor:
        raise NotPermittedError(Action.AUDIT_ASSESSMENT, Refusal.ROLE)
    if opened.steps.keys() != _AFTER[step]:
        raise StepTakenError
    said = cleaned(note).strip()
    if not said or len(said) > MAXIMUM_REASON:
        raise ReasonNeededError
    session.add(DipAuditEvent(audit_id=audit_id, kind=step, by_id=actor.user_id, at=at, note=said))
    session.flush()
