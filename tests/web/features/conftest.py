"""The application with one tiny instrument for each feature of the format, and drafts to open in it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine

from assessment_tool.config import Settings
from assessment_tool.definitions.catalogue import Catalogue
from tests.published import FEATURES, published
from tests.services.case import Case
from tests.web.application import application
from tests.web.family import AUDIT_KEY, Example


@pytest.fixture(scope="session")
def features(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The feature instruments, published."""
    return published(tmp_path_factory.mktemp("published") / "features", FEATURES)


@pytest.fixture
def app(engine: Engine, features: Path) -> Iterator[Flask]:
    """The application with the feature instruments beside those that ship."""
    settings = Settings(
        database_url=engine.url.render_as_string(hide_password=False),
        secret_key="only for tests, and long enough to be taken",
        audit_keys=(AUDIT_KEY,),
        is_demonstration=True,
        instrument_dirs=(features,),
    )
    app = application(settings)
    yield app
    app.extensions["parts"].engine.dispose()


@pytest.fixture
def case(engine: Engine, example: Example, features: Path) -> Case:
    """The made-up family as its workers use it, with the feature instruments."""
    return Case(engine, example, Catalogue([features]))


@pytest.fixture
def draft(case: Case) -> Callable[[str], int]:
    """The id of a new draft with a feature's instrument, about those whom it is about."""

    def started(feature: str) -> int:
        about = case.catalogue.find(feature, "1.0.0").instrument.about
        wanted = case.wanted(feature)
        return case.start(
            replace(
                wanted,
                child_id=wanted.child_id if about.has_child else None,
                carer_id=wanted.carer_id if about.has_carer else None,
            )
        )

    return started
