"""Brings the database to the shape the application expects, and tells where it differs."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from assessment_tool.records.engine import Intent, for_intent

MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 20_260_101  # any number will do, as long as every server asks for the same one


class BrokenReferenceError(Exception):
    """After migrating, rows point at rows that do not exist; nothing of the migration was kept."""

    def __init__(self, tables: list[str]) -> None:
        super().__init__(f"Rows of {', '.join(tables)} point at rows that do not exist.")
        self.tables = tables


def upgrade(engine: Engine, to: str = "head") -> None:
    """Migrate forwards in one transaction: all steps are kept, or none. Does nothing where nothing is to do.

    Two servers that start at the same moment take turns.
    """
    with _migrating(engine) as connection:
        command.upgrade(_config(connection), to)


def downgrade(engine: Engine, to: str) -> None:
    """Migrate backwards in one transaction. Below the first migration only from an empty database."""
    with _migrating(engine) as connection:
        command.downgrade(_config(connection), to)


def current(engine: Engine) -> str | None:
    """The migration at which the database stands; None before the first."""
    with for_intent(engine, Intent.READ).connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def head() -> str:
    """The newest migration; raises where two branches were merged without joining them."""
    found = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    if found is None:
        raise FileNotFoundError(MIGRATIONS)
    return found


def draft(engine: Engine, about: str, folder: Path = MIGRATIONS) -> Path:
    """Write the next migration: what the records say and a migrated database lacks; to be read and mended.

    For developers: `draft(create_engine_for("sqlite:///migrated.sqlite"), "remember the team")`.
    """
    with engine.connect() as connection:
        config = _config(connection, folder)
        number = len(list(ScriptDirectory.from_config(config).walk_revisions())) + 1
        command.revision(config, about, autogenerate=True, rev_id=f"{number:04}")
    return next(folder.glob(f"versions/{number:04}_*.py"))


def _config(connection: Connection, folder: Path = MIGRATIONS) -> Config:
    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config


@contextmanager
def _migrating(engine: Engine) -> Iterator[Connection]:
    if engine.dialect.name == "sqlite":
        with _without_foreign_keys(engine) as connection, connection.begin():
            yield connection
            _refuse_broken_references(connection)
    else:
        with engine.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            yield connection


@contextmanager
def _without_foreign_keys(engine: Engine) -> Iterator[Connection]:
    """Let SQLite rebuild tables, its way of altering them, which foreign keys would refuse.

    They cannot be switched off inside a transaction, and are checked as a whole before it ends.
    """
    with for_intent(engine, Intent.WRITE).connect() as connection:
        cursor = connection.connection.cursor()
        cursor.execute("PRAGMA foreign_keys = off")
        try:
            yield connection
        finally:
            cursor.execute("PRAGMA foreign_keys = on")
            cursor.close()


def _refuse_broken_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").scalars().all()
    if broken:
        raise BrokenReferenceError(sorted(set(broken)))
