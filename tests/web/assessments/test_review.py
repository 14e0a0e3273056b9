"""After signing: countersigned, returned, amended, void."""

from collections.abc import Callable
from typing import Any

import pytest

from assessment_tool.core.lifecycle import Standing
from assessment_tool.core.responses import Response
from assessment_tool.records import BusyError, StaleError
from assessment_tool.services.assessments import review
from tests.web.assessments.workspace import FIRST, Workspace
from tests.web.browsing import Browser, Page


@pytest.fixture
def supervisor(browser_of: Callable[[str], Browser]) -> Browser:
    """The team manager, who did not write the assessment."""
    return browser_of("supervisor")


def test_a_supervisor_countersigns_exactly_what_was_read(supervisor: Browser, workspace: Workspace) -> None:
    revision_id = workspace.signed()
    sha = workspace.opened(revision_id).revision.content_sha256
    page = supervisor.open(f"/assessments/{revision_id}/read")
    assert f'name="content_sha256" value="{sha}"' in page.source
    answer = supervisor.send(f"/assessments/{revision_id}/countersign", content_sha256=sha, has_read="yes")
    assert answer.status_code == 303
    assert workspace.opened(revision_id).standing is Standing.COUNTERSIGNED


def test_nothing_is_countersigned_before_it_is_said_to_be_read(
    supervisor: Browser, workspace: Workspace
) -> None:
    revision_id = workspace.signed()
    sha = workspace.opened(revision_id).revision.content_sha256
    assert "No question is at grade 4 or 5." in supervisor.open(f"/assessments/{revision_id}/read").text
    page = Page(supervisor.send(f"/assessments/{revision_id}/countersign", content_sha256=sha))
    assert page.status == 400
    assert "tick that you have read it" in page.text
    assert "#has_read" in page.links()
    assert workspace.opened(revision_id).standing is Standing.SIGNED


@pytest.mark.parametrize("overtaken", [StaleError, BusyError])
def test_a_countersignature_that_meets_another_writer_is_asked_for_again(
    supervisor: Browser,
    workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
    overtaken: type[Exception],
) -> None:
    def meet(*_: object) -> None:
        raise overtaken

    revision_id = workspace.signed()
    sha = workspace.opened(revision_id).revision.content_sha256
    monkeypatch.setattr(review, "countersign", meet)
    sent = {"content_sha256": sha, "has_read": "yes"}
    page = Page(supervisor.send(f"/assessments/{revision_id}/countersign", **sent))
    assert (page.status, page.heading) == (503, supervisor.open(f"/assessments/{revision_id}/read").heading)
    assert "It is not countersigned: somebody else was saving just then." in page.text
    assert f'name="content_sha256" value="{sha}"' in page.source
    assert workspace.opened(revision_id).standing is Standing.SIGNED
    monkeypatch.undo()
    assert supervisor.send(f"/assessments/{revision_id}/countersign", **sent).status_code == 303


def test_a_countersignature_that_another_one_came_before_says_so(
    supervisor: Browser, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one is committed between the look at the assessment and the step."""
    revision_id = workspace.signed()
    sent = {"content_sha256": workspace.opened(revision_id).revision.content_sha256, "has_read": "yes"}
    countersign = review.countersign

    def after_another(*given: Any) -> None:
        monkeypatch.undo()
        countersign(*given)
        given[0].commit()
        raise StaleError

    monkeypatch.setattr(review, "countersign", after_another)
    page = Page(supervisor.send(f"/assessments/{revision_id}/countersign", **sent))
    assert (page.status, page.heading) == (409, "Someone else has changed this")
    assert workspace.opened(revision_id).standing is Standing.COUNTERSIGNED


@pytest.mark.parametrize("sha", ["", "0" * 64, "é"])
def test_another_content_is_not_countersigned(supervisor: Browser, workspace: Workspace, sha: str) -> None:
    revision_id = workspace.signed()
    assert (
        supervisor.send(
            f"/assessments/{revision_id}/countersign", content_sha256=sha, has_read="yes"
        ).status_code
        == 409
    )
    assert workspace.opened(revision_id).standing is Standing.SIGNED


def test_nobody_countersigns_an_assessment_with_an_answer_of_their_own(
    supervisor: Browser, workspace: Workspace
) -> None:
    revision_id = workspace.complete()
    workspace.answer(revision_id, {FIRST: Response(value="1")}, by="supervisor")
    page = supervisor.open(f"/assessments/{revision_id}/read")
    assert "Countersign" not in page.text
    assert supervisor.send(f"/assessments/{revision_id}/countersign").status_code == 403


def test_a_return_opens_a_draft_with_the_reason_above_it(
    supervisor: Browser, worker: Browser, workspace: Workspace
) -> None:
    revision_id = workspace.signed()
    path = f"/assessments/{revision_id}/return"
    assert "opens for its author" in supervisor.open(path).text
    assert supervisor.send(path, reason="Look at sleep again.").status_code == 303
    read = worker.open(f"/assessments/{revision_id}/read")
    assert "Returned to its author. It counts in no trend" in read.text
    assert f"/assessments/{revision_id + 1}/read" in read.links()
    draft = worker.open(f"/assessments/{revision_id + 1}")
    assert "Returned with a reason" in draft.text
    assert "Look at sleep again." in draft.text
    returned = "by Dilys Pugh, for Ade Oyelaran"
    assert f"12:00 {returned}." in draft.text
    for path in (f"/families/{workspace.example.family_id}/assessments/new", "/"):
        assert f"12:00 {returned}" in worker.open(path).text
    assert f"opened {returned}" in worker.open(f"/assessments/{revision_id + 1}/read").text
    assert workspace.response(revision_id + 1) == Response(value="2", evidence="Seen.")


def test_an_amendment_holds_the_old_one_until_it_is_signed(worker: Browser, workspace: Workspace) -> None:
    revision_id = workspace.signed()
    path = f"/assessments/{revision_id}/amend"
    worker.open(path)
    answer = worker.send(path, reason="A wrong date.")
    assert answer.headers["Location"] == f"/assessments/{revision_id + 1}"
    assert workspace.opened(revision_id).standing is Standing.SIGNED
    again = worker.send(path, reason="A wrong date.")
    assert again.headers["Location"] == f"/assessments/{revision_id + 1}"


def test_a_reason_typed_while_another_amendment_is_open_is_kept(
    worker: Browser, workspace: Workspace
) -> None:
    revision_id = workspace.signed()
    path = f"/assessments/{revision_id}/amend"
    worker.open(path)
    worker.send(path, reason="A wrong date.")
    answer = worker.send(path, reason="The wrong school.")
    assert answer.status_code == 409
    assert "The wrong school." in answer.text
    assert f'href="/assessments/{revision_id + 1}"' in answer.text


def test_a_void_assessment_says_so(supervisor: Browser, workspace: Workspace) -> None:
    revision_id = workspace.signed()
    supervisor.open(f"/assessments/{revision_id}/void")
    supervisor.send(f"/assessments/{revision_id}/void", reason="Made for the wrong child.")
    text = supervisor.open(f"/assessments/{revision_id}/read").text
    assert "Void. It counts in no trend" in text
    assert "Made for the wrong child." in text


@pytest.mark.parametrize("step", ["return", "amend", "void"])
@pytest.mark.parametrize("reason", ["", " \n ", "\x00", "r" * 4_001])
def test_a_step_without_a_reason_is_not_taken_and_the_text_is_kept(
    supervisor: Browser, workspace: Workspace, step: str, reason: str
) -> None:
    revision_id = workspace.signed()
    page = Page(supervisor.send(f"/assessments/{revision_id}/{step}", reason=reason))
    assert page.status == 400
    assert "Give your reason in writing" in page.text
    assert reason.strip("\x00 \n") in page.source
    assert workspace.opened(revision_id).standing is Standing.SIGNED


@pytest.mark.parametrize("step", ["return", "void"])
def test_a_worker_may_not_take_a_supervisors_step(worker: Browser, workspace: Workspace, step: str) -> None:
    revision_id = workspace.signed()
    worker.open(f"/assessments/{revision_id}/{step}", 403)
    assert worker.send(f"/assessments/{revision_id}/{step}", reason="x").status_code == 403


@pytest.mark.parametrize("step", ["return", "amend"])
def test_a_draft_cannot_be_returned_or_amended(supervisor: Browser, workspace: Workspace, step: str) -> None:
    revision_id = workspace.draft()
    supervisor.open(f"/assessments/{revision_id}/{step}", 409)
    assert supervisor.send(f"/assessments/{revision_id}/{step}", reason="x").status_code == 409
    assert supervisor.send(f"/assessments/{revision_id}/countersign").status_code == 409
