"""Rows of which there is one for each key, whoever comes first: written once, and no fault for the second."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import literal_column
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from assessment_tool.records.base import Base

_INSERT: Mapping[str, Callable[..., postgresql.Insert | sqlite.Insert]] = {
    "postgresql": postgresql.insert,
    "sqlite": sqlite.insert,
}


def add_unless_there(session: Session, table: type[Base], **values: Any) -> bool:  # noqa: ANN401 - any column's
    """Write the row, unless one with the same unique key is there; tell whether it was written.

    Where another transaction is just writing that key, this one waits until it is over; on PostgreSQL it
    then sees what the other wrote (on SQLite the whole database is already ours).
    """
    insert = _INSERT[session.get_bind().dialect.name](table.__table__)
    return (
        session.scalar(insert.values(**values).on_conflict_do_nothing().returning(literal_column("1")))
        is not None
    )
