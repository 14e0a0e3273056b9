"""Who looked at a family, when, and what of it stands out: for its supervisor, and for the auditor."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.orm import Session

from assessment_tool.clock import LONDON, today
from assessment_tool.core.permissions import Action, Actor, Matter, refusal
from assessment_tool.core.unusual_access import HOUR, Unusual, unusual
from assessment_tool.records.audit import AuditEntry
from assessment_tool.records.families import Allocation, Family
from assessment_tool.records.users import User
from assessment_tool.services.access import NotPermittedError, require

PAGE_SIZE = 100
_LAST = date.max - timedelta(days=1)
_Asked = Mapping[int, Sequence[tuple[datetime, int]]]
"""By person: when they asked for which family."""


@dataclass(frozen=True, slots=True)
class WantedAccess:
    """Which entries are wanted: of one person or all, of some days or all."""

    actor_id: int | None = None
    from_on: date | None = None
    until_on: date | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class Access:
    """One entry as it is read: who, what, and why it stands out."""

    entry: AuditEntry
    person: User | None
    reference: str
    """That of the family; empty where the entry is of none, or of one that never was."""
    unusual: Sequence[Unusual]


@dataclass(frozen=True, slots=True)
class AccessLog:
    """One page of entries, newest first, and by whom there are any."""

    family: Family | None
    accesses: Sequence[Access]
    count: int
    people: Sequence[User]


def family_log(
    session: Session,
    actor: Actor,
    family_id: int,
    wanted: WantedAccess,
    at: datetime,
    *,
    size: int = PAGE_SIZE,
) -> AccessLog:
    """Who looked at the family; raises as `require` for whoever is not its supervisor."""
    require(session, actor, Action.READ_ACCESS_LOG, family_id, at)
    found = _log(session, AuditEntry.family_id == family_id, wanted, size)
    return AccessLog(session.get_one(Family, family_id), found.accesses, found.count, found.people)


def whole_log(session: Session, actor: Actor, wanted: WantedAccess) -> AccessLog:
    """Who looked at anything; raises `NotPermittedError` for whoever is no auditor."""
    reason = refusal(actor, Action.READ_AUDIT, Matter(is_allocated=False))
    if reason:
        raise NotPermittedError(Action.READ_AUDIT, reason)
    return _log(session, AuditEntry.id > 0, wanted, PAGE_SIZE)


def _log(session: Session, of: ColumnElement[bool], wanted: WantedAccess, size: int) -> AccessLog:
    shown = and_(of, *_limits(wanted))
    query = select(AuditEntry).where(shown).order_by(AuditEntry.id.desc())
    entries = session.scalars(query.offset((wanted.page - 1) * size).limit(size)).all()
    by = select(AuditEntry.actor_id).where(of).distinct()
    people = session.scalars(select(User).where(User.id.in_(by)).order_by(User.name, User.id)).all()
    count = session.scalar(select(func.count()).select_from(AuditEntry).where(shown)) or 0
    return AccessLog(None, _read(session, entries, {one.id: one for one in people}), count, people)


def _limits(wanted: WantedAccess) -> list[ColumnElement[bool]]:
    limits = []
    if wanted.actor_id is not None:
        limits.append(AuditEntry.actor_id == wanted.actor_id)
    if wanted.from_on is not None:
        limits.append(AuditEntry.at >= _midnight(wanted.from_on))
    if wanted.until_on is not None:
        limits.append(AuditEntry.at < _midnight(min(wanted.until_on, _LAST) + timedelta(days=1)))
    return limits


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LONDON)


def _read(session: Session, entries: Sequence[AuditEntry], people: Mapping[int, User]) -> list[Access]:
    family_ids = {one.family_id for one in entries}
    named = session.execute(select(Family.id, Family.reference).where(Family.id.in_(family_ids)))
    references = {row.id: row.reference for row in named}
    query = select(Allocation).where(Allocation.family_id.in_(family_ids))
    allocations, asked = session.scalars(query).all(), _asked(session, entries)
    return [
        Access(
            entry=one,
            person=people.get(one.actor_id or 0),
            reference=references.get(one.family_id or 0, ""),
            unusual=list(_unusual(one, allocations, asked)),
        )
        for one in entries
    ]


def _asked(session: Session, entries: Iterable[AuditEntry]) -> _Asked:
    """What each person of these entries asked for around each hour in which one of theirs stands."""
    hours = {(one.actor_id, one.at.replace(minute=0, second=0, microsecond=0)) for one in entries}
    around = [
        and_(AuditEntry.actor_id == actor_id, AuditEntry.at >= hour - HOUR, AuditEntry.at < hour + HOUR)
        for actor_id, hour in hours
    ]
    columns = AuditEntry.actor_id, AuditEntry.at, AuditEntry.family_id
    found: defaultdict[int, list[tuple[datetime, int]]] = defaultdict(list)
    for actor_id, at, family_id in session.execute(select(*columns).where(or_(false(), *around))):
        if actor_id is not None and family_id is not None:
            found[actor_id].append((at, family_id))
    return found


def _unusual(one: AuditEntry, allocations: Iterable[Allocation], asked: _Asked) -> Iterable[Unusual]:
    lately = {family for at, family in asked.get(one.actor_id or 0, ()) if one.at - HOUR < at <= one.at}
    return unusual(
        one.outcome,
        one.at.astimezone(LONDON),
        is_allocated=one.family_id is None or any(_held(allocation, one) for allocation in allocations),
        families_in_the_hour=len(lately),
    )


def _held(allocation: Allocation, one: AuditEntry) -> bool:
    day = today(one.at)
    is_theirs = (allocation.family_id, allocation.user_id) == (one.family_id, one.actor_id)
    return is_theirs and allocation.from_on <= day and day <= (allocation.until_on or day)
