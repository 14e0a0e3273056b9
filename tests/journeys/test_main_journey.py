"""The main job in a real browser: assessed over two sittings, signed, returned, countersigned, reported."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from assessment_tool import clock
from tests.journeys.looking import faults
from tests.journeys.workspace import saved, start

pytestmark = pytest.mark.browser
SignIn = Callable[..., Page]

GRADE_TWO = "input[value='2'][name$='-answer']"
EVIDENCE = "Seen on two visits: the meal was on the table at five and Lee sat with him."


def answer_the_rest(page: Page, draft: str) -> None:
    """Grade every item that has no answer yet, on the page with all of them."""
    page.goto(f"{draft}/answer/all")
    for group in page.locator("fieldset").all():
        is_blank = group.locator("input[type='radio'][name$='-answer']:checked").count() == 0
        if is_blank and group.locator(GRADE_TWO).count():
            group.locator(GRADE_TWO).first.check()
    page.click("button:has-text('Save'):not([aria-hidden])  >> nth=-1")


def sum_up(page: Page, draft: str) -> None:
    """Enter the last day of observation, how many observations there were, and the analysis."""
    today = clock.today()
    page.goto(f"{draft}/summary")
    for part in ("day", "month", "year"):
        page.fill(f"[name='observed_on-{part}']", str(getattr(today, part)))
    page.get_by_label("How many times did you observe them?").fill("3")
    page.get_by_label("Analysis").fill(
        "With Lee he eats and sleeps well; what must change is who minds him at night."
    )
    page.click("button:has-text('Save and go to signing')")


def test_an_assessment_is_made_signed_returned_mended_countersigned_and_reported(sign_in: SignIn) -> None:
    worker = sign_in("demo.worker")
    draft = start(worker, "Lee Draycott")
    worker.get_by_role("link", name="Food").click()

    # the first sitting: one grade with evidence, one item not observed
    worker.locator("#q1-evidence").fill(EVIDENCE)
    worker.locator("#q1-2").check()
    saved(worker)
    worker.locator("input[value='absent:not_observed']").nth(1).check()
    worker.click("button:has-text('Save and continue')")
    worker.wait_for_url(re.compile(r"/answer/2$"))
    worker.click("button:has-text('Sign out')")

    # the second sitting: everything is there, and what is missing is told
    again = sign_in("demo.worker", scripts=False)
    again.goto(f"{draft}/answer/1")
    expect(again.locator("#q1-evidence")).to_have_value(EVIDENCE)
    expect(again.locator("#q1-2")).to_be_checked()
    again.goto(f"{draft}/sign")
    expect(again.locator("main")).to_contain_text("cannot be signed yet")
    answer_the_rest(again, draft)
    sum_up(again, draft)
    again.check("#has_read")
    again.click("button:has-text('Sign')  >> nth=-1")
    expect(again.locator("main")).to_contain_text("Signed, not yet countersigned")

    # the supervisor returns it with a reason; the worker sees the reason, and signs again
    supervisor = sign_in("demo.supervisor")
    supervisor.goto(f"{draft}/read")
    supervisor.click("a:has-text('Return with a reason')")
    supervisor.get_by_role("textbox").fill("Say who told you about the nights.")
    supervisor.locator("main form button").first.click()
    again.goto("/")
    expect(again.locator("main")).to_contain_text("Say who told you about the nights.")
    again.click("a:has-text('Rowan Hollis, cared for by Lee Draycott')")
    mended = again.url
    again.goto(f"{mended}/answer/1")
    again.locator("#q1-source").fill("Rowan and his teacher, 4 October")
    again.get_by_role("button", name="Save", exact=True).click()
    sum_up(again, mended)
    again.check("#has_read")
    again.click("button:has-text('Sign')  >> nth=-1")

    # it is countersigned, stands in the trend, and leaves as a PDF
    supervisor.goto(f"{mended}/read")
    supervisor.check("#has_read")
    supervisor.click("button:has-text('Countersign')")
    expect(supervisor.locator("main")).to_contain_text("Signed and countersigned")
    expect(supervisor.locator("main")).to_contain_text("Rowan and his teacher, 4 October")
    again.goto("/families/1")
    again.click("a[href*='/trends/graded-care']")
    expect(again.locator("main")).to_contain_text("Lee Draycott")
    assert again.locator("svg[role='img']").count() >= 4


def test_the_report_of_a_trend_is_a_pdf_to_open_or_download(sign_in: SignIn) -> None:
    worker = sign_in("demo.worker")
    worker.set_default_timeout(60_000)
    worker.goto("/families/1")
    worker.click("a[href*='/trends/graded-care']")
    worker.click("button:has-text('Report')")
    expect(worker.locator("h1")).to_have_text("Trend report: the care Rowan Hollis receives")
    assert faults(worker) == []
    opened, kept = (worker.request.get(f"{worker.url}/{step}") for step in ("open", "download"))
    assert opened.headers["content-type"] == "application/pdf"
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(opened.body())).pages)
    assert "Rowan Hollis" in " ".join(text.split())
    assert kept.headers["content-disposition"].startswith("attachment")
    assert kept.body() == opened.body()
