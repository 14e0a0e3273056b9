"""Need to know: which families a person may see, and a refusal that gives nothing away."""

from datetime import date, datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session
from sqlalchemy.sql import ColumnElement

from assessment_tool.clock import today
from assessment_tool.core.permissions import Action, Actor, Matter, Refusal, Role, refusal
from assessment_tool.records.families import Allocation, Family
from assessment_tool.records.users import User
from assessment_tool.services.touched import touch

LARGEST_ID = 2**31 - 1
"""The largest number that a record can have; whatever is beyond it is not there."""


class NotFoundError(Exception):
    """There is no such thing, or it belongs to a family that the person may not see: both look alike."""

    def __init__(self, what: str) -> None:
        super().__init__(f"There is no such {what}.")
        self.what = what


class NotPermittedError(Exception):
    """The person may see the matter and may not take this step."""

    def __init__(self, action: Action, reason: Refusal) -> None:
        super().__init__(f"{action}: {reason}")
        self.action = action
        self.reason = reason


def actor_of(user: User) -> Actor:
    """What permissions need to know of a user."""
    return Actor(
        user_id=user.id,
        role=Role(user.role),
        registration_number=user.registration_number or "",
        register_checked_on=user.register_checked_on,
        registration_expires_on=user.registration_expires_on,
    )


def families_of(session: Session, actor: Actor, at: datetime) -> list[Family]:
    """The families allocated to the person on the day, by reference."""
    if refusal(actor, Action.LIST_FAMILIES, Matter(is_allocated=False)):
        return []
    allocated = exists().where(Allocation.family_id == Family.id, _holds(actor, today(at)))
    return list(session.scalars(select(Family).where(allocated).order_by(Family.reference)))


def require(
    session: Session,
    actor: Actor,
    action: Action,
    family_id: int,
    at: datetime,
    *,
    authors: frozenset[int] = frozenset(),
) -> None:
    """Return when the person may do this in the family.

    Raises `NotFoundError` where the family is not theirs to see (or does not exist), and
    `NotPermittedError` where they may see it and not do this.
    """
    touch(session, family_id)
    _check(session, actor, action, family_id, today(at), authors=authors)


def may(
    session: Session,
    actor: Actor,
    action: Action,
    family_id: int,
    at: datetime,
    *,
    authors: frozenset[int] = frozenset(),
) -> bool:
    """Whether `require` would let the person pass: for showing or hiding a button."""
    try:
        _check(session, actor, action, family_id, today(at), authors=authors)
    except (NotFoundError, NotPermittedError):
        return False
    return True


def may_in_own(actor: Actor, action: Action, at: datetime) -> bool:
    """The same in a family that was found to be theirs to see, which is not asked again."""
    return refusal(actor, action, Matter(is_allocated=True, on=today(at))) is None


def _check(
    session: Session, actor: Actor, action: Action, family_id: int, day: date, *, authors: frozenset[int]
) -> None:
    is_allocated = _is_allocated(session, actor, family_id, day)
    if refusal(actor, Action.READ_FAMILY, Matter(is_allocated)):
        raise NotFoundError("family")
    reason = refusal(actor, action, Matter(is_allocated, authors, day))
    if reason:
        raise NotPermittedError(action, reason)


def _is_allocated(session: Session, actor: Actor, family_id: int, day: date) -> bool:
    query = select(Allocation.id).where(Allocation.family_id == family_id, _holds(actor, day))
    return session.scalar(query.limit(1)) is not None


def _holds(actor: Actor, day: date) -> ColumnElement[bool]:
    return (
        (Allocation.user_id == actor.user_id)
        & (Allocation.from_on <= day)
        & (Allocation.until_on.is_(None) | (Allocation.until_on >= day))
    )
