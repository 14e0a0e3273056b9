"""Fixtures of the workspace's tests."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import Engine

from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.resources import instruments_dir
from tests.published import FEATURES
from tests.web.assessments.workspace import Workspace
from tests.web.family import Example


@pytest.fixture
def workspace(engine: Engine, example: Example) -> Workspace:
    """The made-up family's assessments."""
    return Workspace(engine, example)


@pytest.fixture
def with_drafts(app: Flask) -> None:
    """Beside the instruments that ship stand some that nobody has published."""
    catalogue = Catalogue([instruments_dir(), FEATURES])
    app.extensions["parts"] = replace(app.extensions["parts"], catalogue=catalogue)
