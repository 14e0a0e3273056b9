"""Where the database differs from what the records say: tables, words of closed sets, and guards."""

import re
from collections.abc import Iterator

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import CheckConstraint, Connection, Engine, Inspector, Table, inspect, text

from assessment_tool.records.base import Base
from assessment_tool.records.engine import Intent, for_intent
from assessment_tool.records.guards import expected

_TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O'",
}


def check(engine: Engine) -> list[str]:
    """What differs, one line each; an empty list where the database is as the records say."""
    with for_intent(engine, Intent.READ).connect() as connection:
        return [*_shape(connection), *_checks(connection), *_guards(connection)]


def _shape(connection: Connection) -> Iterator[str]:
    options = {"compare_type": True, "compare_server_default": True}
    context = MigrationContext.configure(connection, opts=options)
    for difference in compare_metadata(context, Base.metadata):
        yield f"shape: {difference}"


def _checks(connection: Connection) -> Iterator[str]:
    """Alembic does not compare CHECK constraints; their names and the words they quote are compared here."""
    inspector = inspect(connection)
    for table in Base.metadata.sorted_tables:
        if inspector.has_table(table.name):
            wanted, found = _wanted_checks(table), _found_checks(inspector, table)
            for name in sorted(wanted.keys() | found.keys()):
                if wanted.get(name) != found.get(name):
                    yield f"check {name}: {wanted.get(name)} expected, {found.get(name)} found"


def _wanted_checks(table: Table) -> dict[str, frozenset[str]]:
    checks = (constraint for constraint in table.constraints if isinstance(constraint, CheckConstraint))
    return {str(check.name): _words(str(check.sqltext)) for check in checks}


def _found_checks(inspector: Inspector, table: Table) -> dict[str, frozenset[str]]:
    checks = inspector.get_check_constraints(table.name)
    return {str(check["name"]): _words(check["sqltext"]) for check in checks}


def _words(sql: str) -> frozenset[str]:
    return frozenset(re.findall(r"'([^']*)'", sql))


def _guards(connection: Connection) -> Iterator[str]:
    make = connection.dialect.name
    found = set(connection.execute(text(_TRIGGERS[make])).scalars())
    for table in Base.metadata.sorted_tables:
        for name in sorted(expected(make, table) - found):
            yield f"guard {name}: missing"
