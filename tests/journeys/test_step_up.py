"""Signing a while after the last code: it is asked for on the spot, and what was sent is done."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import update

from assessment_tool import clock
from assessment_tool.records.engine import create_engine_for, writing
from assessment_tool.records.users import SignIn
from tests.journeys.looking import faults

pytestmark = pytest.mark.browser
SignInAs = Callable[..., Page]


def a_quarter_of_an_hour_passes(served_database: Path) -> None:
    """As if everybody had shown their code fifteen minutes ago."""
    engine = create_engine_for(f"sqlite:///{served_database}")
    with writing(engine) as session:
        session.execute(update(SignIn).values(factor_at=clock.now() - timedelta(minutes=15)))
    engine.dispose()


def open_the_page_that_makes_void(page: Page) -> None:
    """That of the first assessment of the family that can be made void."""
    page.goto("/families/1")
    links = page.locator("#assessments ~ div a[href^='/assessments/']").all()
    paths = [f"{link.get_attribute('href')}".removesuffix("/read") for link in links]
    opened = (page.goto(f"{path}/void") for path in paths)
    assert any(answer is not None and answer.ok for answer in opened)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_supervisor_makes_an_assessment_void_with_a_new_code_and_types_the_reason_once(
    sign_in: SignInAs, served_database: Path, *, scripts: bool
) -> None:
    page = sign_in("demo.supervisor", scripts=scripts)
    open_the_page_that_makes_void(page)
    reason = "It was made for the wrong child: " + "x" * 120
    page.get_by_role("textbox").fill(reason)
    a_quarter_of_an_hour_passes(served_database)
    page.get_by_role("button", name="Make void").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Enter a new code")
    expect(page.locator(".app-typed")).to_have_text(reason)
    if scripts:
        assert faults(page) == []
    page.get_by_role("button", name="Continue").click()
    expect(page.locator("main")).to_contain_text("The assessment is void.")
    expect(page.locator("main")).to_contain_text(reason)
