"""The assessments that a trend leaves out, each with why: returned, superseded, voided, or not signed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, and_, or_, select
from sqlalchemy.orm import Session, aliased
from sqlalchemy.sql import ColumnElement

from assessment_tool.clock import today
from assessment_tool.core.instrument import RaterRole
from assessment_tool.core.lifecycle import EventKind, Standing
from assessment_tool.core.permissions import Actor
from assessment_tool.core.trend import Whose
from assessment_tool.records.assessments import Assessment, AssessmentEvent, OpenedBecause, Revision
from assessment_tool.records.families import Person
from assessment_tool.records.users import User
from assessment_tool.services.openness import open_to

_ENDINGS = (EventKind.RETURNED, EventKind.SUPERSEDED, EventKind.VOIDED)
"""After which a revision counts no longer. A restarted draft goes on as another one, and that one is told."""


@dataclass(frozen=True, slots=True)
class Uncounted:
    """A revision that no trend uses, and what became of it."""

    revision_id: int
    whose: Whose
    carer: str
    """By name; empty where it is about none."""
    day: date
    """The last day of observation; where none was entered, the day on which it was opened."""
    is_observed: bool
    is_signed: bool
    opened_because: OpenedBecause
    standing: Standing
    by: str = ""
    """Who made it so; empty for a draft, of which nobody did anything yet."""
    at: datetime | None = None
    reason: str = ""
    instead_at: datetime | None = None
    """When the revision that came in its place was signed; None where none was."""
    instead_on: date | None = None
    """The last day of observation of that one."""


def uncounted_revisions(session: Session, actor: Actor, *where: ColumnElement[bool]) -> list[Uncounted]:
    """The revisions that meet the conditions and count in no trend, the oldest day first; one query.

    Whether the actor may see the family is the caller's to ask; what is not open to them is not named.
    """
    found = (_told(row) for row in session.execute(_uncounted().where(open_to(actor), *where)))
    return sorted(found, key=lambda one: (one.day, one.revision_id))


def _uncounted() -> Select[*tuple[Any, ...]]:
    """The columns of which it is told, and not the answers."""
    instead, event = aliased(Revision), AssessmentEvent
    is_final = event.kind.in_((*_ENDINGS, EventKind.RESTARTED))
    is_open_draft = and_(event.kind.is_(None), Revision.signed_at.is_(None))
    return (
        select(
            *(Revision.id, Revision.observed_on, Revision.opened_at, Revision.opened_because),
            *(Revision.rater_role, Revision.signed_at, Assessment.carer_id, Person.name.label("carer")),
            *(event.kind, event.at, event.reason, User.name.label("by")),
            *(instead.signed_at.label("instead_at"), instead.observed_on.label("instead_on")),
        )
        .join(Assessment, Assessment.id == Revision.assessment_id)
        .outerjoin(Person, Person.id == Assessment.carer_id)
        .outerjoin(event, and_(event.revision_id == Revision.id, is_final))
        .outerjoin(User, User.id == event.by_id)
        .outerjoin(instead, instead.id == event.other_revision_id)
        .where(or_(event.kind.in_(_ENDINGS), is_open_draft))
    )


def _told(row: Row[Any]) -> Uncounted:
    return Uncounted(
        revision_id=row.id,
        whose=Whose(row.carer_id, row.rater_role is RaterRole.SELF),
        carer=row.carer or "",
        day=row.observed_on or today(row.opened_at),
        is_observed=row.observed_on is not None,
        is_signed=row.signed_at is not None,
        opened_because=row.opened_because,
        standing=Standing(row.kind) if row.kind else Standing.DRAFT,
        by=row.by or "",
        at=row.at,
        reason=row.reason or "",
        instead_at=row.instead_at,
        instead_on=row.instead_on,
    )
