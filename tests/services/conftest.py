"""A made-up family, small instruments, and people who assess with them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from assessment_tool.clock import today
from assessment_tool.definitions.canonical import FORMAT_NUMBER
from assessment_tool.definitions.catalogue import Catalogue, Status
from assessment_tool.definitions.registry import Entry, write_registry
from assessment_tool.definitions.version_file import read_version
from assessment_tool.records import reading, writing
from tests.services.case import Case
from tests.web.family import AT, example_family

INSTRUMENTS = Path(__file__).parent / "instruments"


@pytest.fixture(scope="session")
def small_catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The small instruments of these tests, published."""
    folder = tmp_path_factory.mktemp("published") / "instruments"
    shutil.copytree(INSTRUMENTS, folder)
    write_registry(folder, [_entry(file) for file in sorted(folder.glob("*/*.0.yaml"))])
    return Catalogue([folder])


@pytest.fixture
def case(engine: Engine, small_catalogue: Catalogue) -> Case:
    """The family and its workers, on each make of database."""
    return _case(engine, small_catalogue)


@pytest.fixture
def sqlite_case(sqlite_engine: Engine, small_catalogue: Catalogue) -> Case:
    """The family and its workers, where one make of database is enough."""
    return _case(sqlite_engine, small_catalogue)


@pytest.fixture
def reader(case: Case) -> Iterator[Session]:
    """A session that reads what the case holds so far."""
    with reading(case.engine) as session:
        yield session


def _case(engine: Engine, catalogue: Catalogue) -> Case:
    with writing(engine) as session:
        return Case(engine, example_family(session), catalogue)


def _entry(file: Path) -> Entry:
    return Entry(
        id=file.parent.name,
        version=file.stem,
        status=Status.ACTIVE,
        effective_from=today(AT),
        sha256=read_version(file).sha256,
        format=FORMAT_NUMBER,
        published_on=today(AT),
        published_by="The tests",
    )
