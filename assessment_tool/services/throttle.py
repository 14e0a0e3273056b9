"""Guessing is slowed down: attempts are counted before a check, and nobody is locked out for good."""

import hashlib
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv6Network, ip_address

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from assessment_tool.records.turns import take_turn
from assessment_tool.records.users import SignInAttempt

ATTEMPTS_BEFORE_WAITING = 5
"""On one name, or on one person's second factor."""
ATTEMPTS_OF_AN_ADDRESS = 50
"""On whatever names: many people may share one address."""
WAIT = timedelta(minutes=5)
_SUBSCRIBER_BITS = 64


class WaitBeforeTryingError(Exception):
    """Too many failed attempts on this name or from this address; nothing was checked."""


def count_password(session: Session, username: str, address: str, at: datetime) -> SignInAttempt:
    """Count a try at a password, as failed until it succeeds; raises `WaitBeforeTryingError`."""
    return _count(session, _digest(username), address, at)


def count_factor(session: Session, user_id: int, address: str, at: datetime) -> SignInAttempt:
    """Count a try at somebody's second factor; its key is like no name's. Raises `WaitBeforeTryingError`."""
    return _count(session, f"second factor {user_id}", address, at)


def _count(session: Session, key: str, address: str, at: datetime) -> SignInAttempt:
    counted = SignInAttempt(
        username_key=key, address_key=_digest(_subscriber(address)), at=at, succeeded=False
    )
    _check_may_try(session, counted)
    session.add(counted)
    session.flush()
    return counted


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


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
