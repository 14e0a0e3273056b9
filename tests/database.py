"""Databases for tests: each test gets an empty, migrated one of its own, on SQLite and on PostgreSQL.

Fixtures: `engine` (both makes, one after the other), `session` (a writing session on it, rolled back),
`sqlite_engine` (where one make is enough), `empty_engine` (both makes, before the first migration).
Tests of pure rules reach no database at all: opening one fails them.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import count
from pathlib import Path
from typing import NoReturn

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from assessment_tool.records import create_engine_for, sessions
from assessment_tool.records.migrate import upgrade
from tests.postgresql_cluster import Cluster, memory_folder, postgresql_binaries, running_cluster

REQUIRE = "ASSESSMENT_TOOL_TEST_REQUIRE"
"""Names what must not be skipped, for example "postgresql chromium"; continuous integration sets it."""

WITHOUT_DATABASE = ("core", "definitions", "charts")
"""The folders of tests that reach no database."""

BOTH_MAKES = [
    pytest.param("sqlite", id="sqlite"),
    pytest.param("postgresql", id="postgresql", marks=pytest.mark.postgresql),
]

_TEMPLATE = "migrated_template"
_numbers = count()
_refusing: list[str] = []


class DatabaseInUnitTestError(AssertionError):
    """A test of pure rules opened a database."""


@pytest.fixture(params=BOTH_MAKES)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """An empty, migrated database of this test's own; once on each make."""
    with _database(request, template=_TEMPLATE) as opened:
        yield opened


@pytest.fixture(params=BOTH_MAKES)
def empty_engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """A database without a single table; once on each make."""
    with _database(request, template=None) as opened:
        yield opened


@pytest.fixture
def sqlite_engine(sqlite_template: Path) -> Iterator[Engine]:
    """An empty, migrated SQLite database of this test's own."""
    with _sqlite(sqlite_template.parent, sqlite_template) as opened:
        yield opened


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session for writing on `engine`, rolled back at the end."""
    with sessions(engine)() as opened:
        yield opened
        opened.rollback()


@pytest.fixture(scope="session")
def database_folder() -> Iterator[Path]:
    """Where this run keeps its SQLite files."""
    folder = memory_folder()
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def sqlite_template(database_folder: Path) -> Path:
    """A migrated SQLite file, to be copied."""
    template = database_folder / f"{_TEMPLATE}.sqlite"
    _migrate(f"sqlite:///{template}")
    return template


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A running PostgreSQL; the test is skipped, or fails where it must not be, if there are no binaries."""
    binaries = postgresql_binaries()
    if binaries is None:
        skip_or_fail("postgresql", "no PostgreSQL binaries (initdb, postgres) were found on this machine")
    with running_cluster(binaries) as running:
        yield running


@pytest.fixture(scope="session")
def migrated_cluster(cluster: Cluster) -> Cluster:
    """The cluster, with a migrated database in it to be copied."""
    cluster.run(f"CREATE DATABASE {_TEMPLATE}")
    _migrate(cluster.url(_TEMPLATE))
    return cluster


@pytest.fixture(autouse=True)
def _reach_no_database_from_pure_tests(request: pytest.FixtureRequest) -> Iterator[None]:
    if reaches_no_database(request.path, request.config.rootpath):
        with no_database(request.node.nodeid):
            yield
    else:
        yield


def reaches_no_database(path: Path, root: Path) -> bool:
    """Whether the test in the file is one of pure rules."""
    return path.relative_to(root).parts[:2] in {("tests", folder) for folder in WITHOUT_DATABASE}


@contextmanager
def no_database(reason: str) -> Iterator[None]:
    """Within it, opening any database raises `DatabaseInUnitTestError`."""
    _refusing.append(reason)
    try:
        yield
    finally:
        _refusing.pop()


def skip_or_fail(what: str, why: str) -> NoReturn:
    """Skip the test visibly; fail it where the environment says that this must not be skipped."""
    if what in os.environ.get(REQUIRE, "").replace(",", " ").split():
        pytest.fail(f"{REQUIRE} names {what}, but {why}")
    pytest.skip(why)


def _database(request: pytest.FixtureRequest, template: str | None) -> AbstractContextManager[Engine]:
    if request.param == "postgresql":
        running: Cluster = request.getfixturevalue("migrated_cluster" if template else "cluster")
        return _postgresql(running, template or "template0")
    copied: Path | None = request.getfixturevalue("sqlite_template") if template else None
    return _sqlite(request.getfixturevalue("database_folder"), copied)


@contextmanager
def _sqlite(folder: Path, template: Path | None) -> Iterator[Engine]:
    file = folder / f"test_{next(_numbers)}.sqlite"
    if template:
        shutil.copyfile(template, file)
    with _disposed(create_engine_for(f"sqlite:///{file}")) as opened:
        yield opened
    for left in folder.glob(f"{file.name}*"):
        left.unlink()


@contextmanager
def _postgresql(running: Cluster, template: str) -> Iterator[Engine]:
    name = f"test_{next(_numbers)}"
    running.run(f"CREATE DATABASE {name} TEMPLATE {template}")
    with _disposed(create_engine_for(running.url(name))) as opened:
        yield opened
    running.run(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def _disposed(opened: Engine) -> Iterator[Engine]:
    try:
        yield opened
    finally:
        opened.dispose()


def _migrate(url: str) -> None:
    with _disposed(create_engine_for(url)) as opened:
        upgrade(opened)


def _refuse(*_connecting: object) -> None:
    if _refusing:
        raise DatabaseInUnitTestError(f"{_refusing[-1]} opened a database; rules are tested without one.")


def _on_audit(audited: str, _arguments: tuple[object, ...]) -> None:
    if audited == "sqlite3.connect":
        _refuse()


event.listen(Engine, "do_connect", _refuse)
sys.addaudithook(_on_audit)
