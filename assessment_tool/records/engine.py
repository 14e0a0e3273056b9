"""The database: settings under which "saved" means on disk, and transactions for reading and for writing."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

import psycopg.errors
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.pool import ConnectionPoolEntry

WAIT_SECONDS = 10
"""How long a writer waits for another one before `BusyError`."""

SQLITE_SETTINGS = {
    "busy_timeout": WAIT_SECONDS * 1000,
    "journal_mode": "wal",
    "synchronous": "full",
    "foreign_keys": "on",
    "trusted_schema": "off",
    "secure_delete": "on",
    "recursive_triggers": "on",
}
"""Set on every SQLite connection. FULL: a commit survives a power cut. recursive_triggers: without it,
INSERT OR REPLACE would delete a signed row without asking the trigger that forbids deletion."""

POSTGRESQL_SETTINGS = {
    "timezone": "UTC",
    "synchronous_commit": "on",
    "lock_timeout": f"{WAIT_SECONDS}s",
}
"""Sent with every PostgreSQL connection, so that a server's own defaults cannot weaken them."""

_OVERTAKEN = (psycopg.errors.SerializationFailure, psycopg.errors.DeadlockDetected)
_PRIMARY = 0xFF  # the low byte of SQLite's extended error codes is the plain one


class Intent(StrEnum):
    """What a transaction is for; given as the execution option `intent`."""

    READ = "read"
    """A steady view of the data; the database refuses writes."""
    WRITE = "write"
    """On SQLite BEGIN IMMEDIATE: a writer waits for its turn at the start and never fails in the middle."""


class UnsupportedDatabaseError(ValueError):
    """A database of a make that is not supported."""

    def __init__(self, make: str) -> None:
        super().__init__(f"The database must be sqlite or postgresql, not {make}.")
        self.make = make


class StaleError(Exception):
    """Somebody else changed the record first; nothing was saved. Read it again and decide."""


class BusyError(StaleError):
    """Other writers held the database too long; nothing was saved. The same may be sent again as it is."""


def create_engine_for(url: str) -> Engine:
    """An engine for `sqlite:///path` or `postgresql://…` with the settings above on every connection.

    Raises `UnsupportedDatabaseError` for any other make. Nothing is created or migrated.
    """
    address = make_url(url)
    match address.get_backend_name():
        case "sqlite":
            return _sqlite(address)
        case "postgresql":
            return _postgresql(address)
        case make:
            raise UnsupportedDatabaseError(make)


def for_intent(engine: Engine, intent: Intent) -> Engine:
    """The same engine and pool, whose transactions begin for the intent."""
    if engine.dialect.name == "postgresql" and intent is Intent.READ:
        return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return engine.execution_options(intent=intent)


def sessions(engine: Engine, intent: Intent = Intent.WRITE) -> sessionmaker[Session]:
    """A maker of sessions for the intent; whoever makes one commits and closes it, and maps no errors."""
    return sessionmaker(for_intent(engine, intent), expire_on_commit=False)


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session with a steady view of the data, in which the database itself refuses to write."""
    with sessions(engine, Intent.READ)() as session:
        yield session


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """One transaction: committed at the end, rolled back by any exception.

    Raises `StaleError` when another writer came first, and `BusyError` when one did not make room in time,
    the same on both databases. On PostgreSQL, read with `with_for_update=True` what you are about to decide
    upon (on SQLite the whole database is already ours).
    """
    with (
        overtaken(),
        Session(for_intent(engine, Intent.WRITE), expire_on_commit=False) as session,
        session.begin(),
    ):
        yield session


@contextmanager
def overtaken() -> Iterator[None]:
    """Turn what the two databases say when writers meet into `StaleError` or `BusyError`."""
    try:
        yield
    except StaleDataError as error:
        raise StaleError from error
    except OperationalError as error:
        meaning = _meaning(error.orig)
        if meaning is None:
            raise
        raise meaning from error


def _sqlite(address: URL) -> Engine:
    engine = create_engine(address)
    event.listen(engine, "connect", _apply_sqlite_settings)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _postgresql(address: URL) -> Engine:
    options = " ".join(f"-c {name}={value}" for name, value in POSTGRESQL_SETTINGS.items())
    return create_engine(
        address.set(drivername="postgresql+psycopg"),
        connect_args={"options": options},
        pool_pre_ping=True,
    )


def _apply_sqlite_settings(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver would begin transactions by its own rules, and not for DDL
    cursor = connection.cursor()
    for name, value in SQLITE_SETTINGS.items():
        cursor.execute(f"PRAGMA {name} = {value}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    intent = connection.get_execution_options().get("intent")
    connection.exec_driver_sql(f"PRAGMA query_only = {'on' if intent is Intent.READ else 'off'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if intent is Intent.WRITE else "BEGIN")


def _meaning(cause: BaseException | None) -> StaleError | None:
    """What a driver's error says about other writers, or None where it is about something else."""
    sqlite_code = getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_OK)
    if isinstance(cause, _OVERTAKEN) or sqlite_code == sqlite3.SQLITE_BUSY_SNAPSHOT:
        return StaleError()
    if isinstance(cause, psycopg.errors.LockNotAvailable) or sqlite_code & _PRIMARY == sqlite3.SQLITE_BUSY:
        return BusyError()
    return None
