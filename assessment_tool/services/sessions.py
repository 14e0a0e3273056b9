"""The sessions of one person, for that person to see and to end."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from assessment_tool.records.users import SignIn
from assessment_tool.services.access import NotFoundError
from assessment_tool.services.sign_in import ABSOLUTE_LIMIT, IDLE_LIMIT, digest


def open_sessions(session: Session, user_id: int, at: datetime) -> list[SignIn]:
    """Those of the person that open something now, the last used first."""
    is_open = (
        SignIn.factor_at.is_not(None),
        SignIn.ended_at.is_(None),
        SignIn.last_seen_at >= at - IDLE_LIMIT,
        SignIn.created_at >= at - ABSOLUTE_LIMIT,
    )
    newest_first = (SignIn.last_seen_at.desc(), SignIn.id.desc())
    query = select(SignIn).where(SignIn.user_id == user_id, *is_open).order_by(*newest_first)
    return list(session.scalars(query))


def is_under(one: SignIn, token: str) -> bool:
    """Whether the session goes under the token."""
    return one.token_sha256 == digest(token)


def end_one(session: Session, user_id: int, sign_in_id: int, at: datetime) -> None:
    """End one session of the person; raises `NotFoundError` for one that is nobody's or another's.

    To end one that is over is no fault: nothing opens it either way.
    """
    found = session.get(SignIn, sign_in_id)
    if found is None or found.user_id != user_id:
        raise NotFoundError("session")
    if found.ended_at is None:
        found.ended_at = at
        session.flush()


def end_others(session: Session, user_id: int, token: str, at: datetime) -> None:
    """End every session of the person but the one that goes under the token."""
    others = (SignIn.user_id == user_id, SignIn.token_sha256 != digest(token), SignIn.ended_at.is_(None))
    session.execute(update(SignIn).where(*others).values(ended_at=at))
