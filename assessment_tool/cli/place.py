"""Where a command finds the instruments and the database."""

from functools import cache
from pathlib import Path

from sqlalchemy import Engine, make_url

from assessment_tool.config import database_url, instrument_dirs
from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.records.engine import create_engine_for
from assessment_tool.resources import instruments_dir


@cache
def catalogue() -> Catalogue:
    """The instruments that ship, and those of the environment's folders."""
    return Catalogue([instruments_dir(), *instrument_dirs()])


@cache
def engine() -> Engine:
    """The database of the environment; the folder of a SQLite file is made where it is missing."""
    url = make_url(database_url())
    if url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    return create_engine_for(url.render_as_string(hide_password=False))
