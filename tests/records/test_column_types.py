"""Instants name their time zone, and words come from their closed set, on both databases."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm import Session

from assessment_tool.core.permissions import Role
from assessment_tool.records import Family
from tests.records.one_of_everything import a_worker

IN_THE_HOUR_THAT_COMES_TWICE = datetime(2025, 10, 26, 0, 30, 15, 123456, tzinfo=UTC)


def _stored(session: Session, at: datetime) -> datetime:
    family = Family(reference="F-0001", name="Example", created_at=at)
    session.add(family)
    session.flush()
    session.expire(family)
    return family.created_at


def test_an_instant_comes_back_aware_in_utc_to_the_microsecond(session: Session) -> None:
    read = _stored(session, IN_THE_HOUR_THAT_COMES_TWICE)
    assert (read, read.tzinfo) == (IN_THE_HOUR_THAT_COMES_TWICE, UTC)


def test_an_instant_of_another_zone_is_the_same_instant_in_utc(session: Session) -> None:
    elsewhere = IN_THE_HOUR_THAT_COMES_TWICE.astimezone(timezone(timedelta(hours=-5)))
    read = _stored(session, elsewhere)
    assert (read, read.tzinfo) == (elsewhere, UTC)


def test_a_naive_instant_is_refused(session: Session) -> None:
    with pytest.raises(StatementError, match="names no time zone"):
        _stored(session, datetime(2025, 6, 30, 12))  # noqa: DTZ001 - what is refused


def test_an_instant_can_be_compared_in_a_query(session: Session) -> None:
    _stored(session, IN_THE_HOUR_THAT_COMES_TWICE)
    later = IN_THE_HOUR_THAT_COMES_TWICE.astimezone(timezone(timedelta(hours=3))) + timedelta(seconds=1)
    assert session.query(Family).filter(Family.created_at < later).count() == 1
    assert session.query(Family).filter(Family.created_at > later).count() == 0


def test_a_word_comes_back_as_a_member_of_its_set(session: Session) -> None:
    worker = a_worker(session)
    session.expire(worker)
    assert worker.role is Role.SOCIAL_WORKER


def test_a_word_outside_the_set_is_refused_before_it_is_sent(session: Session) -> None:
    worker = a_worker(session)
    worker.role = "wizard"  # type: ignore[assignment]  # what is refused
    with pytest.raises(StatementError, match="wizard"):
        session.flush()


def test_a_word_outside_the_set_is_refused_by_the_database_itself(session: Session) -> None:
    a_worker(session)
    with pytest.raises(IntegrityError, match="ck_users_role"):
        session.execute(text("UPDATE users SET role = 'wizard'"))
