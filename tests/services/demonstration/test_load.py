"""Loading: once, into an empty database, through the services, on any day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from assessment_tool.clock import today
from assessment_tool.core.permissions import Role
from assessment_tool.records.chronology import FamilyEvent
from assessment_tool.records.engine import reading, writing
from assessment_tool.records.families import Family
from assessment_tool.records.users import User
from assessment_tool.services.access import families_of
from assessment_tool.services.assessments.rescore import rescore
from assessment_tool.services.demonstration.accounts import ACCOUNTS
from assessment_tool.services.demonstration.load import OtherUsersError
from assessment_tool.services.staff import NewUser, add_user
from tests.services.demonstration.conftest import CHEAP_HASHER, LOADED_AT, actor, load_into


def count(session: Session, record: type[User | Family | FamilyEvent]) -> int:
    return session.scalar(select(func.count()).select_from(record)) or 0


def test_it_loads_on_both_databases_and_a_second_time_changes_nothing(engine: Engine) -> None:
    assert load_into(engine)
    with reading(engine) as session:
        before = count(session, User), count(session, Family), count(session, FamilyEvent)
    assert not load_into(engine, LOADED_AT + timedelta(days=90))
    with reading(engine) as session:
        assert (count(session, User), count(session, Family), count(session, FamilyEvent)) == before


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 3, 2, 0, 30, tzinfo=UTC),
        datetime(2026, 3, 8, 23, 30, tzinfo=UTC),
        datetime(2028, 2, 29, 12, 0, tzinfo=UTC),
        datetime(2026, 11, 30, 12, 0, tzinfo=UTC),
    ],
)
def test_it_loads_on_any_day(sqlite_engine: Engine, at: datetime) -> None:
    assert load_into(sqlite_engine, at)


def test_a_database_with_other_users_is_refused_and_left_alone(sqlite_engine: Engine) -> None:
    new = NewUser("real.person", "Real Person", Role.AUDITOR, "Auditor", "a long enough password")
    with writing(sqlite_engine) as session:
        add_user(session, CHEAP_HASHER, new, LOADED_AT)
    with pytest.raises(OtherUsersError, match="1 users already"):
        load_into(sqlite_engine)
    with reading(sqlite_engine) as session:
        assert count(session, Family) == 0


def test_there_is_one_account_for_every_role_and_a_second_social_worker(loaded: Session) -> None:
    roles = [user.role for user in loaded.scalars(select(User))]
    assert set(roles) == set(Role)
    assert roles.count(Role.SOCIAL_WORKER) == 2
    assert len(roles) == len(ACCOUNTS) == len(Role) + 1


def test_a_worker_sees_their_own_families_and_not_the_other_workers(loaded: Session) -> None:
    def names(username: str) -> list[str]:
        return [one.name for one in families_of(loaded, actor(loaded, username), LOADED_AT)]

    assert names("demo.worker") == ["Hollis", "Sands"]
    assert names("demo.worker2") == ["Quill"]
    assert names("demo.supervisor") == ["Hollis", "Quill", "Sands"]
    assert names("demo.admin") == names("demo.auditor") == []


def test_every_stored_result_comes_out_again(loaded: Session) -> None:
    rescored = rescore(loaded)
    assert rescored.checked >= 14
    assert rescored.differences == []


def test_nothing_happened_in_the_last_three_days_and_the_story_covers_eighteen_months(
    loaded: Session,
) -> None:
    first, last = loaded.execute(
        select(func.min(FamilyEvent.happened_on), func.max(FamilyEvent.happened_on))
    ).one()
    assert today(LOADED_AT) - last >= timedelta(days=3)
    assert timedelta(days=540) < last - first < timedelta(days=600)


def test_registrations_were_checked_before_the_first_signature_and_hold_today(loaded: Session) -> None:
    for username in ("demo.worker", "demo.worker2", "demo.supervisor"):
        one = actor(loaded, username)
        assert one.is_registered_on(date(2024, 10, 1))
        assert one.is_registered_on(today(LOADED_AT))
