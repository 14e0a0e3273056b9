"""Filling an empty database with rows that were kept elsewhere: as they are, and final from then on."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, exists, func, select, text

from assessment_tool.records.base import Base
from assessment_tool.records.guards import expected

_WRITTEN = text("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY rowid")


def first_filled(connection: Connection) -> str | None:
    """The name of a table that holds a row; None where no table does."""
    for table in Base.metadata.sorted_tables:
        if connection.scalar(select(exists().select_from(table))):
            return table.name
    return None


@contextmanager
def guards_aside(connection: Connection) -> Iterator[None]:
    """Within it a final row can be put in beside what it rests on; afterwards every guard stands again.

    All within the one transaction: whatever goes wrong, the guards were never away. Needs the owner of the
    tables.
    """
    aside = _aside_on_sqlite if connection.dialect.name == "sqlite" else _aside_on_postgresql
    with aside(connection):
        yield


def count_on(connection: Connection) -> None:
    """Let the next row of each table have a number beyond those that were put in."""
    if connection.dialect.name == "sqlite":
        return
    for table in Base.metadata.sorted_tables:
        if "id" in table.columns:
            highest = select(func.max(table.c.id)).scalar_subquery()
            sequence = func.pg_get_serial_sequence(table.name, "id")
            connection.execute(select(func.setval(sequence, func.coalesce(highest, 1), highest.is_not(None))))


@contextmanager
def _aside_on_sqlite(connection: Connection) -> Iterator[None]:
    ours = {name for table in Base.metadata.sorted_tables for name in expected("sqlite", table)}
    written = [one for one in connection.execute(_WRITTEN) if one.name in ours]
    for one in written:
        connection.exec_driver_sql(f"DROP TRIGGER {one.name}")
    yield
    for one in written:
        connection.exec_driver_sql(one.sql)


@contextmanager
def _aside_on_postgresql(connection: Connection) -> Iterator[None]:
    for verb in ("DISABLE", "ENABLE"):
        for table in Base.metadata.sorted_tables:
            connection.exec_driver_sql(f"ALTER TABLE {table.name} {verb} TRIGGER USER")
        if verb == "DISABLE":
            yield
