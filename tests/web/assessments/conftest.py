"""Fixtures of the workspace's tests."""

import pytest
from sqlalchemy import Engine

from tests.web.assessments.workspace import Workspace
from tests.web.family import Example


@pytest.fixture
def workspace(engine: Engine, example: Example) -> Workspace:
    """The made-up family's assessments."""
    return Workspace(engine, example)
