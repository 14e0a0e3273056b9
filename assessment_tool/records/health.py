"""What about a database would let saved work be lost, or shows that some already is."""

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, Engine, text

from assessment_tool.records import drift
from assessment_tool.records.engine import Intent, for_intent

SERVER_SETTINGS: Mapping[str, str] = {
    "fsync": "a power cut can destroy the whole database",
    "full_page_writes": "a power cut can leave pages that are half old and half new",
}
"""What an application cannot set by itself on PostgreSQL, and what happens where the server has it off."""


def ailments(engine: Engine) -> list[str]:
    """Everything that is wrong, one line each: settings of the server, damage to the file, shape.

    That the settings of a connection hold is made sure whenever one is opened. Reads every page of a SQLite
    file: seconds for a large one.
    """
    with for_intent(engine, Intent.READ).connect() as connection:
        find = _of_sqlite if connection.dialect.name == "sqlite" else _of_postgresql
        found = [*find(connection)]
    return found + drift.check(engine)


def _of_sqlite(connection: Connection) -> Iterator[str]:
    for line in connection.execute(text("PRAGMA integrity_check")).scalars():
        if line != "ok":
            yield f"damage: {line}. Stop the service and restore the newest backup"
    for row in connection.execute(text("PRAGMA foreign_key_check")):
        yield f"damage: a row of {row[0]} points at a row of {row[2]} that does not exist"


def _of_postgresql(connection: Connection) -> Iterator[str]:
    for name, consequence in SERVER_SETTINGS.items():
        if connection.scalar(text(f"SHOW {name}")) != "on":
            yield f"setting: {name} is off: {consequence}. Set it to on in postgresql.conf"
