"""Bad input: never a server error, and never a lost answer."""

import pytest

from assessment_tool.core.responses import Response
from tests.web.assessments.workspace import FIRST, Workspace, fields
from tests.web.browsing import Browser, Page

ITEM = b"meals_regular-version=0&meals_regular-source=&meals_regular-evidence="
BODIES = {
    "not UTF-8": ITEM + b"\xff\xfe",
    "broken percent": ITEM + b"%zz&meals_regular-version=%",
    "NUL": ITEM + b"%00a%00&meals_regular-source=%00",
    "lone surrogate": ITEM + b"%ED%A0%80",
    "arrays": ITEM + b"a&meals_regular-evidence=b&meals_regular-version=7&meals_regular-answer[0]=1",
    "unknown items": b"no_such-version=0&no_such-answer=1&__class__-version=0&-version=0&clear=no_such",
    "nothing": b"",
    "only ampersands": b"&" * 5_000,
}
NO_NUMBERS = ("\u0661", "+3", "0_3", "1e3", "NaN", "inf", "-1", "9" * 40, "3,5", "151", "2.5")


@pytest.mark.parametrize("page", ["answer/1", "answer/all", "items/1", "summary", "sign"])
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_a_strange_body_is_answered_without_an_error_of_ours(
    worker: Browser, workspace: Workspace, page: str, body: bytes
) -> None:
    revision_id = workspace.draft()
    workspace.answer(revision_id, {FIRST: Response(value="2", evidence="Kept.")})
    answer = worker.client.post(
        f"/assessments/{revision_id}/{page}",
        data=b"csrf_token=" + worker.token().encode() + b"&" + body,
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code in {200, 303, 400, 409}
    assert workspace.response(revision_id) == Response(value="2", evidence="Kept.")


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "multipart/form-data", ""])
def test_a_body_of_another_kind_is_no_form(worker: Browser, workspace: Workspace, kind: str) -> None:
    revision_id = workspace.draft()
    answer = worker.client.post(
        f"/assessments/{revision_id}/items/1",
        data=b'{"a": ' * 10_000,
        content_type=kind,
        headers={"X-CSRFToken": worker.token()},
    )
    assert answer.status_code == 400


def test_a_body_beyond_the_limit_is_refused(worker: Browser, workspace: Workspace) -> None:
    revision_id = workspace.draft()
    sent = fields(evidence="e" * (2 * 1024 * 1024))
    assert worker.send(f"/assessments/{revision_id}/answer/1", **sent).status_code == 413
    assert workspace.response(revision_id) is None


@pytest.mark.parametrize("typed", NO_NUMBERS)
def test_a_number_that_is_none_is_refused_and_kept_on_the_page(
    worker: Browser, workspace: Workspace, typed: str
) -> None:
    revision_id = workspace.draft("alcohol-and-care", is_adult=True)
    workspace.answer(
        revision_id, {"private_talk": Response(value="private"), "drank_year": Response(value="yes")}
    )
    sent = fields("usual_units", value=typed)
    page = Page(worker.send(f"/assessments/{revision_id}/answer/all", **sent))
    assert page.status == 400
    assert "Enter a whole number from 0 up to 150, in figures." in page.text
    assert f'value="{typed}"' in page.source
    assert workspace.response(revision_id, "usual_units") is None
