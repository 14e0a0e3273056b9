"""What pages need of the application: settings, database, instruments, password hasher, vault, printer."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import cast

from argon2 import PasswordHasher
from flask import Flask, current_app, g
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from assessment_tool.config import Settings
from assessment_tool.core.audit_chain import Keyring
from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.jobs.render_pool import RenderPool
from assessment_tool.records.engine import Intent, sessions, writing
from assessment_tool.services.touched import Touched, noting
from assessment_tool.services.vault import Vault


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one running application."""

    settings: Settings
    engine: Engine
    catalogue: Catalogue
    hasher: PasswordHasher
    vault: Vault
    printer: RenderPool
    audit_keys: Keyring


def parts() -> Parts:
    """The parts of the application that answers this request."""
    return cast("Parts", current_app.extensions["parts"])


def reading_session() -> Session:
    """This request's session for reading: one steady view, opened when first asked for.

    The database itself refuses to write in it.
    """
    if "reading_session" not in g:
        g.reading_session = noting(sessions(parts().engine, Intent.READ)(), touched())
    return cast("Session", g.reading_session)


@contextmanager
def bookkeeping() -> Iterator[Session]:
    """A transaction for traffic and copies: what is no act of anybody's, and so leaves no entry in the audit.

    Closes the reading session first, so that no request waits for itself. Committed at the end of the
    block; any exception rolls back.
    """
    close_reading_session()
    with writing(parts().engine) as session:
        yield noting(session, touched())


def touched() -> Touched:
    """The families and records that this request asked for so far, allowed or not."""
    if "touched" not in g:
        g.touched = {}
    return cast("Touched", g.touched)


def close_reading_session(_error: BaseException | None = None) -> None:
    """End this request's reading, if it began."""
    session = g.pop("reading_session", None)
    if session is not None:
        session.close()


def register(app: Flask) -> None:
    """End the reading session with every request."""
    app.teardown_appcontext(close_reading_session)
