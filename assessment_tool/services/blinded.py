"""Whoever is to grade an assessment again sees none of its grades before they have given their own."""

from collections.abc import Iterable

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from assessment_tool.core.permissions import Actor
from assessment_tool.records.assessments import Revision
from assessment_tool.records.dip_audits import DipAudit, DipAuditEvent


class BlindError(Exception):
    """The page would show grades that the person is to give again without having seen them."""

    def __init__(self, audit_id: int) -> None:
        super().__init__("The person is to grade this again, blind.")
        self.audit_id = audit_id


def blind_assessments(session: Session, user_id: int) -> dict[int, int]:
    """The assessments whose grades the person may not see now, each with the dip audit that closes it.

    One query. A list of many assessments leaves these out.
    """
    query = (
        select(Revision.assessment_id, DipAudit.id)
        .join(Revision, Revision.id == DipAudit.revision_id)
        .where(
            DipAudit.second_rater_id == user_id,
            ~exists().where(DipAuditEvent.audit_id == DipAudit.id),
        )
    )
    return {row.assessment_id: row.id for row in session.execute(query)}


def is_blind_for(session: Session, user_id: int, assessment_id: int) -> bool:
    """Whether the person is to grade the assessment again, and has not done so yet."""
    return assessment_id in blind_assessments(session, user_id)


def refuse_blind(session: Session, actor: Actor, assessment_ids: Iterable[int]) -> None:
    """Raise `BlindError` where the actor may not see the grades of one of the assessments now."""
    blind = blind_assessments(session, actor.user_id)
    for assessment_id in assessment_ids:
        if assessment_id in blind:
            raise BlindError(blind[assessment_id])
