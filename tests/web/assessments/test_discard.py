"""Discarding one's own draft on its page: asked twice, done once, and nothing that was typed is lost."""

from collections.abc import Callable

import pytest

from assessment_tool.core.lifecycle import Standing
from assessment_tool.core.responses import Response
from tests.web.assessments.workspace import FIRST, Workspace, fields
from tests.web.browsing import Browser, Page

WHY = "Begun about the wrong child."
BrowserOf = Callable[[str], Browser]


def sent(browser: Browser, draft: int, key: str = "k", **changes: str) -> Page:
    form = {"reason": WHY, "is_sure": "yes", "submission": key, **changes}
    return Page(browser.send(f"/assessments/{draft}/discard", **form))


def test_a_draft_is_discarded_from_its_page_and_the_family_reads_by_whom_and_why(
    worker: Browser, workspace: Workspace, browser_of: BrowserOf
) -> None:
    draft = workspace.draft()
    assert f"/assessments/{draft}/discard" in worker.open(f"/assessments/{draft}").links()
    assert "cannot be brought back" in worker.open(f"/assessments/{draft}/discard").text
    assert sent(worker, draft).status == 303
    read = worker.open(f"/assessments/{draft}/read").text
    assert "The draft is discarded." in read
    assert "Discarded by its author. It counts in no trend and no document." in read
    family = f"/families/{workspace.example.family_id}"
    history = browser_of("support").open(family).text
    assert f"Discarded By Ade Oyelaran, 4 March 2026 at 12:00. Reason: {WHY}" in history
    assert f"/assessments/{draft}" not in worker.open("/").links()
    assert "open already" not in worker.open(f"{family}/assessments/new").text
    assert "Discard this draft" not in worker.open(f"/assessments/{draft}").text


def test_sent_twice_it_is_discarded_once(worker: Browser, workspace: Workspace) -> None:
    draft = workspace.draft()
    assert [sent(worker, draft, key).status for key in ("k", "k", "another")] == [303, 303, 303]
    assert len(workspace.opened(draft).events) == 2
    assert worker.send(f"/assessments/{draft}/discard").headers["Location"] == f"/assessments/{draft}/read"


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"reason": " \n"}, "#reason"),
        ({"reason": "\x00"}, "#reason"),
        ({"reason": "r" * 4_001}, "#reason"),
        ({"is_sure": ""}, "#is_sure"),
        ({"is_sure": "maybe"}, "#is_sure"),
    ],
)
def test_without_a_reason_and_a_tick_nothing_is_discarded(
    worker: Browser, workspace: Workspace, changes: dict[str, str], fault: str
) -> None:
    draft = workspace.draft()
    page = sent(worker, draft, **changes)
    assert page.status == 400
    assert fault in page.links()
    assert changes.get("reason", WHY).strip("\x00 \n") in page.source
    assert workspace.opened(draft).is_draft


@pytest.mark.parametrize("username", ["support", "supervisor"])
def test_somebody_elses_draft_offers_no_discarding_and_refuses_it(
    browser_of: BrowserOf, workspace: Workspace, username: str
) -> None:
    draft, browser = workspace.draft(), browser_of(username)
    assert "Discard" not in browser.open(f"/assessments/{draft}").text
    browser.open(f"/assessments/{draft}/discard", 403)
    assert sent(browser, draft).status == 403
    assert workspace.opened(draft).is_draft


@pytest.mark.parametrize("step", ["return", "amend"])
def test_a_draft_of_what_was_signed_says_what_to_do_instead(
    worker: Browser, workspace: Workspace, browser_of: BrowserOf, step: str
) -> None:
    signed = workspace.signed()
    browser_of("supervisor" if step == "return" else "worker").send(
        f"/assessments/{signed}/{step}", reason="A wrong date."
    )
    page = sent(worker, signed + 1)
    assert page.status == 409
    for text in (page.text, worker.open(f"/assessments/{signed + 1}").text):
        assert "ask a supervisor to make it void" in text
    assert WHY in page.text
    assert f"/assessments/{signed + 1}/discard" not in worker.open(f"/assessments/{signed + 1}").links()
    assert workspace.opened(signed + 1).is_draft


def test_what_was_signed_meanwhile_is_not_discarded(worker: Browser, workspace: Workspace) -> None:
    page = sent(worker, workspace.signed())
    assert page.status == 409
    assert WHY in page.text


def test_an_answer_that_comes_too_late_is_handed_back(worker: Browser, workspace: Workspace) -> None:
    draft = workspace.draft()
    sent(worker, draft)
    answer = fields(answer="3", evidence="Cold rooms on Monday.")
    page = Page(worker.send(f"/assessments/{draft}/answer/1", **answer))
    assert page.status == 409
    assert "This draft was discarded while you were writing" in page.text
    assert "Cold rooms on Monday." in page.text
    by_script = worker.send(f"/assessments/{draft}/items/1", **answer)
    assert by_script.status_code == 409
    assert workspace.response(draft) is None


def test_a_summary_that_comes_too_late_is_handed_back(worker: Browser, workspace: Workspace) -> None:
    draft = workspace.draft()
    sent(worker, draft)
    page = Page(worker.send(f"/assessments/{draft}/summary", lock_version=1, analysis="Wren is cold."))
    assert page.status == 409
    assert "This draft was discarded" in page.text
    assert "Wren is cold." in page.text


def test_whoever_signs_what_was_discarded_meanwhile_is_told_so(worker: Browser, workspace: Workspace) -> None:
    draft = workspace.complete()
    workspace.answer(draft, {FIRST: Response(value="1", evidence="Seen.")})
    sent(worker, draft)
    answer = worker.send(f"/assessments/{draft}/sign", content="x", has_read="yes")
    assert answer.status_code == 303
    assert "It was not signed. This draft is closed: discarded by its author." in worker.open("/").text
    assert workspace.opened(draft).standing is Standing.DISCARDED
