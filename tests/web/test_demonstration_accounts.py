"""The demonstration's accounts are offered and open only in a demonstration."""

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import Engine

from assessment_tool.app import create_app
from assessment_tool.config import Settings
from assessment_tool.core.permissions import Role
from assessment_tool.records.engine import writing
from assessment_tool.services.demonstration.accounts import ACCOUNTS, PASSWORD, add_accounts
from assessment_tool.services.staff import NewUser, StaffFactError, add_demonstration_user, add_user
from tests.web.browsing import Browser, Page
from tests.web.family import AT, CHEAP_HASHER


@pytest.fixture(autouse=True)
def _accounts(engine: Engine) -> None:
    with writing(engine) as session:
        add_accounts(session, CHEAP_HASHER, date(2025, 1, 2), date(2026, 3, 4), AT)


@pytest.fixture
def real_app(engine: Engine) -> Iterator[Flask]:
    """The application on the same database, not in demonstration mode."""
    settings = Settings(
        database_url=engine.url.render_as_string(hide_password=False),
        secret_key="only for tests, and long enough to be taken",
    )
    application = create_app(settings, CHEAP_HASHER)
    yield application
    application.extensions["parts"].engine.dispose()


def test_the_sign_in_page_lists_every_account_and_the_password(app: Flask) -> None:
    text = Browser(app.test_client()).open("/sign-in").text
    assert PASSWORD in text
    assert [account.username for account in ACCOUNTS if account.username not in text] == []


def test_outside_of_a_demonstration_no_account_is_listed(real_app: Flask) -> None:
    page = real_app.test_client().get("/sign-in", base_url="https://localhost").text
    assert "demo." not in page
    assert PASSWORD not in page


@pytest.mark.parametrize("username", [account.username for account in ACCOUNTS])
def test_every_account_opens_with_the_one_password(app: Flask, username: str) -> None:
    assert (
        Browser(app.test_client()).send("/sign-in", username=username, password=PASSWORD).status_code == 302
    )


@pytest.mark.parametrize("username", ["demo.worker", " DEMO.worker "])
def test_outside_of_a_demonstration_no_account_opens(real_app: Flask, username: str) -> None:
    client = real_app.test_client()
    form = client.get("/sign-in", base_url="https://localhost").text
    token = form.split('name="csrf_token" value="')[1].split('"')[0]
    answer = client.post(
        "/sign-in",
        base_url="https://localhost",
        headers={"Referer": "https://localhost/sign-in"},
        data={"csrf_token": token, "username": username, "password": PASSWORD},
    )
    assert answer.status_code == 400
    assert "do not go together" in answer.text


def test_an_empty_demonstration_lists_no_accounts(sqlite_engine: Engine) -> None:
    settings = Settings(
        str(sqlite_engine.url), "only for tests, and long enough to be taken", is_demonstration=True
    )
    application = create_app(settings, CHEAP_HASHER)
    page = Page(application.test_client().get("/sign-in"))
    application.extensions["parts"].engine.dispose()
    assert PASSWORD not in page.text


@pytest.mark.parametrize("username", ["demo.boss", "Demo.boss", "  demo.boss"])
def test_nobody_else_gets_a_user_name_of_the_demonstration(engine: Engine, username: str) -> None:
    new = NewUser(username, "Real Person", Role.AUDITOR, "Auditor", "a long enough password")
    with pytest.raises(StaffFactError, match="belong to the demonstration"), writing(engine) as session:
        add_user(session, CHEAP_HASHER, new, AT)


def test_a_demonstration_account_has_a_user_name_of_the_demonstration(engine: Engine) -> None:
    new = NewUser("boss", "Made Up", Role.AUDITOR, "Auditor", PASSWORD)
    with pytest.raises(StaffFactError, match="begin with"), writing(engine) as session:
        add_demonstration_user(session, new, CHEAP_HASHER.hash(PASSWORD), AT)
