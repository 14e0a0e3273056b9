"""The keyboard alone is enough: signing in, finding a family, answering a question."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from assessment_tool.services.demonstration.accounts import PASSWORD
from tests.journeys.workspace import saved, start

pytestmark = pytest.mark.browser
SignIn = Callable[..., Page]

MOST_STEPS = 60
HAS_FOCUS = "e => e === document.activeElement"
IS_SHOWN = "e => { const box = e.getBoundingClientRect(); return box.width > 0 && box.height > 0; }"


def tab_to(page: Page, selector: str) -> None:
    """Press the tab key until the element has the focus; whatever has it on the way can be seen."""
    wanted = page.locator(selector).first
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if wanted.evaluate(HAS_FOCUS):
            return
        here = page.evaluate_handle("document.activeElement").as_element()
        assert here is not None
        assert here.evaluate(IS_SHOWN), here.evaluate("e => e.outerHTML")
    pytest.fail(f"{MOST_STEPS} presses of the tab key did not reach {selector}")


def test_one_signs_in_and_finds_a_family_by_keyboard(sign_in: SignIn) -> None:
    page = sign_in("demo.worker")
    page.context.clear_cookies()
    page.goto("/sign-in")
    tab_to(page, "#username")
    page.keyboard.type("demo.worker")
    tab_to(page, "#password")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('Enter your code')")
    tab_to(page, "#code")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('My work')")
    tab_to(page, "nav a:has-text('Families')")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('Families')")
    tab_to(page, "main a:has-text('Hollis')")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('Hollis')")


def test_the_first_stop_leads_past_the_navigation(sign_in: SignIn) -> None:
    page = sign_in("demo.worker")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to main content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main-content")).to_be_focused()


def test_an_item_is_answered_by_keyboard_alone(sign_in: SignIn) -> None:
    page = sign_in("demo.worker")
    draft = start(page, "Jodie Hollis")
    page.goto(f"{draft}/answer/1")
    tab_to(page, "#q1-evidence")
    page.keyboard.type("Typed without a mouse.")
    tab_to(page, "#q1-1")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#q1-2")).to_be_checked()
    saved(page)
    page.reload()
    expect(page.locator("#q1-2")).to_be_checked()
    expect(page.locator("#q1-evidence")).to_have_value("Typed without a mouse.")
