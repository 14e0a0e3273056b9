"""A printed page holds what is folded away on the screen, and nothing that one could only press."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
SignIn = Callable[..., Page]

ON_SCREEN_ALONE = (".govuk-service-navigation", ".govuk-breadcrumbs", ".govuk-footer", ".govuk-button")


def test_paper_shows_what_was_folded_and_leaves_out_what_is_pressed(sign_in: SignIn) -> None:
    page = sign_in("demo.worker")
    page.goto("/families/1/trends/graded-care?child=1")
    folded = page.locator("section details:not([open]) .govuk-details__text").first
    choosing = page.locator("form").filter(has_text="Whose care?")
    expect(folded).to_be_hidden()

    page.emulate_media(media="print")
    expect(folded).to_be_visible()
    expect(choosing).to_be_hidden()
    for selector in ON_SCREEN_ALONE:
        expect(page.locator(selector).first).to_be_hidden()
    for chart in page.locator(".app-scroll--chart > svg[role='img']").all():
        expect(chart).to_be_visible()
    for twin_for_narrow_screens in page.locator(".app-chart-narrow > svg").all():
        expect(twin_for_narrow_screens).to_be_hidden()
