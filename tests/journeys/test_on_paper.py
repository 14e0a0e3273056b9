"""A printed page holds what is folded away on the screen, and nothing that one could only press."""

import re
from collections.abc import Callable
from io import BytesIO
from unicodedata import normalize

import pytest
from playwright.sync_api import Page, ViewportSize, expect
from pypdf import PdfReader

pytestmark = pytest.mark.browser
SignIn = Callable[..., Page]

ON_SCREEN_ALONE = (".govuk-service-navigation", ".govuk-breadcrumbs", ".govuk-footer", ".govuk-button")
ONLY_TO_BE_PRESSED = ("My work", "Sign out", "Countersign", "Return with a reason", "Earlier answers")
SHEET: ViewportSize = {"width": 680, "height": 1000}
"""The part of an A4 sheet between its margins, in the pixels of a style sheet."""
CUT = """[...document.querySelectorAll('main *')]
    .filter(one => one.checkVisibility() && !one.closest('.govuk-visually-hidden'))
    .filter(one => one.getBoundingClientRect().right > innerWidth
        || (getComputedStyle(one).overflowX !== 'visible' && one.scrollWidth > one.clientWidth))
    .map(one => one.outerHTML.slice(0, 100))"""
"""What reaches over the edge of the paper, or is scrolled on the screen."""


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


def test_an_assessment_prints_whole_with_page_numbers_and_without_navigation(sign_in: SignIn) -> None:
    page = sign_in("demo.supervisor")
    page.goto("/assessments/13/read")
    expect(page.get_by_role("button", name="Countersign")).to_be_visible()
    answers = page.locator(".app-read").all_inner_texts()
    parts = page.locator(".app-scores__parts li, .app-scores__parts p").all_text_contents()
    assert (len(answers), len(parts)) > (40, 40)

    sheets = [sheet.extract_text() for sheet in PdfReader(BytesIO(page.pdf(format="A4"))).pages]
    printed = squeezed("".join(sheets))
    assert [one for one in (*answers, *parts) if squeezed(one) not in printed] == []
    assert [one for one in ONLY_TO_BE_PRESSED if squeezed(one) in printed] == []
    assert all(f"Page {number} of {len(sheets)}" in sheet for number, sheet in enumerate(sheets, 1))

    page.emulate_media(media="print")
    page.set_viewport_size(SHEET)
    assert page.evaluate(CUT) == []


def squeezed(text: str) -> str:
    """The text without its spaces, which a PDF does not keep, and without the ligatures of a font."""
    return re.sub(r"\s", "", normalize("NFKC", text))
