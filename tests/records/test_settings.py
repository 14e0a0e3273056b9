"""The settings under which "saved" means on disk stand on every connection."""

import sqlite3
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from assessment_tool.records import UnsupportedDatabaseError, create_engine_for, reading, writing

SQLITE = {
    "busy_timeout": 10_000,
    "journal_mode": "wal",
    "synchronous": 2,  # FULL
    "foreign_keys": 1,
    "trusted_schema": 0,
    "secure_delete": 1,
    "recursive_triggers": 1,
}
POSTGRESQL = {"synchronous_commit": "on", "lock_timeout": "10s", "TimeZone": "UTC"}


def _settings(connection: Connection) -> dict[str, object]:
    if connection.dialect.name == "sqlite":
        return {name: connection.scalar(text(f"PRAGMA {name}")) for name in SQLITE}
    return {name: connection.scalar(text(f"SHOW {name}")) for name in POSTGRESQL}


def test_every_connection_of_the_pool_has_the_settings(engine: Engine) -> None:
    expected = SQLITE if engine.dialect.name == "sqlite" else POSTGRESQL
    with ExitStack() as stack:
        connections = [stack.enter_context(engine.connect()) for _ in range(4)]
        assert [_settings(connection) for connection in connections] == [expected] * 4


def test_reading_and_writing_have_the_settings_too(engine: Engine) -> None:
    expected = SQLITE if engine.dialect.name == "sqlite" else POSTGRESQL
    with reading(engine) as session:
        assert _settings(session.connection()) == expected
    with writing(engine) as session:
        assert _settings(session.connection()) == expected


def test_write_ahead_logging_is_kept_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "records.sqlite"
    engine = create_engine_for(f"sqlite:///{file}")
    with engine.connect():
        pass
    engine.dispose()
    connection = sqlite3.connect(file)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


def test_a_reading_session_cannot_write(engine: Engine) -> None:
    with pytest.raises(DBAPIError, match=r"readonly|read-only"), reading(engine) as session:
        session.execute(text("DELETE FROM submissions"))


def test_a_connection_that_was_read_from_can_be_written_to_afterwards(engine: Engine) -> None:
    statement = text("UPDATE submissions SET route = ''")
    for _ in range(2):
        with reading(engine) as session:
            session.scalar(text("SELECT 1"))
        with writing(engine) as session:
            session.execute(statement)
        with engine.begin() as connection:
            connection.execute(statement)


def test_a_plain_postgresql_address_means_the_driver_that_is_installed() -> None:
    engine = create_engine_for("postgresql://someone@localhost/records")
    assert (engine.dialect.name, engine.dialect.driver) == ("postgresql", "psycopg")


def test_another_make_of_database_is_refused() -> None:
    with pytest.raises(UnsupportedDatabaseError, match="mysql"):
        create_engine_for("mysql://localhost/records")
