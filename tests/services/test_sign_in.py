"""Signing in: slowed down after failures, over after an idle hour or a long day."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from assessment_tool.core.permissions import Role
from assessment_tool.records import SignInAttempt, User
from assessment_tool.services.sign_in import (
    ABSOLUTE_LIMIT,
    HALF_LIMIT,
    IDLE_LIMIT,
    admit,
    begin,
    complete,
    half_signed_in,
    is_right,
    needs_touch,
    sign_out,
    touch,
    user_of,
)
from assessment_tool.services.staff import NewUser, add_demonstration_user, add_user
from assessment_tool.services.throttle import (
    ATTEMPTS_BEFORE_WAITING,
    ATTEMPTS_OF_AN_ADDRESS,
    WAIT,
    WaitBeforeTryingError,
)
from tests.web.family import AT, CHEAP_HASHER, PASSWORD

SECOND = timedelta(seconds=1)


@pytest.fixture
def user(session: Session) -> User:
    """Somebody who may sign in."""
    return add_user(session, CHEAP_HASHER, NewUser("ade", "Ade", Role.READER, "Reader", PASSWORD), AT)


HERE = "192.0.2.7"


def _try(
    session: Session, password: str = PASSWORD, at: datetime = AT, name: str = "ade", address: str = HERE
) -> str | None:
    attempt = begin(session, name, address, at, is_demonstration=False)
    signed_in = complete(session, attempt, at) if is_right(CHEAP_HASHER, attempt, password) else None
    return signed_in.token if signed_in else None


def _in(session: Session, at: datetime = AT) -> str:
    token = _try(session, at=at)
    signed_in = admit(session, token, at) if token else None
    assert signed_in
    return signed_in.token


def test_name_and_password_open_a_session_of_that_user(session: Session, user: User) -> None:
    token = _try(session, name=" ADE ")
    assert token
    signed_in = admit(session, token, AT)
    assert signed_in
    assert user_of(session, signed_in.token, AT) is user
    assert len({token, *(_in(session) for _ in range(5))}) == 6


def test_a_password_alone_opens_nothing_and_waits_ten_minutes_for_the_second_factor(
    session: Session, user: User
) -> None:
    token = _try(session)
    assert token
    assert user_of(session, token, AT) is None
    assert half_signed_in(session, token, AT + HALF_LIMIT) is user
    assert half_signed_in(session, token, AT + HALF_LIMIT + SECOND) is None
    signed_in = admit(session, token, AT)
    assert signed_in
    assert half_signed_in(session, signed_in.token, AT) is None


@pytest.mark.usefixtures("user")
def test_a_session_goes_on_under_a_new_token_and_the_earlier_one_opens_nothing(session: Session) -> None:
    token = _try(session)
    assert token
    assert admit(session, token, AT)
    assert admit(session, token, AT) is None
    assert user_of(session, token, AT) is None
    assert half_signed_in(session, token, AT) is None


def test_whoever_left_or_signed_out_after_the_password_is_not_admitted(session: Session, user: User) -> None:
    first, second = _try(session), _try(session)
    assert first
    assert second
    sign_out(session, first, AT)
    assert admit(session, first, AT) is None
    user.is_active = False
    assert half_signed_in(session, second, AT) is None
    assert admit(session, second, AT) is None


def test_the_token_itself_is_stored_nowhere(session: Session, user: User) -> None:
    token = _in(session)
    session.flush()
    for table in ("sign_ins", "sign_in_attempts", "users"):
        rows = session.execute(text(f"SELECT * FROM {table}")).all()  # noqa: S608 - a fixed list
        assert token not in repr(rows)
        assert PASSWORD not in repr(rows)
    attempt = session.scalars(select(SignInAttempt)).one()
    assert (attempt.succeeded, user.username in attempt.username_key) == (True, False)
    assert HERE not in repr(session.execute(text("SELECT * FROM sign_in_attempts")).all())


@pytest.mark.usefixtures("user")
def test_a_wrong_name_and_a_wrong_password_look_alike(session: Session) -> None:
    assert _try(session, password="another long password") is None
    assert _try(session, name="nobody") is None
    assert [one.succeeded for one in session.scalars(select(SignInAttempt))] == [False, False]


def test_a_leaver_does_not_come_in_and_is_put_out(session: Session, user: User) -> None:
    token = _in(session)
    user.is_active = False
    assert _try(session) is None
    assert user_of(session, token, AT) is None


@pytest.mark.usefixtures("user")
def test_after_five_failures_nothing_is_checked_for_five_minutes(session: Session) -> None:
    for number in range(ATTEMPTS_BEFORE_WAITING):
        assert _try(session, "wrong", AT + number * SECOND) is None
    last = AT + (ATTEMPTS_BEFORE_WAITING - 1) * SECOND
    for name, at in (("ade", last), (" ADE ", last), ("ade", AT + WAIT - SECOND)):
        with pytest.raises(WaitBeforeTryingError):
            _try(session, at=at, name=name)
    assert _try(session, at=last, name="brid") is None
    assert _try(session, at=AT + WAIT)


def test_an_unknown_name_is_slowed_down_as_well(session: Session) -> None:
    for _ in range(ATTEMPTS_BEFORE_WAITING):
        _try(session, name="nobody")
    with pytest.raises(WaitBeforeTryingError):
        _try(session, name="nobody")


@pytest.mark.usefixtures("user")
def test_attempts_that_are_still_being_checked_are_counted_as_failed(session: Session) -> None:
    for _ in range(ATTEMPTS_BEFORE_WAITING):
        begin(session, "ade", HERE, AT, is_demonstration=False)
    with pytest.raises(WaitBeforeTryingError):
        begin(session, "ade", HERE, AT, is_demonstration=False)


def test_whoever_leaves_or_gets_another_password_while_theirs_is_checked_does_not_come_in(
    session: Session, user: User
) -> None:
    attempt = begin(session, "ade", HERE, AT, is_demonstration=False)
    user.password_hash = CHEAP_HASHER.hash("another long password")
    assert complete(session, attempt, AT) is None
    attempt = begin(session, "ade", HERE, AT, is_demonstration=False)
    user.is_active = False
    assert complete(session, attempt, AT) is None
    assert [one.succeeded for one in session.scalars(select(SignInAttempt))] == [False, False]


@pytest.mark.usefixtures("user")
def test_success_is_not_held_against_anybody(session: Session) -> None:
    for _ in range(ATTEMPTS_BEFORE_WAITING + 1):
        assert _in(session)


@pytest.mark.parametrize(
    ("first", "again", "elsewhere"),
    [
        (HERE, HERE, "192.0.2.8"),
        (HERE, f"::ffff:{HERE}", "::ffff:192.0.2.8"),
        ("2001:db8:1:2::3", "2001:db8:1:2:ffff::4", "2001:db8:1:3::3"),
        ("fe80::3%eth0", "fe80::4%eth0", "fe80:0:0:1::3"),
        ("", "", HERE),
    ],
)
def test_an_address_that_tries_many_names_waits_as_well_and_no_other_does(
    session: Session, user: User, first: str, again: str, elsewhere: str
) -> None:
    for number in range(ATTEMPTS_OF_AN_ADDRESS):
        assert _try(session, name=f"nobody{number}", address=first) is None
    with pytest.raises(WaitBeforeTryingError):
        _try(session, name=user.username, address=again)
    assert _try(session, address=elsewhere)
    assert _try(session, address=again, at=AT + WAIT)


@pytest.mark.usefixtures("user")
def test_what_is_refused_makes_nobody_wait_for_longer(session: Session) -> None:
    for _ in range(ATTEMPTS_BEFORE_WAITING):
        _try(session, "wrong")
    for minutes in range(1, 5):
        with pytest.raises(WaitBeforeTryingError):
            _try(session, "wrong", AT + timedelta(minutes=minutes))
    assert _try(session, at=AT + WAIT)


def test_a_session_ends_after_an_idle_hour(session: Session, user: User) -> None:
    token = _in(session)
    assert user_of(session, token, AT + IDLE_LIMIT) is user
    assert user_of(session, token, AT + IDLE_LIMIT + SECOND) is None


def test_a_session_in_use_lasts_until_the_long_day_is_over(session: Session, user: User) -> None:
    token, at = _in(session), AT
    while at + IDLE_LIMIT <= AT + ABSOLUTE_LIMIT:
        at += IDLE_LIMIT
        assert user_of(session, token, at) is user
        touch(session, token, at)
    assert at == AT + ABSOLUTE_LIMIT
    assert user_of(session, token, at + SECOND) is None


@pytest.mark.usefixtures("user")
def test_a_session_that_is_over_is_not_woken_by_touching_it(session: Session) -> None:
    token = _in(session)
    late = AT + IDLE_LIMIT + SECOND
    assert not needs_touch(session, token, late)
    touch(session, token, late)
    assert user_of(session, token, late) is None


@pytest.mark.usefixtures("user")
def test_use_is_written_down_once_a_minute(session: Session) -> None:
    token = _in(session)
    assert not needs_touch(session, token, AT + 60 * SECOND)
    assert needs_touch(session, token, AT + 61 * SECOND)
    touch(session, token, AT + 61 * SECOND)
    assert not needs_touch(session, token, AT + 62 * SECOND)


@pytest.mark.usefixtures("user")
def test_signing_out_ends_that_session_alone(session: Session) -> None:
    here, there = _in(session), _in(session)
    sign_out(session, here, AT)
    sign_out(session, here, AT + SECOND)
    assert user_of(session, here, AT) is None
    assert not needs_touch(session, here, AT + 90 * SECOND)
    assert user_of(session, there, AT) is not None


def test_a_made_up_token_opens_nothing(session: Session) -> None:
    assert user_of(session, "made up", AT) is None
    assert not needs_touch(session, "made up", AT)
    touch(session, "made up", AT)
    sign_out(session, "made up", AT)


def test_demonstration_accounts_open_nowhere_else(session: Session) -> None:
    new = NewUser("demo.ade", "Ade", Role.READER, "Reader", PASSWORD)
    add_demonstration_user(session, new, CHEAP_HASHER.hash(PASSWORD), AT)
    assert _try(session, name="Demo.Ade") is None
    attempt = begin(session, "demo.ade", HERE, AT, is_demonstration=True)
    assert is_right(CHEAP_HASHER, attempt, PASSWORD)
    assert complete(session, attempt, AT)
