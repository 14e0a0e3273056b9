"""Dip audits in lists: those that wait for a person, and those of an assessment that they may open."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import Session
from sqlalchemy.sql import ColumnElement

from assessment_tool.core.permissions import Action, Actor, Matter, refusal
from assessment_tool.records.assessments import Assessment, Revision
from assessment_tool.records.dip_audits import DipAudit, DipAuditEvent, DipAuditStep
from assessment_tool.services.assessments.opened import OpenedAssessment
from assessment_tool.services.openness import open_to


@dataclass(frozen=True, slots=True)
class ListedAudit:
    """A dip audit in a list, with the assessment that it is about."""

    audit: DipAudit
    assessment: Assessment
    is_submitted: bool


def waiting_audits(session: Session, actor: Actor, family_ids: Sequence[int]) -> list[ListedAudit]:
    """In one query: the dip audits open to the person that they have to rate, or as a supervisor to discuss.

    The oldest first. Whether a supervisor is an author of the assessment is asked when it is opened; the one
    who began it is left out here.
    """
    submitted = _happened(DipAuditStep.SUBMITTED)
    query = (
        select(DipAudit, Assessment, submitted)
        .join(Revision, Revision.id == DipAudit.revision_id)
        .join(Assessment, Assessment.id == Revision.assessment_id)
        .where(
            Assessment.family_id.in_(family_ids),
            open_to(actor),
            ~_happened(DipAuditStep.DISCUSSED) & ~_happened(DipAuditStep.WITHDRAWN),
        )
        .order_by(DipAudit.id)
    )
    listed = [ListedAudit(*row) for row in session.execute(query)]
    return [one for one in listed if _waits_for(actor, one)]


def audits_of(session: Session, actor: Actor, opened: OpenedAssessment) -> list[DipAudit]:
    """The dip audits of an assessment that a person who reads it may open, oldest first."""
    revisions = select(Revision.id).where(Revision.assessment_id == opened.assessment.id)
    query = select(DipAudit, _happened(DipAuditStep.DISCUSSED)).where(DipAudit.revision_id.in_(revisions))
    matter = Matter(is_allocated=True, authors=opened.authors)
    is_supervisor = refusal(actor, Action.AUDIT_ASSESSMENT, matter) is None
    is_author = actor.user_id in opened.authors
    return [
        audit
        for audit, is_discussed in session.execute(query.order_by(DipAudit.id))
        if is_supervisor or audit.second_rater_id == actor.user_id or (is_author and is_discussed)
    ]


def _waits_for(actor: Actor, one: ListedAudit) -> bool:
    if not one.is_submitted:
        return one.audit.second_rater_id == actor.user_id
    matter = Matter(is_allocated=True, authors=frozenset({one.assessment.created_by_id}))
    return refusal(actor, Action.AUDIT_ASSESSMENT, matter) is None


def _happened(step: DipAuditStep) -> ColumnElement[bool]:
    return exists().where(DipAuditEvent.audit_id == DipAudit.id, DipAuditEvent.kind == step)
