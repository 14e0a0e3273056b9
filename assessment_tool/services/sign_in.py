"""Signing in and out: sessions live in the database, the browser holds only an opaque token."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv6Network, ip_address

from argon2 import PasswordHasher
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from assessment_tool.records.turns import take_turn
from assessment_tool.records.users import SignIn, SignInAttempt, User
from assessment_tool.services.staff import is_demonstration_name, is_password_of

ATTEMPTS_BEFORE_WAITING = 5
"""On one name."""
ATTEMPTS_OF_AN_ADDRESS = 50
"""On whatever names: many people may share one address."""
WAIT = timedelta(minutes=5)
IDLE_LIMIT = timedelta(hours=1)
ABSOLUTE_LIMIT = timedelta(hours=12)
_SEEN_PRECISION = timedelta(minutes=1)
_SUBSCRIBER_BITS = 64


class WaitBeforeTryingError(Exception):
    """Too many failed attempts on this name or from this address; nothing was checked."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A try at a password that was counted, and the hash that it must fit; None for an unknown user."""

    id: int
    user_id: int | None
    password_hash: str | None


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A fresh session: the token goes to the browser and is stored nowhere."""

    token: str
    user: User


def begin(session: Session, username: str, address: str, at: datetime, *, is_demonstration: bool) -> Attempt:
    """Count an attempt, as failed until it succeeds; to be committed before any hashing.

    Raises `WaitBeforeTryingError` while a name or an address has had too many failures: attempts that
    arrive together are counted one after the other. Outside of a demonstration its accounts are answered
    as if there were no such user.
    """
    name = username.strip().lower()
    counted = SignInAttempt(
        username_key=_digest(name), address_key=_digest(_subscriber(address)), at=at, succeeded=False
    )
    _check_may_try(session, counted)
    session.add(counted)
    session.flush()
    is_known = is_demonstration or not is_demonstration_name(name)
    user = session.scalar(select(User).where(User.username == name)) if is_known else None
    return Attempt(counted.id, user.id if user else None, user.password_hash if user else None)


def is_right(hasher: PasswordHasher, attempt: Attempt, password: str) -> bool:
    """Whether the password fits: slow on purpose, and as slow for an unknown user; no database is held."""
    return is_password_of(hasher, attempt.password_hash, password)


def complete(session: Session, attempt: Attempt, at: datetime) -> SignedIn | None:
    """Open a session with a new token once the password was right.

    None for whoever has left, or was given another password in between; the attempt stays a failed one.
    """
    user = session.get(User, attempt.user_id)
    if user is None or not user.is_active or user.password_hash != attempt.password_hash:
        return None
    session.get_one(SignInAttempt, attempt.id).succeeded = True
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


def _check_may_try(session: Session, attempt: SignInAttempt) -> None:
    """Raise `WaitBeforeTryingError` where too many failed; what is refused is not counted against anybody."""
    for column, key, most in (
        (SignInAttempt.address_key, attempt.address_key, ATTEMPTS_OF_AN_ADDRESS),
        (SignInAttempt.username_key, attempt.username_key, ATTEMPTS_BEFORE_WAITING),
    ):
        take_turn(session, key)
        if _failures(session, column == key, attempt.at) >= most:
            raise WaitBeforeTryingError


def _failures(session: Session, whose: ColumnElement[bool], at: datetime) -> int:
    """How many attempts failed lately, or are still being checked."""
    lately = (SignInAttempt.succeeded.is_(False), SignInAttempt.at > at - WAIT)
    return session.scalar(select(func.count()).where(whose, *lately)) or 0


def _subscriber(address: str) -> str:
    """What counts as one address: of the longer kind all that one subscriber has."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv4Address):
        return str(found)
    return str(found.ipv4_mapped or IPv6Network((int(found), _SUBSCRIBER_BITS), strict=False))


def _is_open(found: SignIn, at: datetime) -> bool:
    is_idle = at - found.last_seen_at > IDLE_LIMIT
    return found.ended_at is None and not is_idle and at - found.created_at <= ABSOLUTE_LIMIT


def _sign_in(session: Session, token: str) -> SignIn | None:
    return session.scalar(select(SignIn).where(SignIn.token_sha256 == _digest(token)))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
