"""How many statements some work sends to the database; the audit's own are counted by its own tests."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, event

from assessment_tool.web.audited import APART


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    """The statements that are sent within it, as they are sent."""
    statements: list[str] = []

    def note(connection: Connection, _cursor: object, statement: str, *_others: object) -> None:
        if not is_of_the_audit(connection, statement):
            statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


def is_of_the_audit(connection: Connection, statement: str) -> bool:
    """Whether the statement appends to the audit, in a transaction of its own or at the end of another's."""
    return connection.get_execution_options().get("apart") == APART or "audit_entries" in statement
