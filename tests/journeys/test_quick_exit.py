"""The way off a page that nobody else may see: saved, hidden, signed out, and nothing to go back to."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.workspace import start

pytestmark = pytest.mark.browser
SignInAs = Callable[..., Page]

SAID = "She was alone at the clinic."


def asked(page: Page) -> str:
    """A draft of the enquiry with something typed that nothing has saved yet."""
    draft = start(page, "Jodie Hollis", instrument="Safe enquiry", child="")
    page.goto(f"{draft}/answer/1")
    page.locator("#q1 summary").first.click()
    page.locator("#q1-evidence").fill(SAID)
    return draft


def nothing_is_left(page: Page) -> None:
    expect(page).to_have_url("/sign-in")
    for _ in range(3):
        page.go_back()
        expect(page.locator("body")).not_to_contain_text("enquiry")
        assert SAID not in page.content()
    kept = page.evaluate("[localStorage.length, sessionStorage.length]")
    assert kept == [0, 0]


def test_escape_twice_hides_saves_and_signs_out(sign_in: SignInAs) -> None:
    page = sign_in("demo.worker")
    draft = asked(page)
    page.keyboard.press("Escape")
    expect(page.locator("#q1-evidence")).to_be_visible()
    page.keyboard.press("Escape")
    nothing_is_left(page)

    again = sign_in("demo.worker")
    again.goto(f"{draft}/answer/1")
    expect(again.locator("#q1-evidence")).to_have_value(SAID)


def test_the_button_hides_and_signs_out_where_nothing_can_be_saved_too(
    sign_in: SignInAs, complaints: list[str]
) -> None:
    page = sign_in("demo.worker")
    asked(page)
    page.route("**/items/**", lambda route: route.abort())
    page.get_by_role("button", name="Leave this page now").click()
    expect(page).to_have_url("/sign-in")
    assert [one for one in complaints if "ERR_FAILED" not in one] == []
    complaints.clear()  # the browser tells of the request that failed on purpose


def test_without_scripts_the_button_signs_out(sign_in: SignInAs) -> None:
    page = sign_in("demo.worker", scripts=False)
    draft = start(page, "Marcus Bell", instrument="Safe enquiry", child="")
    page.goto(draft)
    page.get_by_role("button", name="Leave this page now").click()
    expect(page).to_have_url("/sign-in")
    page.goto(draft)
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
