"""Whoever is to grade an assessment again sees none of its grades before they have given their own."""

from collections.abc import Iterable

from sqlalchemy import ScalarSelect, exists, func, select
from sqlalchemy.orm import Session, aliased

from assessment_tool.core.permissions import Actor
from assessment_tool.records.assessments import Assessment, Revision
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


def closing_audit(actor: Actor) -> ScalarSelect[int | None]:
    """A column for a query over assessments: the dip audit that closes each to the actor, or null.

    So a page with a long list asks no further question; `refuse_closed` then reads the column.
    """
    audited = aliased(Revision)
    query = (
        select(func.min(DipAudit.id))
        .join(audited, audited.id == DipAudit.revision_id)
        .where(
            audited.assessment_id == Assessment.id,
            DipAudit.second_rater_id == actor.user_id,
            ~exists().where(DipAuditEvent.audit_id == DipAudit.id),
        )
    )
    return query.correlate(Assessment).scalar_subquery()


def refuse_closed(closing: Iterable[int | None]) -> None:
    """Raise `BlindError` where one of the assessments is closed, by their `closing_audit`."""
    for audit_id in closing:
        if audit_id is not None:
            raise BlindError(audit_id)


def refuse_blind(session: Session, actor: Actor, assessment_ids: Iterable[int]) -> None:
    """Raise `BlindError` where the actor may not see the grades of one of the assessments now."""
    blind = blind_assessments(session, actor.user_id)
    refuse_closed(blind.get(assessment_id) for assessment_id in assessment_ids)
