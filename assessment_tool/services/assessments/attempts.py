"""Asking again: where it was not safe to ask, the day of the next attempt, kept in sight until it is done."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assessment_tool.core.permissions import Actor
from assessment_tool.records.assessments import Assessment
from assessment_tool.records.attempts import FurtherAttempt


def close_attempts_like(session: Session, actor: Actor, begun: Assessment, at: datetime) -> None:
    """Asking began anew: what was planned with the same instrument for the same people is done."""
    query = select(Assessment.id).where(
        Assessment.family_id == begun.family_id,
        Assessment.instrument_id == begun.instrument_id,
        Assessment.child_id.is_not_distinct_from(begun.child_id),
        Assessment.carer_id.is_not_distinct_from(begun.carer_id),
    )
    for assessment_id in planned_attempts(session, session.scalars(query).all()):
        write_attempt(session, assessment_id, None, actor, at)


def reopen_attempts_closed_by(session: Session, actor: Actor, begun: Assessment, at: datetime) -> None:
    """It was begun by mistake: what `close_attempts_like` took as done is planned again, for the same day."""
    closed = select(FurtherAttempt).where(
        FurtherAttempt.planned_on.is_(None),
        FurtherAttempt.recorded_at == begun.created_at,
        FurtherAttempt.recorded_by_id == begun.created_by_id,
        FurtherAttempt.assessment_id != begun.id,
    )
    for row in session.scalars(closed).all():
        write_attempt(session, row.assessment_id, _day_before(session, row), actor, at)


def _day_before(session: Session, closed: FurtherAttempt) -> date | None:
    """The day that was planned until this row closed it."""
    earlier = select(FurtherAttempt.planned_on).where(
        FurtherAttempt.assessment_id == closed.assessment_id, FurtherAttempt.id < closed.id
    )
    return session.scalar(earlier.order_by(FurtherAttempt.id.desc()).limit(1))


def planned_attempts(session: Session, assessment_ids: Sequence[int]) -> dict[int, date]:
    """Of these assessments, those in which somebody is to be asked again, and when."""
    query = select(FurtherAttempt).where(FurtherAttempt.assessment_id.in_(assessment_ids))
    latest = {row.assessment_id: row.planned_on for row in session.scalars(query.order_by(FurtherAttempt.id))}
    return {assessment_id: planned_on for assessment_id, planned_on in latest.items() if planned_on}


def write_attempt(session: Session, assessment_id: int, on: date | None, actor: Actor, at: datetime) -> None:
    """Write down the day, or (None) that nothing is left to ask again."""
    session.add(
        FurtherAttempt(
            assessment_id=assessment_id, planned_on=on, recorded_by_id=actor.user_id, recorded_at=at
        )
    )
    session.flush()
