"""Signing in and out: sessions live in the database, the browser holds only an opaque token.

A session begins with the password and opens nothing until the second factor was shown. All of it is our own,
on argon2-cffi, pyotp and cryptography: Flask-Security-Too would add 2.6 seconds to every start, 24 pages to
restyle and scripts within pages, which the content policy forbids.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from assessment_tool.records.users import SignIn, SignInAttempt, User
from assessment_tool.services.staff import is_demonstration_name, is_password_of
from assessment_tool.services.throttle import count_password

IDLE_LIMIT = timedelta(hours=1)
ABSOLUTE_LIMIT = timedelta(hours=12)
HALF_LIMIT = timedelta(minutes=10)
"""How long the second factor may be shown after the password."""
MAXIMUM_BROWSER = 200
"""How much is kept of what a browser says of itself."""
_SEEN_PRECISION = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Attempt:
    """A try at a password that was counted, and the hash that it must fit; None for an unknown user."""

    id: int
    user_id: int | None
    password_hash: str | None


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session under a fresh token, which goes to the browser and is stored nowhere."""

    token: str
    user: User
    is_open: bool
    """Whether the second factor was shown, so that the token opens anything."""


def begin(session: Session, username: str, address: str, at: datetime, *, is_demonstration: bool) -> Attempt:
    """Count an attempt, as failed until it succeeds; to be committed before any hashing.

    Raises `WaitBeforeTryingError` while a name or an address has had too many failures: attempts that
    arrive together are counted one after the other. Outside of a demonstration its accounts are answered
    as if there were no such user.
    """
    name = username.strip().lower()
    counted = count_password(session, name, address, at)
    is_known = is_demonstration or not is_demonstration_name(name)
    user = session.scalar(select(User).where(User.username == name)) if is_known else None
    return Attempt(counted.id, user.id if user else None, user.password_hash if user else None)


def is_right(hasher: PasswordHasher, attempt: Attempt, password: str) -> bool:
    """Whether the password fits: slow on purpose, and as slow for an unknown user; no database is held."""
    return is_password_of(hasher, attempt.password_hash, password)


def complete(
    session: Session, attempt: Attempt, at: datetime, *, browser: str = "", address: str = ""
) -> SignedIn | None:
    """Begin a session once the password was right; it opens nothing before `admit`.

    None for whoever has left, or was given another password in between; the attempt stays a failed one.
    """
    user = session.get(User, attempt.user_id)
    if user is None or not user.is_active or user.password_hash != attempt.password_hash:
        return None
    session.get_one(SignInAttempt, attempt.id).succeeded = True
    token = secrets.token_urlsafe(32)
    whence = {"browser": browser[:MAXIMUM_BROWSER], "address": address}
    session.add(SignIn(token_sha256=digest(token), user_id=user.id, created_at=at, last_seen_at=at, **whence))
    session.flush()
    return SignedIn(token, user, is_open=False)


def half_signed_in(session: Session, token: str, at: datetime) -> User | None:
    """The active user whose password was right and who has still to show their second factor."""
    found = _sign_in(session, token)
    if found is None or found.factor_at is not None or at - found.created_at > HALF_LIMIT:
        return None
    return _active_user(session, found) if _is_open(found, at) else None


def admit(session: Session, token: str, at: datetime) -> SignedIn | None:
    """Open the session, under a new token, to whoever has shown their second factor just now.

    None where it is over meanwhile, or already goes under another token.
    """
    found = _sign_in(session, token)
    user = _active_user(session, found) if found is not None and _is_open(found, at) else None
    if found is None or user is None:
        return None
    fresh = secrets.token_urlsafe(32)
    found.token_sha256, found.factor_at, found.last_seen_at = digest(fresh), at, at
    session.flush()
    return SignedIn(fresh, user, is_open=True)


def user_of(session: Session, token: str, at: datetime) -> User | None:
    """The active user whose session the token opens; None once it ended, idled out or grew too old."""
    found = _sign_in(session, token)
    if found is None or found.factor_at is None or not _is_open(found, at):
        return None
    return _active_user(session, found)


def has_shown_since(session: Session, token: str, earliest: datetime) -> bool:
    """Whether the second factor was shown in the session at that time or later."""
    found = _sign_in(session, token)
    return found is not None and found.factor_at is not None and found.factor_at >= earliest


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


def end_all(session: Session, user_id: int, at: datetime) -> None:
    """End every session of the person that is not over."""
    session.execute(
        update(SignIn).where(SignIn.user_id == user_id, SignIn.ended_at.is_(None)).values(ended_at=at)
    )


def _is_open(found: SignIn, at: datetime) -> bool:
    is_idle = at - found.last_seen_at > IDLE_LIMIT
    return found.ended_at is None and not is_idle and at - found.created_at <= ABSOLUTE_LIMIT


def _active_user(session: Session, found: SignIn) -> User | None:
    user = session.get_one(User, found.user_id)
    return user if user.is_active else None


def _sign_in(session: Session, token: str) -> SignIn | None:
    return session.scalar(select(SignIn).where(SignIn.token_sha256 == digest(token)))


def digest(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
