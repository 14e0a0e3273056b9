"""The demonstration, loaded once for all tests that only read it."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from argon2 import PasswordHasher
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from assessment_tool.core.permissions import Actor
from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.records.engine import create_engine_for, reading, writing
from assessment_tool.records.families import Family, Person
from assessment_tool.records.migrate import upgrade
from assessment_tool.records.users import User
from assessment_tool.resources import instruments_dir
from assessment_tool.services.access import actor_of
from assessment_tool.services.demonstration.load import load

LOADED_AT = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
CHEAP_HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def load_into(engine: Engine, at: datetime = LOADED_AT) -> bool:
    """Load the demonstration in one transaction."""
    with writing(engine) as session:
        return load(session, Catalogue([instruments_dir()]), CHEAP_HASHER, at)


@pytest.fixture(scope="session")
def loaded_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A database with the demonstration in it."""
    file = tmp_path_factory.mktemp("demonstration") / "loaded.sqlite"
    engine = create_engine_for(f"sqlite:///{file}")
    upgrade(engine)
    load_into(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def loaded(loaded_engine: Engine) -> Iterator[Session]:
    """A reading session on the loaded demonstration."""
    with reading(loaded_engine) as session:
        yield session


def actor(session: Session, username: str) -> Actor:
    """The member of staff of that name."""
    return actor_of(session.scalars(select(User).where(User.username == username)).one())


def family(session: Session, name: str) -> Family:
    """The family of that name."""
    return session.scalars(select(Family).where(Family.name == name)).one()


def person(session: Session, name: str) -> Person:
    """The person of that name."""
    return session.scalars(select(Person).where(Person.name == name)).one()
