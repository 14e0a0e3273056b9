"""Without JavaScript everything can be reached, filled in and saved, on a telephone's screen too."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.workspace import start

pytestmark = pytest.mark.browser
SignIn = Callable[..., Page]

TELEPHONE = 390
EVIDENCE = "Written where no script runs."


def test_the_menu_is_open_where_no_script_can_open_it(sign_in: SignIn) -> None:
    page = sign_in("demo.worker", width=TELEPHONE, scripts=False)
    page.get_by_role("navigation", name="Menu").get_by_role("link", name="Families").click()
    page.locator("main").get_by_role("link", name="Hollis").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hollis")


def test_an_item_is_answered_saved_and_cleared_without_scripts(sign_in: SignIn) -> None:
    page = sign_in("demo.worker", width=TELEPHONE, scripts=False)
    draft = start(page, "Marcus Bell")
    page.goto(f"{draft}/answer/1")
    page.locator("#q1-2").check()
    page.locator("#q1-evidence").fill(EVIDENCE)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("main")).to_contain_text("Saved.")
    expect(page.locator("#q1-2")).to_be_checked()
    expect(page.locator("#progress-words")).to_contain_text("1 answered")

    page.get_by_role("button", name="Clear this answer").first.click()
    expect(page.locator("#q1-2")).not_to_be_checked()
    expect(page.locator("#q1-evidence")).to_have_value(EVIDENCE)


def test_a_paper_form_is_asked_for_without_scripts_and_a_mistake_keeps_what_was_typed(
    sign_in: SignIn,
) -> None:
    page = sign_in("demo.worker", scripts=False)
    page.goto("/families/1/assessments/new")
    page.get_by_label("From a paper form that was completed earlier").check()
    page.get_by_label("Who completed the paper form?").fill("Karen Mills")
    page.locator("#observed_on-day").fill("31")
    page.locator("#observed_on-month").fill("2")
    page.locator("#observed_on-year").fill("2026")
    page.get_by_role("button", name="Start").click()
    expect(page.locator(".govuk-error-summary a").first).to_be_visible()
    expect(page.get_by_label("Who completed the paper form?")).to_have_value("Karen Mills")
    expect(page.locator("#observed_on-day")).to_have_value("31")
