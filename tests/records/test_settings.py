"""The settings under which "saved" means on disk stand on every connection."""

import re
import sqlite3
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from assessment_tool.records import (
    UnsupportedDatabaseError,
    connection_settings,
    create_engine_for,
    reading,
    writing,
)
from assessment_tool.records.connection_settings import WeakSettingError
from tests.house.source_tree import package_modules, shown
from tests.postgresql_cluster import Cluster

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPIConnection

SQLITE = {
    "busy_timeout": 10_000,
    "journal_mode": "wal",
    "synchronous": 2,  # FULL
    "foreign_keys": 1,
    "trusted_schema": 0,
    "secure_delete": 1,
    "recursive_triggers": 1,
}
WEAK = {
    "busy_timeout": 0,
    "journal_mode": "delete",
    "synchronous": "normal",
    "foreign_keys": "off",
    "trusted_schema": "on",
    "secure_delete": "off",
    "recursive_triggers": "off",
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


@pytest.mark.parametrize("name", WEAK)
def test_a_sqlite_connection_that_does_not_keep_a_setting_is_refused(tmp_path: Path, name: str) -> None:
    class Disobeying(sqlite3.Cursor):
        """Takes another value than it is given, as SQLite does in silence where it must."""

        def execute(self, sql: str, *_values: Any) -> Any:
            is_this_one = sql.startswith(f"PRAGMA {name} =")
            return super().execute(f"PRAGMA {name} = {WEAK[name]}" if is_this_one else sql)

    class Weak(sqlite3.Connection):
        def cursor(self, *_factory: Any) -> Any:
            return Disobeying(self)

    with (
        closing(sqlite3.connect(tmp_path / "records.sqlite", factory=Weak)) as connection,
        pytest.raises(WeakSettingError, match=f"keeps {name} at"),
    ):
        connection_settings.apply_to_sqlite(cast("DBAPIConnection", connection), ConnectionPoolEntry())


def test_a_file_that_cannot_have_a_write_ahead_log_is_refused() -> None:
    engine = create_engine_for("sqlite://")
    with pytest.raises(WeakSettingError, match="keeps journal_mode at memory, not at wal"), engine.connect():
        pass


@pytest.mark.postgresql
def test_a_postgresql_connection_whose_options_were_dropped_is_refused(
    migrated_cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, weak in (("synchronous_commit", "off"), ("lock_timeout", "0"), ("TimeZone", "Asia/Tokyo")):
        monkeypatch.setattr(connection_settings, "options_of_postgresql", f"-c {name}={weak}".strip)
        engine = create_engine_for(migrated_cluster.url("postgres"))
        with pytest.raises(WeakSettingError, match="options of a PostgreSQL"), engine.connect():
            pass
        engine.dispose()


def test_no_connection_is_made_but_by_the_engine() -> None:
    opening = re.compile(r"\bcreate_engine\(|sqlite3\.connect\(|psycopg\.connect\(")
    found = {shown(file) for file in package_modules() if opening.search(file.read_text(encoding="utf-8"))}
    assert found == {"assessment_tool/records/engine.py"}
