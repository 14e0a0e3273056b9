"""A made-up family, small instruments, and people who assess with them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.records import reading, writing
from tests.published import FEATURES, published
from tests.services.case import Case
from tests.web.family import example_family

INSTRUMENTS = Path(__file__).parent / "instruments"


@pytest.fixture(scope="session")
def small_catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The small instruments of these tests and those of the format's features, published."""
    folder = tmp_path_factory.mktemp("published") / "instruments"
    return Catalogue([published(folder, INSTRUMENTS, FEATURES)])


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
