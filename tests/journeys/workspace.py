"""What several journeys do alike: start an assessment, and wait until an answer is saved."""

import re

from playwright.sync_api import Page, expect


def start(
    page: Page, carer: str, *, instrument: str = "Graded care scale", child: str = "Rowan Hollis"
) -> str:
    """Start an assessment of a carer in the Hollis family; the address of the draft."""
    page.goto("/families/1/assessments/new")
    page.get_by_role("radio", name=instrument, exact=True).check()
    page.get_by_label(carer, exact=True).check()
    if child:
        page.get_by_label(child, exact=True).check()
    page.get_by_label("By the worker", exact=True).check()
    page.get_by_role("button", name="Start").click()
    page.wait_for_url(re.compile(r"/assessments/\d+$"))
    return page.url


def saved(page: Page) -> None:
    """Wait until the page says that what was typed is saved."""
    expect(page.locator(".app-item__state", has_text="Saved").first).to_be_visible()
