"""The database: settings under which "saved" means on disk, and transactions for reading and for writing."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

import psycopg.errors
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.exc import StaleDataError

from assessment_tool.records import connection_settings

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
    """An engine for `sqlite:///path` or `postgresql://…` with `connection_settings` on every connection.

    Raises `UnsupportedDatabaseError` for any other make. Nothing is created or migrated. Connecting raises
    `connection_settings.WeakSettingError` where one of the settings did not hold.
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
    event.listen(engine, "connect", connection_settings.apply_to_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _postgresql(address: URL) -> Engine:
    engine = create_engine(
        address.set(drivername="postgresql+psycopg"),
        connect_args={"options": connection_settings.options_of_postgresql()},
        pool_pre_ping=True,
    )
    event.listen(engine, "connect", connection_settings.require_of_postgresql)
    return engine


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
