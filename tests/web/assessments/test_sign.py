"""Signing: gaps, declaration, and who may."""

import re
from collections.abc import Callable
from datetime import date

import pytest

from assessment_tool.core.instrument import Absence
from assessment_tool.core.lifecycle import EventKind, Standing
from assessment_tool.core.responses import Response
from assessment_tool.records.engine import writing
from assessment_tool.records.users import User
from tests.web.assessments.workspace import FIRST, Workspace
from tests.web.browsing import Browser, Page

NOT_OBSERVED = Response(absence=Absence.NOT_OBSERVED)
_CONTENT = re.compile(r'name="content" value="([0-9a-f]{64})"')


def content(browser: Browser, revision_id: int) -> str:
    found = _CONTENT.search(browser.open(f"/assessments/{revision_id}/sign").source)
    assert found
    return found.group(1)


def test_a_draft_with_gaps_shows_them_and_no_button(worker: Browser, workspace: Workspace) -> None:
    revision_id = workspace.draft()
    page = worker.open(f"/assessments/{revision_id}/sign")
    assert "cannot be signed yet" in page.text
    assert f"/assessments/{revision_id}/summary#analysis" in page.links()
    assert not _CONTENT.search(page.source)


def test_a_complete_draft_is_signed_with_name_and_registration(worker: Browser, workspace: Workspace) -> None:
    revision_id = workspace.complete()
    assert (
        "registration number SW6001, checked on 2 January 2025"
        in worker.open(f"/assessments/{revision_id}/sign").text
    )
    answer = worker.send(
        f"/assessments/{revision_id}/sign", has_read="yes", content=content(worker, revision_id)
    )
    assert answer.headers["Location"] == f"/assessments/{revision_id}/read"
    opened = workspace.opened(revision_id)
    assert opened.standing is Standing.SIGNED
    assert opened.revision.signer_name == "Ade Oyelaran"


def test_a_signature_sent_twice_signs_once(worker: Browser, workspace: Workspace) -> None:
    revision_id = workspace.complete()
    seen = content(worker, revision_id)
    for _ in range(2):
        assert (
            worker.send(f"/assessments/{revision_id}/sign", content=seen, has_read="yes").status_code == 303
        )
    kinds = [event.kind for event in workspace.opened(revision_id).events]
    assert kinds.count(EventKind.SIGNED) == 1


def test_what_was_changed_after_reading_is_not_signed(worker: Browser, workspace: Workspace) -> None:
    revision_id = workspace.complete()
    seen = content(worker, revision_id)
    workspace.answer(revision_id, {FIRST: Response(value="1")}, by="support")
    page = Page(worker.send(f"/assessments/{revision_id}/sign", content=seen, has_read="yes"))
    assert page.status == 409
    assert "Something was changed after you opened this page" in page.text
    assert workspace.opened(revision_id).is_draft


def test_a_signature_without_the_content_that_was_read_is_refused(
    worker: Browser, workspace: Workspace
) -> None:
    revision_id = workspace.complete()
    assert worker.send(f"/assessments/{revision_id}/sign").status_code == 409
    assert workspace.opened(revision_id).is_draft


def test_a_signature_over_gaps_is_refused(worker: Browser, workspace: Workspace) -> None:
    revision_id = workspace.complete()
    workspace.answer(revision_id, {FIRST: Response()})
    from_page = worker.open(f"/assessments/{revision_id}/sign")
    assert not _CONTENT.search(from_page.source)
    answer = worker.send(f"/assessments/{revision_id}/sign", content="0" * 64, has_read="yes")
    assert answer.status_code == 409
    assert workspace.opened(revision_id).is_draft


def test_a_support_worker_reads_who_can_sign(
    browser_of: Callable[[str], Browser], workspace: Workspace
) -> None:
    revision_id = workspace.complete()
    support = browser_of("support")
    page = support.open(f"/assessments/{revision_id}/sign")
    assert "Only a registered social worker can sign" in page.text
    assert not _CONTENT.search(page.source)
    assert support.send(f"/assessments/{revision_id}/sign").status_code == 403
    assert workspace.opened(revision_id).is_draft


def test_a_registration_that_ran_out_is_said_and_refused(worker: Browser, workspace: Workspace) -> None:
    revision_id = workspace.complete()
    seen = content(worker, revision_id)
    with writing(workspace.engine) as session:
        user = session.get_one(User, workspace.example.users["worker"])
        user.registration_expires_on = date(2026, 3, 3)
    page = Page(worker.send(f"/assessments/{revision_id}/sign", content=seen, has_read="yes"))
    assert page.status == 403
    assert "Your registration is not confirmed for today" in page.text
    assert workspace.opened(revision_id).is_draft


def test_what_must_not_be_overlooked_stands_before_the_signature(
    worker: Browser, workspace: Workspace
) -> None:
    revision_id = workspace.complete()
    page = worker.open(f"/assessments/{revision_id}/sign")
    assert "Not observed: 0." in page.text
    assert "No question is at grade 4 or 5." in page.text
    assert "How it was reached" in page.text
    workspace.answer(revision_id, {FIRST: Response(value="4", evidence="Seen."), "animals": NOT_OBSERVED})
    page = worker.open(f"/assessments/{revision_id}/sign")
    asked = len(workspace.opened(revision_id).asked)
    assert f"{asked - 2} of {asked} questions are answered. Not observed: 1." in page.text
    assert "Otherwise without an answer: 1 left open." in page.text
    assert "At grade 4 or 5, a need mostly or wholly unmet: 1." in page.text
    assert f"/assessments/{revision_id}/read#a1" in page.links()


@pytest.mark.parametrize("tick", [{}, {"has_read": ""}, {"has_read": "no"}])
def test_nothing_is_signed_before_it_is_said_to_be_read(
    worker: Browser, workspace: Workspace, tick: dict[str, str]
) -> None:
    revision_id = workspace.complete()
    seen = content(worker, revision_id)
    page = Page(worker.send(f"/assessments/{revision_id}/sign", content=seen, **tick))
    assert page.status == 400
    assert "tick that you have read it" in page.text
    assert "#has_read" in page.links()
    assert workspace.opened(revision_id).is_draft
