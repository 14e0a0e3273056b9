"""Two people answer the same question: the second is told who changed what, and loses nothing."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.workspace import saved, start

pytestmark = pytest.mark.browser
SignIn = Callable[..., Page]

FIRST = "The first one wrote this."
SECOND = "The second one wrote that."


def test_the_second_of_two_tabs_is_told_who_changed_what_and_decides(sign_in: SignIn) -> None:
    first = sign_in("demo.worker")
    draft = start(first, "Marcus Bell")
    second = sign_in("demo.support")
    for page in (first, second):
        page.goto(f"{draft}/answer/1")
    first.locator("#q1-evidence").fill(FIRST)
    saved(first)

    second.locator("#q1-evidence").fill(SECOND)
    told = second.locator("#q1 [data-conflict]")
    expect(told).to_contain_text("Amina Rahman changed this answer")
    expect(told).to_contain_text(FIRST)
    expect(second.locator("#q1-evidence")).to_have_value(SECOND)
    first.reload()
    expect(first.locator("#q1-evidence")).to_have_value(FIRST)

    second.get_by_role("button", name="Save mine over it").click()
    saved(second)
    first.reload()
    expect(first.locator("#q1-evidence")).to_have_value(SECOND)


def test_the_second_of_two_tabs_may_take_what_the_first_wrote(sign_in: SignIn) -> None:
    first = sign_in("demo.worker")
    draft = start(first, "Lee Draycott")
    second = sign_in("demo.support")
    for page in (first, second):
        page.goto(f"{draft}/answer/1")
    first.locator("#q1-3").check()
    first.locator("#q1-evidence").fill(FIRST)
    saved(first)

    second.locator("#q1-1").check()
    second.get_by_role("button", name="Take theirs").click()
    expect(second.locator("#q1-3")).to_be_checked()
    expect(second.locator("#q1-evidence")).to_have_value(FIRST)


def test_going_on_without_a_decision_does_not_replace_what_the_first_wrote(sign_in: SignIn) -> None:
    first = sign_in("demo.worker")
    draft = start(first, "Lee Draycott", child="Tilly Hollis")
    second = sign_in("demo.support")
    for page in (first, second):
        page.goto(f"{draft}/answer/1")
    first.locator("#q1-evidence").fill(FIRST)
    saved(first)

    second.locator("#q1-evidence").fill(SECOND)
    expect(second.locator("#q1 [data-conflict]")).to_contain_text(FIRST)
    second.get_by_role("button", name="Save and continue").click()
    expect(second.locator(".govuk-error-summary")).to_contain_text("Amina Rahman changed it")
    expect(second.locator("#q1-evidence")).to_have_value(SECOND)
    first.reload()
    expect(first.locator("#q1-evidence")).to_have_value(FIRST)


def test_two_tabs_without_scripts_lose_nothing_either(sign_in: SignIn) -> None:
    first = sign_in("demo.worker", scripts=False)
    draft = start(first, "Jodie Hollis", child="Tilly Hollis")
    second = sign_in("demo.support", scripts=False)
    for page, text in ((first, FIRST), (second, SECOND)):
        page.goto(f"{draft}/answer/1")
        page.locator("#q1-evidence").fill(text)
    first.get_by_role("button", name="Save", exact=True).click()

    second.get_by_role("button", name="Save", exact=True).click()
    expect(second.locator(".govuk-error-summary")).to_contain_text("Amina Rahman changed it")
    expect(second.locator("#q1")).to_contain_text(FIRST)
    expect(second.locator("#q1-evidence")).to_have_value(SECOND)

    second.get_by_role("button", name="Save", exact=True).click()
    expect(second.locator(".govuk-error-summary")).to_have_count(0)
    first.goto(f"{draft}/answer/1")
    expect(first.locator("#q1-evidence")).to_have_value(SECOND)
