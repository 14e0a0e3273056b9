"""Where revisions stand, read from their events in one query."""

from collections.abc import Sequence
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from assessment_tool.core.lifecycle import EventKind, Standing, standing_after
from assessment_tool.records.assessments import AssessmentEvent


def events_of(session: Session, assessment_id: int) -> list[AssessmentEvent]:
    """All events of an assessment, oldest first."""
    query = select(AssessmentEvent).where(AssessmentEvent.assessment_id == assessment_id)
    return list(session.scalars(query.order_by(AssessmentEvent.id)))


def standing_of(revision_id: int, events: Sequence[AssessmentEvent]) -> Standing:
    """Where the revision stands by those of the events that are its own."""
    return standing_after(EventKind(event.kind) for event in events if event.revision_id == revision_id)


def standings_of(session: Session, assessment_ids: Sequence[int]) -> dict[int, Standing]:
    """Where every revision of some assessments stands, by revision id."""
    rows = session.execute(
        select(AssessmentEvent.revision_id, AssessmentEvent.kind)
        .where(AssessmentEvent.assessment_id.in_(assessment_ids))
        .order_by(AssessmentEvent.revision_id, AssessmentEvent.id)
    ).all()
    return {
        revision_id: standing_after(EventKind(kind) for _, kind in events)
        for revision_id, events in groupby(rows, key=lambda row: row[0])
    }
