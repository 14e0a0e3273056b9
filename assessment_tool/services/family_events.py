"""What happened around a family: recorded once, and struck out with a reason where it was a mistake."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from assessment_tool.clock import today
from assessment_tool.core.permissions import Action, Actor, Matter, refusal
from assessment_tool.core.text import cleaned
from assessment_tool.records.chronology import EventStrike, FamilyEvent, FamilyEventKind
from assessment_tool.records.unless_there import add_unless_there
from assessment_tool.services.access import NotFoundError, require
from assessment_tool.services.event_faults import EventFaultsError, NewEvent, faults_of
from assessment_tool.services.families import families_of_person

__all__ = [
    "AlreadyStruckOutError",
    "EventFaultsError",
    "FamilyEventKind",
    "NewEvent",
    "event_to_strike_out",
    "may_strike_out",
    "record_event",
    "strike_out",
]

MAXIMUM_REASON = 4_000


class AlreadyStruckOutError(Exception):
    """Somebody struck the event out before; their reason stands."""


def record_event(session: Session, actor: Actor, family_id: int, new: NewEvent, at: datetime) -> FamilyEvent:
    """Record something that happened, to a member or to the whole family.

    Raises `EventFaultsError` with all that is wrong or doubtful, `NotFoundError` for somebody else's person.
    """
    require(session, actor, Action.RECORD_EVENT, family_id, at)
    if new.person_id is not None and family_id not in families_of_person(session, new.person_id):
        raise NotFoundError("person")
    faults = faults_of(session, family_id, new, today(at))
    if faults or new.happened_on is None or new.kind is None:
        raise EventFaultsError(faults)
    event = FamilyEvent(
        family_id=family_id,
        happened_on=new.happened_on,
        kind=new.kind,
        title=cleaned(new.title).strip(),
        detail=cleaned(new.detail).strip(),
        person_id=new.person_id,
        source=cleaned(new.source).strip(),
        recorded_by_id=actor.user_id,
        recorded_at=at,
    )
    session.add(event)
    session.flush()
    return event


def may_strike_out(actor: Actor, event: FamilyEvent) -> bool:
    """Whether somebody who sees the family may strike the event out: for showing or hiding a link."""
    matter = Matter(is_allocated=True, authors=frozenset({event.recorded_by_id}))
    return event.strike is None and refusal(actor, Action.STRIKE_OUT_EVENT, matter) is None


def event_to_strike_out(
    session: Session, actor: Actor, family_id: int, event_id: int, at: datetime
) -> FamilyEvent:
    """The event, where the actor may strike it out.

    Raises `NotFoundError` for another family's, `NotPermittedError` unless the actor recorded it or is
    a supervisor, and `AlreadyStruckOutError`.
    """
    require(session, actor, Action.READ_FAMILY, family_id, at)
    query = select(FamilyEvent).where(FamilyEvent.id == event_id, FamilyEvent.family_id == family_id)
    event = session.scalar(query.options(joinedload(FamilyEvent.strike)))
    if event is None:
        raise NotFoundError("event")
    authors = frozenset({event.recorded_by_id})
    require(session, actor, Action.STRIKE_OUT_EVENT, family_id, at, authors=authors)
    if event.strike:
        raise AlreadyStruckOutError
    return event


def strike_out(
    session: Session, actor: Actor, family_id: int, event_id: int, *, reason: str, at: datetime
) -> None:
    """Strike an event out: it stays readable with the reason, and counts nowhere from now on.

    Raises as `event_to_strike_out`, and `EventFaultsError` without a reason or with one far too long.
    """
    event = event_to_strike_out(session, actor, family_id, event_id, at)
    why = cleaned(reason).strip()
    if not 0 < len(why) <= MAXIMUM_REASON:
        raise EventFaultsError({"reason": f"Say in up to {MAXIMUM_REASON:,} characters why it is wrong."})
    is_first = add_unless_there(
        session, EventStrike, event_id=event.id, reason=why, struck_by_id=actor.user_id, struck_at=at
    )
    if not is_first:
        raise AlreadyStruckOutError
