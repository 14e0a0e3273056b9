"""A supervisor has questions graded again, a second rater does it blind, and the first rater reads both."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.looking import faults

pytestmark = pytest.mark.browser
SignIn = Callable[..., Page]


def test_questions_are_graded_again_blind_and_talked_about(sign_in: SignIn) -> None:
    supervisor = sign_in("demo.supervisor")
    supervisor.get_by_role("link", name="Rowan Hollis, cared for by Jodie Hollis").first.click()
    read = supervisor.url
    supervisor.get_by_role("button", name="Have it graded again, blind").click()
    supervisor.get_by_label("Everyday care: Food").check()
    supervisor.get_by_label("Grace Owusu").check()
    supervisor.get_by_role("button", name="Ask").click()
    _stands_at(supervisor, "Waiting for the second rater")

    second = sign_in("demo.support")
    second.goto(read)
    _stands_at(second, "Closed to you until you have graded")
    second.get_by_role("link", name="Grade the questions").click()
    _stands_at(second, "Grade again, blind")
    for group in second.get_by_role("group", name="Which description is nearest?").all():
        group.get_by_role("radio").nth(2).check()
    second.get_by_role("button", name="Submit").click()
    _stands_at(second, "Two ratings side by side")
    second.goto(read)
    expect(second.locator("h1")).to_have_text("Graded care scale")

    supervisor.reload()
    _stands_at(supervisor, "Two ratings side by side")
    supervisor.get_by_label("What did you talk about").fill("Breakfast club counts as others stepping in.")
    supervisor.get_by_role("button", name="Mark as discussed").click()
    expect(supervisor.locator("main")).to_contain_text("Marked as discussed.")
    first = sign_in("demo.worker")
    first.goto(supervisor.url)
    expect(first.locator("main")).to_contain_text("Breakfast club counts as others stepping in.")


def _stands_at(page: Page, heading: str) -> None:
    expect(page.locator("h1")).to_have_text(heading)
    assert faults(page) == [], heading
