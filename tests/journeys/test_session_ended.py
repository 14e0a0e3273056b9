"""A session that ends while somebody writes: without a script too, signing in on the spot saves it all."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import update

from assessment_tool import clock
from assessment_tool.records.engine import create_engine_for, writing
from assessment_tool.records.users import SignIn
from assessment_tool.services.demonstration.accounts import PASSWORD
from tests.journeys.looking import faults
from tests.journeys.workspace import start

pytestmark = pytest.mark.browser
SignInAs = Callable[..., Page]

EVIDENCE = "Two cupboards  empty;\nthe third <locked>."


def end_all_sessions(served_database: Path) -> None:
    """As after an hour without a request."""
    engine = create_engine_for(f"sqlite:///{served_database}")
    with writing(engine) as session:
        session.execute(update(SignIn).values(ended_at=clock.now()))
    engine.dispose()


def test_what_was_typed_when_the_session_ended_is_saved_by_signing_in_without_scripts(
    sign_in: SignInAs, served_database: Path
) -> None:
    page = sign_in("demo.worker", scripts=False)
    draft = start(page, "Marcus Bell")
    page.goto(f"{draft}/answer/1")
    page.locator("#q1-2").check()
    page.locator("#q1-evidence").fill(EVIDENCE)
    end_all_sessions(served_database)
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("You were signed out")
    expect(page.locator(".app-typed", has_text="Two cupboards")).to_be_visible()
    page.get_by_label("User name").fill("demo.worker")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in and send").click()

    expect(page.locator("main")).to_contain_text("Saved.")
    expect(page).to_have_url(f"{draft}/answer/1")
    expect(page.locator("#q1-2")).to_be_checked()
    expect(page.locator("#q1-evidence")).to_have_value(EVIDENCE)


def test_the_page_that_hands_back_is_in_order_on_every_width(
    sign_in: SignInAs, served_database: Path
) -> None:
    page = sign_in("demo.worker")
    page.goto("/families/1/events/new")
    page.get_by_label("What happened").fill("Moved " * 40 + "x" * 200)
    page.get_by_label("Detail").fill(EVIDENCE)
    end_all_sessions(served_database)
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You were signed out")
    assert faults(page) == []
