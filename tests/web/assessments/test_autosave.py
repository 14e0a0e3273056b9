"""Saving one answer in the background."""

from collections.abc import Callable

import pytest
from werkzeug.test import TestResponse

from assessment_tool.core.responses import Response
from tests.web.assessments.workspace import FIRST, Workspace, fields, told
from tests.web.browsing import Browser


def autosave(browser: Browser, revision_id: int, number: object = 1, **sent: object) -> TestResponse:
    headers = {"X-CSRFToken": browser.token(), "Accept": "application/json"}
    return browser.client.post(f"/assessments/{revision_id}/items/{number}", data=sent, headers=headers)


def test_an_answer_is_saved_and_its_new_version_comes_back(worker: Browser, workspace: Workspace) -> None:
    revision_id = workspace.draft()
    answer = autosave(worker, revision_id, **fields(answer="2", evidence="Lunch."))
    assert answer.status_code == 200
    assert (told(answer)["version"], told(answer)["saved_at"]) == (1, "12:00")
    assert (told(answer)["done"], told(answer)["of"]) == (1, 49)
    assert told(answer)["progress"] == "Of 49 questions: 1 answered, 48 with nothing yet"
    assert workspace.response(revision_id) == Response(value="2", evidence="Lunch.")


def test_flags_come_back_at_once(worker: Browser, workspace: Workspace) -> None:
    answer = autosave(worker, workspace.draft(), **fields(answer="5", evidence="Nothing."))
    (flag,) = told(answer)["flags"]
    assert (flag["item"], flag["urgency"]) == ("q1", "Act today")


def test_the_questions_that_an_answer_brings_come_back(worker: Browser, workspace: Workspace) -> None:
    revision_id = workspace.draft("alcohol-and-care", is_adult=True)
    before = autosave(worker, revision_id, **fields("private_talk", answer="child_there"))
    after = autosave(worker, revision_id, **fields("private_talk", 1, answer="private"))
    assert told(after)["asked"]["q2"] == 1
    assert "q2" not in told(before)["asked"]


def test_a_conflict_brings_the_other_answer_and_saves_nothing(
    browser_of: Callable[[str], Browser], workspace: Workspace
) -> None:
    revision_id = workspace.draft()
    autosave(browser_of("support"), revision_id, **fields(answer="2", evidence="Theirs."))
    answer = autosave(browser_of("worker"), revision_id, **fields(answer="4", evidence="Mine."))
    assert answer.status_code == 409
    assert told(answer)["changed_by"] == "Cara Lindqvist"
    assert told(answer)["version"] == 1
    assert {"name": "Evidence", "text": "Theirs."} in told(answer)["theirs"]
    assert told(answer)["fields"]["answer"] == ["2"]
    assert workspace.response(revision_id) == Response(value="2", evidence="Theirs.")


@pytest.mark.parametrize(
    "wrong",
    [
        {"answer": "9"},
        {"answer": ["1", "2"]},
        {"answer": "absent:"},
        {"answer": "1", "confidence": "sure"},
        {"answer": "1", "evidence": "e" * 20_001},
    ],
)
def test_a_value_that_is_not_permitted_is_refused_in_words(
    worker: Browser, workspace: Workspace, wrong: dict[str, object]
) -> None:
    revision_id = workspace.draft()
    answer = autosave(worker, revision_id, **fields(**wrong))
    assert answer.status_code == 400
    assert told(answer)["error"].endswith(".")
    assert workspace.response(revision_id) is None


def test_a_request_without_the_items_fields_is_incomplete(worker: Browser, workspace: Workspace) -> None:
    revision_id = workspace.draft()
    assert autosave(worker, revision_id).status_code == 400
    assert autosave(worker, revision_id, **{f"{FIRST}-version": "0"}).status_code == 400
    assert autosave(worker, revision_id, **fields("food_suits_child", answer="1")).status_code == 400


@pytest.mark.parametrize("number", ["0", "50", "2147483648", "meals_regular", "-1", "1.5"])
def test_an_item_that_is_not_there_is_not_found(worker: Browser, workspace: Workspace, number: str) -> None:
    assert autosave(worker, workspace.draft(), number, **fields(answer="1")).status_code == 404


def test_a_note_takes_no_answer(worker: Browser, workspace: Workspace) -> None:
    revision_id = workspace.draft("alcohol-and-care", is_adult=True)
    assert autosave(worker, revision_id, 2, **fields("opening_words", answer="1")).status_code == 404


def test_a_request_without_the_token_is_refused(worker: Browser, workspace: Workspace) -> None:
    revision_id = workspace.draft()
    answer = worker.client.post(f"/assessments/{revision_id}/items/1", data=fields(answer="1"))
    assert answer.status_code == 400
    assert workspace.response(revision_id) is None


def test_after_the_signature_nothing_is_saved(worker: Browser, workspace: Workspace) -> None:
    revision_id = workspace.signed()
    assert autosave(worker, revision_id, **fields(version=1, answer="5")).status_code == 409
    assert workspace.response(revision_id) == Response(value="2", evidence="Seen.")


def test_text_in_every_script_comes_back_as_typed(worker: Browser, workspace: Workspace) -> None:
    revision_id = workspace.draft()
    text = "Żółć, ام, 雨, 👩‍👧 <b>&amp;"
    autosave(worker, revision_id, **fields(evidence=text))
    assert workspace.response(revision_id) == Response(evidence=text)
    assert text in worker.open(f"/assessments/{revision_id}/answer/1").text
