"""Rows as lines of text that are the same on both databases: what was stored, and nothing made of it."""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Date,
    Integer,
    LargeBinary,
    Row,
    Table,
    Text,
    select,
    type_coerce,
)
from sqlalchemy.orm import Session

from assessment_tool.records.column_types import OneOf, UTCDateTime

AT_ONCE = 200
"""Rows in memory at a time: some hold a document."""


def lines_of(session: Session, table: Table) -> Iterator[bytes]:
    """Every row by its key, each as a JSON list in the order of the columns."""
    columns = [_as_stored(column) for column in table.columns]
    query = select(*columns).order_by(*_keys(session, table)).execution_options(yield_per=AT_ONCE)
    with session.connection().execute(query) as rows:
        for row in rows:
            yield _line(row)


def row_of(table: Table, line: bytes) -> dict[str, Any]:
    """The row that the line tells; raises ValueError or TypeError where it is none of this table's."""
    values = json.loads(line)
    if not isinstance(values, list) or len(values) != len(table.columns):
        raise ValueError(f"a line is no row of {table.name}")
    return {column.name: _value(column, told) for column, told in zip(table.columns, values, strict=True)}


def _as_stored(column: Column[Any]) -> ColumnElement[Any]:
    """Words of a closed set are read without being understood: what somebody else put there is kept too."""
    return type_coerce(column, Text()) if isinstance(column.type, OneOf) else column


def _keys(session: Session, table: Table) -> Iterator[ColumnElement[Any]]:
    """The primary key, in which text has the order of its bytes, whatever the server's language."""
    is_postgresql = session.get_bind().dialect.name == "postgresql"
    for column in table.primary_key:
        yield column.collate("C") if is_postgresql and isinstance(column.type, Text) else column


def _line(row: Row[Any]) -> bytes:
    return json.dumps([*map(_told, row)], ensure_ascii=False, separators=(",", ":")).encode()


def _told(value: Any) -> Any:  # noqa: ANN401 - whatever a column holds
    match value:
        case bytes():
            return b64encode(value).decode()
        case date():  # an instant too
            return value.isoformat()
        case _:
            return value


def _value(column: Column[Any], told: Any) -> Any:  # noqa: ANN401 - whatever a column holds
    if told is None:
        return None
    match column.type:
        case UTCDateTime():
            return datetime.fromisoformat(told)
        case Date():
            return date.fromisoformat(told)
        case LargeBinary():
            return b64decode(told, validate=True)
        case Integer() | Boolean() if isinstance(told, int):
            return told
        case Text() | OneOf() if isinstance(told, str):
            return told
    raise ValueError(f"{column} cannot hold what a line says")
