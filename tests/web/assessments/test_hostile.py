"""Bad input: never a server error, and never a lost answer."""

import pytest
from flask.testing import FlaskClient

from assessment_tool.core.responses import MAXIMUM_TEXT, Response
from assessment_tool.services.assessments.answers import MAXIMUM_SOURCE
from assessment_tool.web.form_size import MAXIMUM_ANSWERS, MAXIMUM_BODY, MOST_QUESTIONS
from tests.web.assessments.workspace import CATALOGUE, FIRST, Workspace, fields
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
    sent = fields(evidence="e" * (MAXIMUM_ANSWERS + 1))
    page = Page(worker.send(f"/assessments/{revision_id}/answer/1", **sent))
    assert page.status == 413
    assert "Nothing of it was saved. Go back: what you typed is still in your browser." in page.text
    assert workspace.response(revision_id) is None


def test_an_autosaved_answer_is_no_way_round_the_limit(worker: Browser, workspace: Workspace) -> None:
    sent = fields(evidence="e" * MAXIMUM_BODY)
    assert worker.send(f"/assessments/{workspace.draft()}/items/1", **sent).status_code == 413


def test_of_a_stranger_no_long_answers_are_read(stranger: FlaskClient, workspace: Workspace) -> None:
    path = f"/assessments/{workspace.draft()}/answer/all"
    stranger.get("/sign-in")
    assert stranger.post(path, data=fields(evidence="e" * MAXIMUM_BODY)).status_code == 413


@pytest.mark.parametrize("character", ["’", "\U0001f9d2"])
def test_all_answers_as_long_as_they_may_be_are_saved(
    worker: Browser, workspace: Workspace, character: str
) -> None:
    revision_id = workspace.draft()
    asked = [one.item.id for one in workspace.opened(revision_id).asked.values() if one.item.options]
    sent: dict[str, object] = {}
    for item_id in asked:
        sent |= fields(item_id, 0, evidence=character * MAXIMUM_TEXT, source=character * MAXIMUM_SOURCE)
    assert worker.send(f"/assessments/{revision_id}/answer/all", **sent).status_code == 303
    saved = workspace.opened(revision_id).responses
    assert [item_id for item_id in asked if len(saved[item_id].evidence) != MAXIMUM_TEXT] == []


def test_no_instrument_asks_more_than_one_form_takes() -> None:
    found = [
        CATALOGUE.find(name, version) for name in CATALOGUE.ids() for version in CATALOGUE.versions(name)
    ]
    assert max(len(one.instrument.items) for one in found) <= MOST_QUESTIONS


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
