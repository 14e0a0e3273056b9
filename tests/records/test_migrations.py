"""Migrations: up, down, and with data; one head; all or nothing; and never away from what was recorded."""

from itertools import pairwise
from pathlib import Path
from shutil import copytree
from threading import Barrier, Thread

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text
from sqlalchemy.orm import Session

from assessment_tool.records import Base, Family, Revision, create_engine_for, reading, writing
from assessment_tool.records.drift import check
from assessment_tool.records.guards import WouldLoseRecordsError
from assessment_tool.records.migrate import (
    MIGRATIONS,
    BrokenReferenceError,
    current,
    downgrade,
    draft,
    head,
    upgrade,
)
from tests.records.one_of_everything import (
    AT,
    a_person,
    a_revision,
    a_worker,
    an_assessment,
    store_one_of_everything,
)

STEPS = [script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()][::-1]


_TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
}


def _tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names())


def _shape(engine: Engine) -> set[tuple[str, ...]]:
    """Every column and every trigger."""
    inspector = inspect(engine)
    columns = {
        (table, str(column["name"]), str(column["type"]), str(column["nullable"]))
        for table in inspector.get_table_names()
        for column in inspector.get_columns(table)
    }
    with engine.connect() as connection:
        triggers = connection.scalars(text(_TRIGGERS[engine.dialect.name])).all()
    return columns | {("trigger", name) for name in triggers}


def test_there_is_one_head_and_the_steps_are_numbered_in_order() -> None:
    assert len(ScriptDirectory(str(MIGRATIONS)).get_heads()) == 1
    assert [f"{number:04}" for number in range(1, len(STEPS) + 1)] == STEPS
    assert head() == STEPS[-1]


def test_an_empty_database_stands_before_the_first_step(empty_engine: Engine) -> None:
    assert current(empty_engine) is None


def test_up_then_nothing_differs_from_what_the_records_say(empty_engine: Engine) -> None:
    upgrade(empty_engine)
    assert (current(empty_engine), check(empty_engine)) == (head(), [])


def test_up_twice_is_up_once(empty_engine: Engine) -> None:
    upgrade(empty_engine)
    upgrade(empty_engine)
    assert check(empty_engine) == []


@pytest.mark.parametrize(("before", "step"), [*pairwise(STEPS)])
def test_each_step_goes_up_down_and_up_again(empty_engine: Engine, before: str, step: str) -> None:
    upgrade(empty_engine, before)
    without = _shape(empty_engine)
    upgrade(empty_engine, step)
    there = _shape(empty_engine)
    downgrade(empty_engine, "-1")
    assert _shape(empty_engine) == without
    upgrade(empty_engine, step)
    assert _shape(empty_engine) == there


def test_all_the_way_down_leaves_nothing_behind(engine: Engine) -> None:
    downgrade(engine, "base")
    assert _tables(engine) == {"alembic_version"}
    upgrade(engine)
    assert check(engine) == []


def test_going_down_with_records_is_refused_and_loses_nothing(engine: Engine) -> None:
    with writing(engine) as session:
        store_one_of_everything(session)
    with pytest.raises(WouldLoseRecordsError):
        downgrade(engine, "base")
    assert (current(engine), check(engine)) == (head(), [])
    with reading(engine) as session:
        counts = {
            table.name: session.scalar(text(f"SELECT count(*) FROM {table.name}"))  # noqa: S608 - our own names
            for table in Base.metadata.sorted_tables
        }
    assert min(counts.values()) == 1


def an_observed_draft(session: Session) -> Revision:
    """A draft that says how often care was observed, and nothing that a later step would keep."""
    worker = a_worker(session)
    family = Family(reference="F-0001", name="Example", created_at=AT)
    session.add(family)
    people = a_person(session, worker, "Robin"), a_person(session, worker, "Sam")
    revision = a_revision(an_assessment(session, worker, family, *people), worker, number=1)
    revision.times_observed = 3
    return revision


def test_how_often_was_observed_is_not_forgotten_by_going_down(engine: Engine) -> None:
    with writing(engine) as session:
        session.add(an_observed_draft(session))
    with pytest.raises(WouldLoseRecordsError, match="revisions"):
        downgrade(engine, "0010")
    assert (current(engine), check(engine)) == (head(), [])


def test_why_it_was_observed_for_longer_is_not_forgotten_by_going_down(engine: Engine) -> None:
    with writing(engine) as session:
        draft = an_observed_draft(session)
        draft.times_observed, draft.why_longer = None, "He was seen for an hour a month."
        session.add(draft)
    with pytest.raises(WouldLoseRecordsError, match="revisions"):
        downgrade(engine, "0020")
    assert (current(engine), check(engine)) == (head(), [])


def test_a_refusal_half_way_down_takes_back_the_steps_before_it(engine: Engine) -> None:
    """The newest tables are empty and are dropped first; when an older step refuses, they are back."""
    with writing(engine) as session:
        session.execute(
            text("INSERT INTO families (reference, name, created_at) VALUES ('F', 'F', '2025-01-01')")
        )
    with pytest.raises(WouldLoseRecordsError, match="families"):
        downgrade(engine, "base")
    assert (current(engine), check(engine)) == (head(), [])


def test_two_servers_that_start_at_once_take_turns(empty_engine: Engine) -> None:
    barrier = Barrier(2)
    failures: list[Exception] = []

    def start() -> None:
        barrier.wait()
        try:
            upgrade(empty_engine)
        except Exception as failure:  # noqa: BLE001 - a thread's exception is shown by the assertion
            failures.append(failure)

    threads = [Thread(target=start) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (failures, check(empty_engine)) == ([], [])


def test_rows_that_point_at_nothing_stop_a_migration_on_sqlite(sqlite_engine: Engine) -> None:
    with sqlite_engine.connect() as connection:
        connection.connection.cursor().execute("PRAGMA foreign_keys = off")
        connection.execute(
            text(
                "INSERT INTO persons (name, recorded_by_id, recorded_at)"
                " VALUES ('P', 999, '2025-01-01 00:00:00')"
            )
        )
        connection.commit()
        connection.invalidate()
    with pytest.raises(BrokenReferenceError, match="persons"):
        upgrade(sqlite_engine)


def test_after_migrating_the_connection_holds_to_foreign_keys_again(sqlite_engine: Engine) -> None:
    upgrade(sqlite_engine)
    with sqlite_engine.connect() as connection:
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1


def test_a_drafted_migration_carries_the_rules_and_plain_types(tmp_path: Path) -> None:
    folder = copytree(MIGRATIONS, tmp_path / "migrations")
    for version in folder.glob("versions/0*.py"):
        version.unlink()
    engine = create_engine_for(f"sqlite:///{tmp_path / 'empty.sqlite'}")
    written = draft(engine, "All of it", folder)
    engine.dispose()
    content = written.read_text(encoding="utf-8")
    assert written.name == "0001_all_of_it.py"
    assert "The rules of a migration:" in content
    assert "sa.DateTime(timezone=True)" in content
    assert "UTCDateTime" not in content
    assert "OneOf" not in content


def test_every_table_says_how_its_rows_are_kept() -> None:
    assert [table.name for table in Base.metadata.sorted_tables if "kept" not in table.info] == []


def test_data_survives_an_upgrade_that_has_nothing_to_do(engine: Engine) -> None:
    with writing(engine) as session:
        family_id = store_one_of_everything(session).family.id
    upgrade(engine)
    with reading(engine) as session:
        assert session.get_one(Family, family_id).reference == "F-0001"
