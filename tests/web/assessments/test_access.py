"""Every page of an assessment against everybody who has no business there."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.web.assessments.workspace import Workspace, fields
from tests.web.browsing import Browser

TOKEN = re.compile(r'name="csrf_token" value="[^"]+"')
READ = ["", "/answer/1", "/answer/all", "/summary", "/sign", "/read", "/earlier", "/discard"]
POSTED = [
    "/answer/1",
    "/items/1",
    "/summary",
    "/sign",
    "/countersign",
    "/return",
    "/amend",
    "/void",
    "/discard",
]


def without_token(source: str) -> str:
    """The page without its forgery token, which says when it was made."""
    return TOKEN.sub("", source)


@pytest.mark.parametrize("page", READ)
def test_somebody_not_signed_in_is_sent_to_the_sign_in(
    stranger: FlaskClient, workspace: Workspace, page: str
) -> None:
    answer = stranger.get(f"/assessments/{workspace.draft()}{page}")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in")


@pytest.mark.parametrize("page", READ)
def test_another_familys_assessment_looks_like_one_that_is_not_there(
    browser_of: Callable[[str], Browser], workspace: Workspace, page: str
) -> None:
    colleague = browser_of("colleague")
    theirs = colleague.open(f"/assessments/{workspace.draft()}{page}", 404)
    missing = colleague.open(f"/assessments/987654{page}", 404)
    assert without_token(theirs.source) == without_token(missing.source)


@pytest.mark.parametrize("page", POSTED)
def test_nothing_is_changed_in_another_familys_assessment(
    browser_of: Callable[[str], Browser], workspace: Workspace, page: str
) -> None:
    revision_id = workspace.draft()
    colleague = browser_of("colleague")
    answer = colleague.send(f"/assessments/{revision_id}{page}", reason="x", **fields(answer="1"))
    assert answer.status_code in {403, 404}
    assert workspace.response(revision_id) is None
    assert len(workspace.opened(revision_id).events) == 1


@pytest.mark.parametrize("page", POSTED)
@pytest.mark.parametrize("username", ["reader", "manager", "admin", "auditor"])
def test_who_may_not_write_writes_nothing(
    browser_of: Callable[[str], Browser], workspace: Workspace, username: str, page: str
) -> None:
    revision_id = workspace.draft()
    answer = browser_of(username).send(f"/assessments/{revision_id}{page}", reason="x", **fields(answer="1"))
    assert answer.status_code == 403
    assert workspace.response(revision_id) is None


@pytest.mark.parametrize("username", ["admin", "auditor"])
@pytest.mark.parametrize("page", READ)
def test_administrators_and_auditors_read_no_assessment(
    browser_of: Callable[[str], Browser], workspace: Workspace, username: str, page: str
) -> None:
    browser_of(username).open(f"/assessments/{workspace.draft()}{page}", 403)


@pytest.mark.parametrize("number", ["0", "2147483648", "99999999999999999999", "-1", "x", "1e3"])
def test_a_number_that_no_record_can_have_is_not_found(worker: Browser, number: str) -> None:
    for page in READ:
        worker.open(f"/assessments/{number}{page}", 404)
