"""Writing down what happened to a revision of an assessment."""

from datetime import datetime

from sqlalchemy.orm import Session

from assessment_tool.core.lifecycle import EventKind
from assessment_tool.core.permissions import Actor
from assessment_tool.records.assessments import AssessmentEvent, Revision


def note(
    session: Session,
    revision: Revision,
    kind: EventKind,
    actor: Actor,
    at: datetime,
    *,
    reason: str = "",
    other_revision_id: int | None = None,
) -> None:
    """Write down what happened to a revision."""
    session.add(
        AssessmentEvent(
            assessment_id=revision.assessment_id,
            revision_id=revision.id,
            kind=kind,
            by_id=actor.user_id,
            at=at,
            reason=reason,
            content_sha256=revision.content_sha256,
            other_revision_id=other_revision_id,
        )
    )
    session.flush()
