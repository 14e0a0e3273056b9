"""The gate on the page: only its questions until they open it; then what to do, and the day to ask again."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from assessment_tool.core.responses import Response
from tests.services.case import Case
from tests.web.assessments.workspace import fields, told
from tests.web.browsing import Browser, Page

OPENING = {
    "alone": Response("yes"),
    "setting": Response("home"),
    "interpreter": Response("nobody"),
    "contact": Response("By post."),
}
INSTEAD = "Talk of something else"
QUESTION = "Have you been afraid"
DAY = {"submission": "one-key"} | {
    f"further_attempt-{part}": value for part, value in (("day", "11"), ("month", "3"), ("year", "2026"))
}


@pytest.fixture
def revision_id(draft: Callable[[str], int]) -> int:
    return draft("gate")


def everything(revision_id: int) -> str:
    return f"/assessments/{revision_id}/answer/all"


def test_before_the_gate_is_open_no_page_has_the_questions_behind_it(
    worker: Browser, case: Case, revision_id: int
) -> None:
    for answers in ({}, {"alone": Response("no")}):
        case.save(revision_id, answers)
        for page in ("", "/answer/all", "/summary", "/read", "/sign"):
            assert QUESTION not in worker.open(f"/assessments/{revision_id}{page}").text
    worker.open(f"/assessments/{revision_id}/answer/2")
    case.save(revision_id, OPENING)
    assert QUESTION in worker.open(everything(revision_id)).text


def test_an_answer_posted_through_a_shut_gate_is_handed_back(
    worker: Browser, case: Case, revision_id: int
) -> None:
    answer = worker.send(everything(revision_id), **fields("afraid", answer="yes"))
    assert answer.status_code == 400
    assert "do not say that it is safe to ask" in Page(answer).text
    numbers = list(case.opened(revision_id).instrument.items)
    path = f"/assessments/{revision_id}/items/{numbers.index('afraid') + 1}"
    assert worker.send(path, **fields("afraid", answer="yes")).status_code == 400
    assert case.responses(revision_id) == {}


def test_the_answer_that_shuts_it_says_what_to_do_at_once(worker: Browser, revision_id: int) -> None:
    said = told(worker.send(f"/assessments/{revision_id}/items/1", **fields("alone", answer="no")))
    assert [(flag["item"], flag["urgency"]) for flag in said["flags"]] == [("q1", "Do not ask now")]
    assert INSTEAD in said["flags"][0]["message"]
    assert INSTEAD in worker.open(everything(revision_id)).text


def test_after_saving_a_shut_gate_one_is_led_to_what_to_do(worker: Browser, revision_id: int) -> None:
    answer = worker.send(everything(revision_id), then="next", **fields("alone", answer="no"))
    assert answer.headers["Location"] == f"/assessments/{revision_id}#gate"
    page = worker.open(f"/assessments/{revision_id}")
    assert INSTEAD in page.text
    assert "When will you try again?" in page.text


def test_a_day_is_planned_and_stands_on_my_work(worker: Browser, case: Case, revision_id: int) -> None:
    case.save(revision_id, {"alone": Response("no")})
    assert worker.send(f"/assessments/{revision_id}/further-attempt", **DAY).status_code == 303
    assert "A further attempt is planned for 11 March 2026" in worker.open(f"/assessments/{revision_id}").text
    work = worker.open("/").text
    assert "Ask again when it is safe" in work
    assert "Planned for 11 March 2026" in work
    read = worker.open(f"/assessments/{revision_id}/read").text
    assert "Not asked: not safe." in read


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"further_attempt-day": ""}, "The date needs a day"),
        ({"further_attempt-year": "2025"}, "Choose a day from today on"),
        ({"further_attempt-day": "٣"}, "in figures"),
        ({"further_attempt-day": "31", "further_attempt-month": "2"}, "no such date"),
    ],
)
def test_a_day_that_cannot_be_is_kept_as_typed(
    worker: Browser, case: Case, revision_id: int, changed: dict[str, str], message: str
) -> None:
    case.save(revision_id, {"alone": Response("no")})
    answer = worker.send(f"/assessments/{revision_id}/further-attempt", **{**DAY, **changed})
    assert answer.status_code == 400
    page = Page(answer)
    assert message in page.text
    assert 'name="further_attempt-month" type="text"' in page.source
    assert case.opened(revision_id).further_attempt is None


def test_where_nothing_is_shut_nothing_is_planned(worker: Browser, revision_id: int) -> None:
    assert worker.send(f"/assessments/{revision_id}/further-attempt", **DAY).status_code == 409


def test_who_may_not_write_plans_nothing(
    browser_of: Callable[[str], Browser], stranger: FlaskClient, case: Case, revision_id: int
) -> None:
    case.save(revision_id, {"alone": Response("no")})
    path = f"/assessments/{revision_id}/further-attempt"
    assert browser_of("reader").send(path, **DAY).status_code == 403
    assert browser_of("colleague").send(path, **DAY).status_code == 404
    token = Browser(stranger).token()
    assert stranger.post(path, data={"csrf_token": token, **DAY}).status_code == 401
    assert case.opened(revision_id).further_attempt is None


def test_the_blank_form_marks_the_answers_with_which_to_go_on(worker: Browser) -> None:
    page = worker.open("/instruments/gate/blank")
    assert "<li>Yes ►</li>" in page.source
    assert "<li>No</li>" in page.source
    assert f"Otherwise: {INSTEAD}" in page.text
    assert f"Otherwise: {INSTEAD}" in worker.open("/instruments/gate/1.0.0").text
