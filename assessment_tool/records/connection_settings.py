"""The settings under which "saved" means on disk: put on every connection, and read back from it."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

WAIT_SECONDS = 10
"""How long a writer waits for another one before `BusyError`."""

SQLITE: Mapping[str, object] = MappingProxyType(
    {
        "busy_timeout": WAIT_SECONDS * 1000,
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "secure_delete": 1,
        "recursive_triggers": 1,
    }
)
"""Set on every SQLite connection. synchronous 2, FULL: a commit survives a power cut. recursive_triggers:
without it, INSERT OR REPLACE would delete a signed row without asking the trigger that forbids deletion."""

POSTGRESQL: Mapping[str, object] = MappingProxyType(
    {
        "TimeZone": "UTC",
        "synchronous_commit": "on",
        "lock_timeout": f"{WAIT_SECONDS}s",
    }
)
"""Sent with every PostgreSQL connection, so that a server's own defaults cannot weaken them."""


class WeakSettingError(Exception):
    """A database that does not keep a setting which it was given: nothing is written to it."""

    def __init__(self, name: str, wanted: object, found: object) -> None:
        super().__init__(
            f"The database keeps {name} at {found}, not at {wanted}, so that what is saved could be lost. "
            "Keep a SQLite file on a local disk; let no pooler drop the options of a PostgreSQL connection."
        )
        self.name = name


def apply_to_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    """Set all of them, and make sure: SQLite passes over in silence what it cannot keep."""
    connection.isolation_level = None  # the driver would begin transactions by its own rules, and not for DDL
    cursor = connection.cursor()
    for name, value in SQLITE.items():
        cursor.execute(f"PRAGMA {name} = {value}")
    for name, value in SQLITE.items():
        cursor.execute(f"PRAGMA {name}")
        _require(name, value, cursor.fetchone())
    cursor.close()


def options_of_postgresql() -> str:
    """The settings as the words with which a connection begins."""
    return " ".join(f"-c {name}={value}" for name, value in POSTGRESQL.items())


def require_of_postgresql(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    """Make sure that they arrived: a pooler in between may drop them."""
    cursor = connection.cursor()
    for name, value in POSTGRESQL.items():
        cursor.execute(f"SHOW {name}")
        _require(name, value, cursor.fetchone())
    cursor.close()
    connection.rollback()


def _require(name: str, wanted: object, row: Sequence[object] | None) -> None:
    found = row[0] if row else None
    if found != wanted:
        raise WeakSettingError(name, wanted, found)
