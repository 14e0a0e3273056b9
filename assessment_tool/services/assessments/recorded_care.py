"""Whether it is on record that a carer cares for a child, and which assessments were begun without that."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from assessment_tool.core.lifecycle import EventKind
from assessment_tool.records.assessments import AssessmentEvent
from assessment_tool.records.families import CareRelationship


def is_recorded(session: Session, child_id: int, carer_id: int) -> bool:
    """Whether somebody said what this carer is to this child, for whatever time."""
    pair = (CareRelationship.child_id == child_id, CareRelationship.carer_id == carer_id)
    return session.scalar(select(CareRelationship.id).where(*pair).limit(1)) is not None


def begun_unrecorded(session: Session, assessment_ids: Collection[int]) -> frozenset[int]:
    """The ids of those assessments that were begun for a written reason, because nobody had said it."""
    query = select(AssessmentEvent.assessment_id).where(
        AssessmentEvent.assessment_id.in_(assessment_ids),
        AssessmentEvent.kind == EventKind.OPENED,
        AssessmentEvent.reason != "",
    )
    return frozenset(session.scalars(query))
