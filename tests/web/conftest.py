"""Fixtures of page tests: the application on a database of the test's own, and signed-in clients."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from assessment_tool import clock
from assessment_tool.config import Settings
from assessment_tool.records.engine import writing
from tests.web.application import application
from tests.web.browsing import Browser
from tests.web.family import AT, AUDIT_KEY, Example, example_family


@pytest.fixture
def app(engine: Engine) -> Iterator[Flask]:
    """The application in demonstration mode, on the test's database."""
    settings = Settings(
        database_url=engine.url.render_as_string(hide_password=False),
        secret_key="only for tests, and long enough to be taken",
        audit_keys=(AUDIT_KEY,),
        is_demonstration=True,
    )
    app = application(settings)
    yield app
    app.extensions["parts"].engine.dispose()


@pytest.fixture
def example(engine: Engine) -> Example:
    """The made-up family."""
    with writing(engine) as session:
        return example_family(session)


@pytest.fixture(autouse=True)
def _day_of_the_tests() -> Iterator[None]:
    with clock.fixed(AT):
        yield


@pytest.fixture
def browser_of(app: Flask, example: Example) -> Callable[[str], Browser]:
    """A browser in which the named member of staff is signed in."""

    def signed_in(username: str) -> Browser:
        assert username in example.users
        browser = Browser(app.test_client())
        assert browser.sign_in(username).status_code == 302, username
        return browser

    return signed_in


@pytest.fixture
def worker(browser_of: Callable[[str], Browser]) -> Browser:
    """The family's social worker."""
    return browser_of("worker")


@pytest.fixture
def stranger(app: Flask) -> FlaskClient:
    """Somebody who is not signed in."""
    return app.test_client()
