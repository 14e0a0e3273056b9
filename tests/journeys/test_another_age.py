"""The last day turns out to lie in another age: the answer is marked, read again, and confirmed by a tick."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.looking import faults
from tests.journeys.workspace import saved, start

pytestmark = pytest.mark.browser
SignIn = Callable[..., Page]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_an_answer_for_another_age_is_confirmed_where_it_stands(sign_in: SignIn, *, scripts: bool) -> None:
    page = sign_in("demo.worker", scripts=scripts)
    draft = start(page, "Marcus Bell" if scripts else "Lee Draycott")
    page.goto(f"{draft}/answer/all")
    numbers = [one.get_attribute("data-item") for one in page.locator("[data-item]").all()]
    for number in numbers[:12]:
        page.locator(f"#q{number}-2").check()
    _save(page)
    page.goto(f"{draft}/summary")
    for part, value in (("day", "3"), ("month", "3"), ("year", "2024")):
        page.locator(f"#observed_on-{part}").fill(value)
    _save(page)
    page.goto(f"{draft}/answer/all")
    marked = page.locator("section:has([data-to-confirm])")
    before = marked.count()
    assert before > 0
    tick = marked.first.get_by_label("The answer holds by these descriptions")
    if scripts:
        assert faults(page) == []
        tick.check()
        saved(page)
    else:
        tick.check()
        _save(page)
    expect(marked).to_have_count(before - 1)
    page.reload()
    expect(marked).to_have_count(before - 1)


def _save(page: Page) -> None:
    """Press the button, and wait until the page is there again."""
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).first.click()
