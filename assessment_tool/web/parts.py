"""What pages need of the application: settings, database, instruments, password hasher, printer."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import cast

from argon2 import PasswordHasher
from flask import Flask, current_app, g
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from assessment_tool.config import Settings
from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.jobs.render_pool import RenderPool
from assessment_tool.records.engine import Intent, sessions, writing


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one running application."""

    settings: Settings
    engine: Engine
    catalogue: Catalogue
    hasher: PasswordHasher
    printer: RenderPool


def parts() -> Parts:
    """The parts of the application that answers this request."""
    return cast("Parts", current_app.extensions["parts"])


def reading_session() -> Session:
    """This request's session for reading: one steady view, opened when first asked for.

    The database itself refuses to write in it.
    """
    if "reading_session" not in g:
        g.reading_session = sessions(parts().engine, Intent.READ)()
    return cast("Session", g.reading_session)


@contextmanager
def transaction() -> Iterator[Session]:
    """The one transaction of a request that changes something: committed at the end of the block.

    Closes the reading session first, so that no request waits for itself. Any exception rolls back.
    """
    close_reading_session()
    with writing(parts().engine) as session:
        yield session


def close_reading_session(_error: BaseException | None = None) -> None:
    """End this request's reading, if it began."""
    session = g.pop("reading_session", None)
    if session is not None:
        session.close()


def register(app: Flask) -> None:
    """End the reading session with every request."""
    app.teardown_appcontext(close_reading_session)
