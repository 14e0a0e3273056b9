"""What the operator of the database names: a family, a member of staff; for the command line alone."""

from datetime import datetime

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from assessment_tool.clock import today
from assessment_tool.core.permissions import Role
from assessment_tool.records.families import Allocation, Family, MemberRole, Membership, Person
from assessment_tool.records.users import User
from assessment_tool.services.access import LARGEST_ID
from assessment_tool.services.staff import is_demonstration_name


class NotToldApartError(LookupError):
    """What was named is not there, or is not one alone; the message says what to name instead."""


def every_family(session: Session) -> list[Family]:
    """Every family by reference, whoever may see it."""
    return list(session.scalars(select(Family).order_by(Family.reference)))


def named_family(session: Session, name: str) -> Family:
    """The family with this reference or, failing that, this id; raises `NotToldApartError`."""
    family = session.scalar(select(Family).where(Family.reference == name))
    if family is None and name.isdecimal() and name.isascii() and int(name) <= LARGEST_ID:
        family = session.get(Family, int(name))
    if family is None:
        raise NotToldApartError(f"There is no family “{name}”. See: assessment-tool families list")
    return family


def named_carer(session: Session, family: Family, name: str) -> Person:
    """The carer of the family with this name or, failing that, this id; raises `NotToldApartError`."""
    query = select(Person).where(
        exists().where(
            Membership.family_id == family.id,
            Membership.person_id == Person.id,
            Membership.role == MemberRole.CARER,
        )
    )
    carers = session.scalars(query.order_by(Person.id)).all()
    found = [one for one in carers if one.name.casefold() == name.strip().casefold()]
    found = found or [one for one in carers if str(one.id) == name.strip()]
    if len(found) != 1:
        known = ", ".join(f"{one.name} ({one.id})" for one in carers)
        raise NotToldApartError(
            f"Name one carer of family {family.reference}, by name or id: {known or 'none'}."
        )
    return found[0]


def named_user(session: Session, username: str) -> User:
    """The active member of staff with this user name; raises `NotToldApartError`."""
    user = session.scalar(select(User).where(User.username == username.strip().lower(), User.is_active))
    if user is None:
        raise NotToldApartError(f"There is no user named “{username}”.")
    return user


def demonstration_worker_of(session: Session, family: Family, at: datetime) -> User:
    """The one made-up social worker to whom a made-up family is allocated today.

    Raises `NotToldApartError` where there is not one alone, and for every real person: nobody's name is
    put under a document by somebody else's choice.
    """
    day = today(at)
    query = (
        select(User)
        .join(Allocation, Allocation.user_id == User.id)
        .where(
            Allocation.family_id == family.id,
            Allocation.from_on <= day,
            or_(Allocation.until_on.is_(None), Allocation.until_on >= day),
            User.role == Role.SOCIAL_WORKER,
            User.is_active,
        )
        .distinct()
    )
    found = session.scalars(query).all()
    if len(found) != 1 or not is_demonstration_name(found[0].username):
        raise NotToldApartError("Say who you are with --as and your user name: the report names its maker.")
    return found[0]
