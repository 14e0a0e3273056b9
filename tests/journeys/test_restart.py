"""A new version comes into use: a draft is restarted in it, and each carried answer is confirmed."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from assessment_tool import clock
from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.definitions.life import Decision, supersede
from assessment_tool.definitions.publish import publish
from tests.journeys.looking import faults
from tests.journeys.workspace import saved, start
from tests.published import with_first_versions

pytestmark = pytest.mark.browser
SignIn = Callable[..., Page]


@pytest.fixture
def newer_comes_into_use(served: Flask, tmp_path: Path) -> Callable[[], None]:
    """Begins while 1.0.0 of the graded care scale is the newest; publishes 2.0.0 when it is called."""
    folder = with_first_versions(tmp_path / "instruments")
    served.extensions["parts"] = replace(served.extensions["parts"], catalogue=Catalogue([folder]))

    def publishing() -> None:
        day = clock.today()
        decision = Decision("A. Lead", day, "Clearer words.", approved_by="B. Lead")
        publish(folder, "graded-care", "2.0.0", decision)
        supersede(folder, "graded-care", "1.0.0", decision, day)
        served.extensions["parts"] = replace(served.extensions["parts"], catalogue=Catalogue([folder]))

    return publishing


def test_a_draft_goes_on_in_the_newer_version(
    sign_in: SignIn, newer_comes_into_use: Callable[[], None]
) -> None:
    page = sign_in("demo.worker")
    draft = start(page, "Marcus Bell")
    page.goto(f"{draft}/answer/all")
    numbers = [one.get_attribute("data-item") for one in page.locator("[data-item]").all()]
    for number in numbers:
        if page.locator(f"#q{number}-2").count():
            page.locator(f"#q{number}-2").check()
    page.locator("#q1-evidence").fill("A meal was on the table each time.")
    _press(page, "Save")

    newer_comes_into_use()
    page.goto(draft)
    expect(page.locator("main")).to_contain_text("Version 2.0.0 of this instrument is in use.")
    assert faults(page) == []
    page.get_by_role("link", name="See what a restart in version 2.0.0 would change").click()
    expect(page.locator("h1")).to_have_text("Restart in version 2.0.0")
    expect(page.locator("main")).to_contain_text("2 not carried")
    assert faults(page) == []
    _press(page, "Restart in version 2.0.0")

    expect(page).to_have_url(re.compile(r"/assessments/\d+$"))
    new = page.url
    assert new != draft
    expect(page.locator("main")).to_contain_text("Not carried from version 1.0.0")
    assert faults(page) == []
    page.goto(f"{new}/answer/all")
    waiting = page.locator("section:has([data-to-confirm])")
    before = waiting.count()
    assert before > 0
    expect(page.locator("#q1-evidence")).to_have_value("A meal was on the table each time.")
    assert faults(page) == []
    waiting.first.get_by_label("The answer still holds").check()
    saved(page)
    expect(waiting).to_have_count(before - 1)
    page.reload()
    expect(waiting).to_have_count(before - 1)

    page.goto(f"{draft}/read")
    expect(page.locator("main")).to_contain_text("Closed, and restarted in a newer version")
    page.get_by_role("link", name="Go to the revision that follows this one").click()
    expect(page).to_have_url(f"{new}/read")
    assert faults(page) == []


def _press(page: Page, name: str) -> None:
    """Press the button, and wait until the next page is there."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).first.click()
