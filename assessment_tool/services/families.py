"""Families: entering people and their relationships, and allocating workers."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assessment_tool.clock import today
from assessment_tool.core.permissions import Action, Actor
from assessment_tool.core.text import cleaned
from assessment_tool.records.chronology import Parent, ParentSlot, SlotState
from assessment_tool.records.families import (
    Allocation,
    CareKind,
    CareRelationship,
    Family,
    MemberRole,
    Membership,
    ParentalResponsibility,
    Person,
    Sex,
)
from assessment_tool.services.access import NotFoundError, may, require

__all__ = [
    "CareKind",
    "FamilyFactError",
    "MemberRole",
    "NewPerson",
    "Parent",
    "ParentalResponsibility",
    "Sex",
    "SlotState",
    "add_member",
    "allocate",
    "create_family",
    "families_of_person",
    "relate",
    "set_parent_slot",
]

EARLIEST_BIRTH = date(1900, 1, 1)


class FamilyFactError(ValueError):
    """A fact about a family that cannot be; `field` names it and `message` says what to enter."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A person as entered; a child not born yet has `expected_on` instead of `born_on`."""

    name: str
    born_on: date | None = None
    expected_on: date | None = None
    sex: Sex | None = None


def create_family(session: Session, reference: str, name: str, at: datetime) -> Family:
    """A new case file under a reference that no other family has."""
    family = Family(reference=reference, name=cleaned(name), created_at=at)
    session.add(family)
    session.flush()
    return family


def allocate(
    session: Session, family_id: int, user_id: int, *, from_on: date, by_id: int, at: datetime
) -> Allocation:
    """Give a member of staff sight of a family from a day on."""
    allocation = Allocation(
        family_id=family_id, user_id=user_id, from_on=from_on, allocated_by_id=by_id, allocated_at=at
    )
    session.add(allocation)
    session.flush()
    return allocation


def add_member(
    session: Session,
    actor: Actor,
    family_id: int,
    new: NewPerson,
    *,
    role: MemberRole,
    from_on: date,
    at: datetime,
) -> Person:
    """Enter a person who belongs to the family from a day on.

    Raises `FamilyFactError` for a child with neither a date of birth nor an expected one, or for
    dates that cannot be.
    """
    require(session, actor, Action.RECORD_EVENT, family_id, at)
    _check_person(new, role, today(at))
    person = Person(
        name=cleaned(new.name).strip(),
        born_on=new.born_on,
        expected_on=new.expected_on,
        sex=new.sex,
        recorded_by_id=actor.user_id,
        recorded_at=at,
    )
    session.add(person)
    session.flush()
    session.add(Membership(family_id=family_id, person_id=person.id, role=role, from_on=from_on))
    session.flush()
    return person


def relate(
    session: Session,
    child_id: int,
    carer_id: int,
    kind: CareKind,
    responsibility: ParentalResponsibility,
    *,
    from_on: date,
    until_on: date | None = None,
) -> None:
    """Say what a carer is to a child, and from when until when."""
    session.add(
        CareRelationship(
            child_id=child_id,
            carer_id=carer_id,
            kind=kind,
            has_parental_responsibility=responsibility,
            from_on=from_on,
            until_on=until_on,
        )
    )
    session.flush()


def set_parent_slot(
    session: Session,
    actor: Actor,
    child_id: int,
    parent: Parent,
    state: SlotState,
    *,
    at: datetime,
    person_id: int | None = None,
    note: str = "",
) -> None:
    """Say how far a child's mother or father has been reached; earlier statements are kept.

    Raises `NotFoundError` unless the child belongs to a family that the actor sees.
    """
    _require_for_child(session, actor, child_id, at)
    session.add(
        ParentSlot(
            child_id=child_id,
            parent=parent,
            state=state,
            person_id=person_id,
            note=cleaned(note),
            as_of_on=today(at),
            recorded_by_id=actor.user_id,
            recorded_at=at,
        )
    )
    session.flush()


def _require_for_child(session: Session, actor: Actor, child_id: int, at: datetime) -> None:
    """Pass where the actor may record in one of the child's families; raise what stops them otherwise."""
    families = families_of_person(session, child_id)
    if any(may(session, actor, Action.RECORD_EVENT, family_id, at) for family_id in families):
        return
    for family_id in families:
        if may(session, actor, Action.READ_FAMILY, family_id, at):
            require(session, actor, Action.RECORD_EVENT, family_id, at)
    raise NotFoundError("child")


def families_of_person(session: Session, person_id: int) -> list[int]:
    """The ids of the families to which the person belongs."""
    query = select(Membership.family_id).where(Membership.person_id == person_id)
    return list(session.scalars(query.order_by(Membership.family_id)))


def _check_person(new: NewPerson, role: MemberRole, day: date) -> None:
    if not cleaned(new.name).strip():
        raise FamilyFactError("name", "Enter the person's name as they use it.")
    if new.born_on and not EARLIEST_BIRTH <= new.born_on <= day:
        raise FamilyFactError("born_on", "The date of birth must be in the past, and not before 1900.")
    if role is MemberRole.CHILD and not (new.born_on or new.expected_on):
        raise FamilyFactError(
            "born_on", "Enter the child's date of birth, or the date the birth is expected."
        )
