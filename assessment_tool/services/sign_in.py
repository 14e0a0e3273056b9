"""Signing in and out: sessions live in the database, the browser holds only an opaque token."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assessment_tool.records.users import SignIn, SignInAttempt, User
from assessment_tool.services.staff import is_demonstration_name, is_password_of

ATTEMPTS_BEFORE_WAITING = 5
WAIT = timedelta(minutes=5)
IDLE_LIMIT = timedelta(hours=1)
ABSOLUTE_LIMIT = timedelta(hours=12)
_SEEN_PRECISION = timedelta(minutes=1)


class WaitBeforeTryingError(Exception):
    """Too many failed attempts on this name; nothing was checked."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A fresh session: the token goes to the browser and is stored nowhere."""

    token: str
    user: User


def check_may_try(session: Session, username: str, at: datetime) -> None:
    """Raise `WaitBeforeTryingError` while a name has had too many failures; before any hashing."""
    recent = select(func.count()).where(
        SignInAttempt.username_key == _digest(username.strip().lower()),
        SignInAttempt.succeeded.is_(False),
        SignInAttempt.at > at - WAIT,
    )
    if (session.scalar(recent) or 0) >= ATTEMPTS_BEFORE_WAITING:
        raise WaitBeforeTryingError


def sign_in(
    session: Session,
    hasher: PasswordHasher,
    username: str,
    password: str,
    at: datetime,
    *,
    is_demonstration: bool,
) -> SignedIn | None:
    """Check the password and open a session with a new token; None where they do not go together.

    Outside of a demonstration its accounts are answered as if there were no such user.

    The attempt is written down either way, so the caller commits also when the answer is None.
    """
    name = username.strip().lower()
    is_known = is_demonstration or not is_demonstration_name(name)
    user = session.scalar(select(User).where(User.username == name)) if is_known else None
    is_right = is_password_of(hasher, user, password)
    is_in = is_right and user is not None and user.is_active
    session.add(SignInAttempt(username_key=_digest(name), at=at, succeeded=is_in))
    if user is None or not is_in:
        session.flush()
        return None
    token = secrets.token_urlsafe(32)
    session.add(SignIn(token_sha256=_digest(token), user_id=user.id, created_at=at, last_seen_at=at))
    session.flush()
    return SignedIn(token, user)


def user_of(session: Session, token: str, at: datetime) -> User | None:
    """The active user whose session the token opens; None once it ended, idled out or grew too old."""
    found = _sign_in(session, token)
    if found is None or not _is_open(found, at):
        return None
    user = session.get_one(User, found.user_id)
    return user if user.is_active else None


def needs_touch(session: Session, token: str, at: datetime) -> bool:
    """Whether it is time to write down that the session is still in use."""
    found = _sign_in(session, token)
    return found is not None and _is_open(found, at) and at - found.last_seen_at > _SEEN_PRECISION


def touch(session: Session, token: str, at: datetime) -> None:
    """Write down that the session is in use; one that is over stays over."""
    found = _sign_in(session, token)
    if found is not None and _is_open(found, at):
        found.last_seen_at = at
        session.flush()


def sign_out(session: Session, token: str, at: datetime) -> None:
    """End the session: the token opens nothing any more."""
    found = _sign_in(session, token)
    if found is not None and found.ended_at is None:
        found.ended_at = at
        session.flush()


def _is_open(found: SignIn, at: datetime) -> bool:
    is_idle = at - found.last_seen_at > IDLE_LIMIT
    return found.ended_at is None and not is_idle and at - found.created_at <= ABSOLUTE_LIMIT


def _sign_in(session: Session, token: str) -> SignIn | None:
    return session.scalar(select(SignIn).where(SignIn.token_sha256 == _digest(token)))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
