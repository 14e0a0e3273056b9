"""Fixtures of supervision's tests."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from tests.web.assessments.workspace import Workspace
from tests.web.browsing import Browser
from tests.web.family import Example
from tests.web.supervision.auditing import Auditing


@pytest.fixture
def auditing(engine: Engine, example: Example, browser_of: Callable[[str], Browser]) -> Auditing:
    """Supervisor and second rater of the made-up family."""
    return Auditing(Workspace(engine, example), browser_of)
