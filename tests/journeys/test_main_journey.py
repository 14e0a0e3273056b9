"""The main job in a real browser: assessed over two sittings, signed, returned, countersigned, reported."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from assessment_tool import clock

pytestmark = pytest.mark.browser
SignIn = Callable[..., Page]

GRADE_TWO = "input[value='2'][name$='-answer']"
EVIDENCE = "Seen on two visits: the meal was on the table at five and Lee sat with him."


def start_graded_care(page: Page, carer: str) -> str:
    """Start the scale for Rowan and a carer; the address of the draft."""
    page.goto("/families")
    page.get_by_role("link", name="Hollis").click()
    page.get_by_role("button", name="Start an assessment").click()
    page.get_by_label("Graded care scale").check()
    page.get_by_label(carer, exact=True).check()
    page.get_by_label("Rowan Hollis", exact=True).check()
    page.get_by_label("By the worker", exact=True).check()
    page.click("button:has-text('Start')")
    page.wait_for_url(re.compile(r"/assessments/\d+$"))
    draft = page.url
    page.get_by_role("link", name="Food").click()
    return draft


def saved(page: Page) -> None:
    """Wait until the page says that what was typed is saved."""
    expect(page.locator(".app-item__state", has_text="Saved").first).to_be_visible()


def answer_the_rest(page: Page, draft: str) -> None:
    """Grade every item that has no answer yet, on the page with all of them."""
    page.goto(f"{draft}/answer/all")
    for group in page.locator("fieldset").all():
        if group.locator("input[type='radio'][name$='-answer']:checked").count() == 0:
            group.locator(GRADE_TWO).first.check()
    page.click("button:has-text('Save'):not([aria-hidden])  >> nth=-1")


def sum_up(page: Page, draft: str) -> None:
    """Enter the last day of observation and the analysis."""
    today = clock.today()
    page.goto(f"{draft}/summary")
    for part in ("day", "month", "year"):
        page.fill(f"[name='observed_on-{part}']", str(getattr(today, part)))
    page.get_by_label("Analysis").fill(
        "With Lee he eats and sleeps well; what must change is who minds him at night."
    )
    page.click("button:has-text('Save and go to signing')")


def test_an_assessment_is_made_signed_returned_mended_countersigned_and_reported(sign_in: SignIn) -> None:
    worker = sign_in("demo.worker")
    draft = start_graded_care(worker, "Lee Draycott")

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
    sum_up(again, mended)
    again.click("button:has-text('Sign')  >> nth=-1")

    # it is countersigned, stands in the trend, and leaves as a PDF
    supervisor.goto(f"{mended}/read")
    supervisor.click("button:has-text('Countersign')")
    expect(supervisor.locator("main")).to_contain_text("Countersigned")
    again.goto("/families/1")
    again.click("a[href*='/trends/graded-care']")
    expect(again.locator("main")).to_contain_text("Lee Draycott")
    assert again.locator("svg[role='img']").count() >= 4


def test_the_report_of_a_trend_is_a_pdf(sign_in: SignIn) -> None:
    worker = sign_in("demo.worker", scripts=False)
    worker.goto("/families/1")
    worker.click("a[href*='/trends/graded-care']")
    form = worker.locator("form[action$='/reports/trend']")
    token = form.locator("[name='csrf_token']").get_attribute("value")
    answer = worker.request.post(
        form.get_attribute("action") or "",
        form={"csrf_token": token or "", "instrument": "graded-care", "child": "1"},
        headers={"Referer": worker.url},
        timeout=120_000,
    )
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF")


def test_the_second_of_two_tabs_is_told_who_changed_what_and_loses_nothing(sign_in: SignIn) -> None:
    first = sign_in("demo.worker")
    draft = start_graded_care(first, "Marcus Bell")
    second = sign_in("demo.support")
    second.goto(f"{draft}/answer/1")
    first.locator("#q1-evidence").fill("The first one wrote this.")
    saved(first)
    second.locator("#q1-evidence").fill("The second one wrote that.")
    expect(second.locator("main")).to_contain_text("Amina Rahman")
    expect(second.locator("main")).to_contain_text("The first one wrote this.")
    expect(second.locator("#q1-evidence")).to_have_value("The second one wrote that.")


def test_an_item_is_answered_by_keyboard_alone(sign_in: SignIn) -> None:
    page = sign_in("demo.worker")
    start_graded_care(page, "Jodie Hollis")
    page.locator("#q1-evidence").focus()
    page.keyboard.type("Typed without a mouse.")
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    saved(page)
    expect(page.locator("#q1-2")).to_be_checked()
    page.reload()
    expect(page.locator("#q1-2")).to_be_checked()
    expect(page.locator("#q1-evidence")).to_have_value("Typed without a mouse.")
