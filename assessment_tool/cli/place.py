"""Where a command finds the instruments and the database."""

from functools import cache
from pathlib import Path

import click
from sqlalchemy import Engine, make_url

from assessment_tool.cli.output import refuse
from assessment_tool.clock import today
from assessment_tool.config import database_url, instrument_dirs
from assessment_tool.definitions.catalogue import Catalogue, Definition, UnknownInstrumentError
from assessment_tool.records import migrate
from assessment_tool.records.engine import create_engine_for
from assessment_tool.resources import instruments_dir

HOW_TO_MIGRATE = "Bring it up to date with: assessment-tool db upgrade"


@cache
def catalogue() -> Catalogue:
    """The instruments that ship, and those of the environment's folders."""
    return Catalogue([instruments_dir(), *instrument_dirs()])


def definition(wanted: str) -> Definition:
    """The instrument named ID (its newest version in use) or ID@VERSION; raises `UnknownInstrumentError`."""
    instrument_id, at_sign, version = wanted.partition("@")
    if at_sign and not version:
        versions = catalogue().versions(instrument_id)
        raise UnknownInstrumentError(wanted, None, [f"{instrument_id}@{one}" for one in versions])
    found = catalogue()
    return found.find(instrument_id, version) if version else found.newest(instrument_id, today())


def new_engine() -> Engine:
    """The database of the environment, which may not be there yet; the folder of a SQLite file is made."""
    file = _sqlite_file()
    if file:
        file.parent.mkdir(parents=True, exist_ok=True)
    return _engine_of_the_command()


def engine() -> Engine:
    """The database of the environment; refuses one that is not there or not migrated."""
    file = _sqlite_file()
    if file and not file.is_file():
        refuse([f"There is no database {file}. {HOW_TO_MIGRATE}"])
    found = _engine_of_the_command()
    stands_at, wanted = migrate.current(found), migrate.head()
    if stands_at != wanted:
        refuse([f"The database stands at {stands_at or 'nothing'}, not at {wanted}. {HOW_TO_MIGRATE}"])
    return found


def _engine_of_the_command() -> Engine:
    """The engine, closed when the command ends."""
    found = create_engine_for(database_url())
    click.get_current_context().call_on_close(found.dispose)
    return found


def _sqlite_file() -> Path | None:
    url = make_url(database_url())
    is_file = url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:"
    return Path(str(url.database)) if is_file else None
