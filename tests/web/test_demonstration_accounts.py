"""The demonstration's accounts are offered and open only in a demonstration."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import Engine, delete, func, select

from assessment_tool.config import Settings
from assessment_tool.core.permissions import Role
from assessment_tool.records import Authenticator
from assessment_tool.records.engine import writing
from assessment_tool.services.demonstration.accounts import (
    ACCOUNTS,
    PASSWORD,
    add_accounts,
    give_authenticators,
)
from assessment_tool.services.staff import NewUser, StaffFactError, add_demonstration_user, add_user
from tests.web.application import application
from tests.web.browsing import Browser, Page
from tests.web.family import AT, AUDIT_KEY, CHEAP_HASHER


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
        audit_keys=(AUDIT_KEY,),
    )
    served = application(settings)
    yield served
    served.extensions["parts"].engine.dispose()


def test_the_sign_in_page_lists_every_account_and_the_password(app: Flask) -> None:
    text = Browser(app.test_client()).open("/sign-in").text
    assert PASSWORD in text
    assert [account.username for account in ACCOUNTS if account.username not in text] == []


def test_outside_of_a_demonstration_no_account_is_listed(real_app: Flask) -> None:
    page = real_app.test_client().get("/sign-in", base_url="https://localhost").text
    assert "demo." not in page
    assert PASSWORD not in page


@pytest.mark.parametrize("username", [account.username for account in ACCOUNTS])
def test_every_account_opens_with_password_and_filled_in_code(app: Flask, username: str) -> None:
    browser = Browser(app.test_client())
    assert browser.send("/sign-in", username=username, password=PASSWORD).status_code == 302
    filled_in = re.search(r'name="code" type="text" value="([0-9]{6})"', browser.open("/sign-in/code").source)
    assert filled_in
    assert browser.send("/sign-in/code", code=filled_in.group(1)).location == "/"


def test_an_account_that_was_loaded_before_there_were_authenticators_gets_its_own(engine: Engine) -> None:
    with writing(engine) as session:
        session.execute(delete(Authenticator))
        give_authenticators(session, AT)
        give_authenticators(session, AT)
        assert session.scalar(select(func.count()).select_from(Authenticator)) == len(ACCOUNTS)


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
        str(sqlite_engine.url),
        "only for tests, and long enough to be taken",
        (AUDIT_KEY,),
        is_demonstration=True,
    )
    served = application(settings)
    page = Page(served.test_client().get("/sign-in"))
    served.extensions["parts"].engine.dispose()
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
