"""Whatever ends a session, no typed text is lost, and nobody but its writer is shown it or can send it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, Engine, event, func, select, update
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from assessment_tool.records import Assessment, FamilyEvent
from assessment_tool.records.engine import reading, writing
from assessment_tool.records.users import SignIn
from tests.web.assessments.test_choose import choices
from tests.web.assessments.workspace import Workspace, fields
from tests.web.browsing import Browser, Page
from tests.web.family import AT, PASSWORD, Example
from tests.web.test_families import EVENT

TEXT = "Seen <b>twice</b>:\n  cold & hungry, “tired”"
OTHERS = {"worker": "support", "supervisor": "worker"}
ROUTES = ("answer", "item", "summary", "event", "start", "return", "amend", "void", "discard")

BrowserOf = Callable[[str], Browser]


@dataclass(frozen=True, slots=True)
class Form:
    """A form as somebody filled it in, and its page's label for what they typed."""

    by: str
    path: str
    sent: dict[str, object]
    label: str


@pytest.fixture
def workspace(engine: Engine, example: Example) -> Workspace:
    """The made-up family's assessments."""
    return Workspace(engine, example)


@pytest.fixture
def form(request: pytest.FixtureRequest, workspace: Workspace) -> Form:
    """The form that the test names."""
    return filled(request.param, workspace)


def filled(route: str, workspace: Workspace) -> Form:
    """A form of the route, with `TEXT` typed in it."""
    example, family = workspace.example, f"/families/{workspace.example.family_id}"
    if route == "event":
        return Form("worker", f"{family}/events/new", {**EVENT, "detail": TEXT, "submission": "k"}, "Detail")
    if route == "start":
        paper = {**choices(example), "entered": "paper", "original_assessor": TEXT, "submission": "k"}
        day = {"observed_on-day": "1", "observed_on-month": "3", "observed_on-year": "2026"}
        label = "Who completed the paper form"
        return Form("worker", f"{family}/assessments/new", {**paper, **day}, label)
    if route in {"answer", "item", "summary"}:
        draft = f"/assessments/{workspace.draft()}"
        item = fields(answer="3", evidence=TEXT)
        return {
            "answer": Form("worker", f"{draft}/answer/1", item, "evidence"),
            "item": Form("worker", f"{draft}/items/1", item, "evidence"),
            "summary": Form("worker", f"{draft}/summary", {"lock_version": 1, "analysis": TEXT}, "Analysis"),
        }[route]
    if route == "discard":
        sent: dict[str, object] = {"reason": TEXT, "is_sure": "yes", "submission": "k"}
        return Form("worker", f"/assessments/{workspace.draft()}/discard", sent, "Your reason")
    by = "worker" if route == "amend" else "supervisor"
    return Form(by, f"/assessments/{workspace.signed()}/{route}", {"reason": TEXT}, "Your reason")


every_form = pytest.mark.parametrize("form", ROUTES, indirect=True)


def _impatiently(connection: DBAPIConnection, *_: object) -> None:
    """Wait a moment for another writer instead of ten seconds."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA busy_timeout = 50")
    cursor.close()


def end_sessions(engine: Engine) -> None:
    """All sessions are over, as after an hour or by an administrator."""
    with writing(engine) as session:
        session.execute(update(SignIn).values(ended_at=AT))


def sealed(page: Page) -> str:
    """What the page carries; empty where it carries nothing."""
    found = re.search(r'name="handed_back" value="([^"]+)"', page.source)
    return found.group(1) if found else ""


def is_shown(page: Page) -> bool:
    """Whether everything that was typed stands on the page, character by character."""
    return TEXT in unescape(page.source) and "<b>" not in page.source


def hand_back(browser: Browser, form: Form, engine: Engine) -> Page:
    """The answer to the form when its session ended before it was sent."""
    token = browser.token()
    end_sessions(engine)
    return Page(browser.client.post(form.path, data={"csrf_token": token, **form.sent}))


def send_on(
    browser: Browser, form: Form, page: Page, username: str, password: str = PASSWORD
) -> TestResponse:
    """Sign in on the page that handed the form back."""
    said = {"username": username, "password": password, "code": browser.code()}
    return browser.send(form.path, handed_back=sealed(page), **said)


@every_form
def test_a_form_whose_session_ended_is_shown_and_sent_on_by_signing_in(
    form: Form, browser_of: BrowserOf, engine: Engine
) -> None:
    browser = browser_of(form.by)
    page = hand_back(browser, form, engine)
    assert (page.status, page.heading) == (401, "You were signed out")
    assert page.answer.headers["Cache-Control"] == "no-store"
    assert is_shown(page)
    assert form.label in page.text
    assert send_on(browser, form, page, form.by).status_code in {200, 303}
    assert browser.client.get("/").status_code == 200


@every_form
def test_a_form_with_the_token_of_an_earlier_session_needs_one_press_of_the_same_person(
    form: Form, browser_of: BrowserOf
) -> None:
    browser = browser_of(form.by)
    earlier = browser.token()
    browser.send("/sign-out")
    browser.sign_in(form.by)
    page = Page(browser.client.post(form.path, data={"csrf_token": earlier, **form.sent}))
    assert (page.status, page.heading) == (400, "This page was out of date")
    assert page.answer.headers["Cache-Control"] == "no-store"
    assert is_shown(page)
    assert 'type="password"' not in page.source
    assert browser.send(form.path, handed_back=sealed(page)).status_code in {200, 303}


@every_form
def test_another_person_who_signs_in_is_shown_nothing_and_saves_nothing(
    form: Form, browser_of: BrowserOf, engine: Engine
) -> None:
    browser, before = browser_of(form.by), counted(engine)
    page = hand_back(browser, form, engine)
    other = Page(send_on(browser, form, page, OTHERS[form.by]))
    assert (other.status, other.heading) == (403, "This form is somebody else’s")
    assert "hungry" not in other.source
    assert counted(engine) == before
    assert send_on(browser, form, other, form.by).status_code in {200, 303}


@every_form
def test_a_page_that_somebody_else_left_open_shows_its_text_to_nobody(
    form: Form, browser_of: BrowserOf, engine: Engine
) -> None:
    browser, before = browser_of(form.by), counted(engine)
    earlier = browser.token()
    browser.sign_in(OTHERS[form.by])
    page = Page(browser.client.post(form.path, data={"csrf_token": earlier, **form.sent}))
    assert (page.status, page.heading) == (400, "This form is somebody else’s")
    assert "hungry" not in page.source
    assert browser.send(form.path, handed_back=sealed(page)).status_code == 400  # no password, no name
    assert counted(engine) == before


@every_form
def test_what_cannot_be_claimed_is_shown_once_and_carried_nowhere(form: Form, stranger: FlaskClient) -> None:
    page = Page(stranger.post(form.path, data=form.sent))
    assert page.status == 401
    assert is_shown(page)
    assert "Copy what you typed" in page.text
    assert sealed(page) == ""


def counted(engine: Engine) -> list[int | None]:
    """How many assessments and events there are."""
    with reading(engine) as session:
        return [session.scalar(select(func.count()).select_from(one)) for one in (Assessment, FamilyEvent)]


def test_what_was_handed_back_is_saved_as_it_was_typed_and_the_person_lands_where_the_form_led(
    worker: Browser, engine: Engine, workspace: Workspace
) -> None:
    form = filled("answer", workspace)
    answer = send_on(worker, form, hand_back(worker, form, engine), "worker")
    assert answer.location == form.path
    revision_id = int(form.path.split("/")[2])
    saved = workspace.response(revision_id)
    assert saved is not None
    assert (saved.value, saved.evidence) == ("3", TEXT)


def test_an_answer_that_somebody_changed_meanwhile_is_not_overwritten_by_signing_in(
    worker: Browser, browser_of: BrowserOf, engine: Engine, workspace: Workspace
) -> None:
    form = filled("answer", workspace)
    page = hand_back(worker, form, engine)
    browser_of("support").send(form.path, **fields(answer="2", evidence="Theirs."))
    answer = Page(send_on(worker, form, page, "worker"))
    assert answer.status == 409
    assert "Theirs." in answer.text
    assert is_shown(answer)


def test_an_event_that_is_sent_on_twice_is_recorded_once(
    worker: Browser, engine: Engine, workspace: Workspace
) -> None:
    form = filled("event", workspace)
    page = hand_back(worker, form, engine)
    first, second = (send_on(worker, form, page, "worker") for _ in range(2))
    assert (first.location, second.location) == (f"/families/{workspace.example.family_id}",) * 2
    assert counted(engine)[1] == 1


def test_a_wrong_password_loses_nothing_and_is_never_echoed(
    worker: Browser, engine: Engine, workspace: Workspace
) -> None:
    form = filled("summary", workspace)
    page = Page(send_on(worker, form, hand_back(worker, form, engine), "worker", "my other secret"))
    assert page.status == 400
    assert "do not go together" in page.text
    assert "my other secret" not in page.source
    assert is_shown(page)
    assert send_on(worker, form, page, "worker").status_code == 303


def test_a_password_sent_with_a_token_of_an_earlier_session_is_never_echoed(
    worker: Browser, engine: Engine, workspace: Workspace
) -> None:
    form = filled("summary", workspace)
    carried = sealed(hand_back(worker, form, engine))
    sent = {"csrf_token": "forged", "handed_back": carried, "username": "worker", "password": PASSWORD}
    page = Page(worker.client.post(form.path, data=sent))
    assert page.status == 401
    assert PASSWORD not in page.source
    assert is_shown(page)


@pytest.mark.parametrize("forged", ["x", "WzEsIi8iLFtdXQ.AAAA", "\0"])
def test_a_seal_that_is_not_ours_is_refused(worker: Browser, workspace: Workspace, forged: str) -> None:
    path = filled("summary", workspace).path
    for token in (worker.token(), "forged"):
        sent = {"csrf_token": token, "handed_back": forged, "username": "worker", "password": PASSWORD}
        answer = worker.client.post(path, data=sent)
        assert answer.status_code == 400
        assert PASSWORD not in answer.get_data(as_text=True)


def test_a_form_is_sent_on_only_to_where_it_was_going(
    worker: Browser, engine: Engine, workspace: Workspace
) -> None:
    form, other = filled("summary", workspace), filled("summary", workspace)
    page = hand_back(worker, form, engine)
    assert send_on(worker, other, page, "worker").status_code == 400


def test_what_another_site_sends_is_shown_to_nobody(
    stranger: FlaskClient, worker: Browser, workspace: Workspace
) -> None:
    form = filled("event", workspace)
    for client in (stranger, worker.client):
        answer = client.post(form.path, data=form.sent, headers={"Sec-Fetch-Site": "cross-site"})
        assert answer.status_code == 403
        assert "hungry" not in answer.get_data(as_text=True)


def test_a_form_too_large_stays_too_large(worker: Browser, engine: Engine, workspace: Workspace) -> None:
    form = filled("event", workspace)
    large = Form(form.by, form.path, {**form.sent, "detail": "x" * (3 * 1024 * 1024)}, form.label)
    token = worker.token()
    end_sessions(engine)
    assert worker.client.post(form.path, data={"csrf_token": token, **large.sent}).status_code == 413


def test_a_form_in_which_nothing_was_typed_leads_to_signing_in(
    worker: Browser, engine: Engine, workspace: Workspace
) -> None:
    token = worker.token()
    path = f"/assessments/{workspace.complete()}/sign"
    end_sessions(engine)
    answer = worker.client.post(path, data={"csrf_token": token, "content": "0" * 64})
    assert answer.location.startswith("/sign-in")


def test_a_form_that_meets_an_error_is_shown_again_below_it(worker: Browser, workspace: Workspace) -> None:
    form = filled("event", workspace)
    page = Page(worker.send(form.path, **{**form.sent, "submission": "no key!"}))
    assert (page.status, page.heading) == (400, "We could not read what was sent")
    assert is_shown(page)


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@every_form
def test_a_form_that_meets_another_writer_comes_back_with_all_that_was_typed(
    form: Form, browser_of: BrowserOf, engine: Engine, app: Flask
) -> None:
    browser = browser_of(form.by)
    token = browser.token()
    served: Engine = app.extensions["parts"].engine
    event.listen(served, "checkout", _impatiently)
    with writing(engine) as somebody_else:
        somebody_else.execute(select(1))
        event.listen(served, "before_cursor_execute", partial(_end_before_the_audit, somebody_else))
        answer = browser.client.post(form.path, data={"csrf_token": token, **form.sent})
    assert answer.status_code == 503
    page = Page(answer)
    assert is_shown(page)
    assert ("somebody else was saving" in page.text) == (not form.path.endswith("/items/1"))


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@every_form
def test_while_no_entry_of_the_audit_can_be_written_nothing_but_what_was_typed_comes_back(
    form: Form, browser_of: BrowserOf, engine: Engine, app: Flask
) -> None:
    browser = browser_of(form.by)
    token = browser.token()
    event.listen(app.extensions["parts"].engine, "checkout", _impatiently)
    with writing(engine) as somebody_else:
        somebody_else.execute(select(1))
        answer = browser.client.post(form.path, data={"csrf_token": token, **form.sent})
    page = Page(answer)
    assert (page.status, page.heading) == (503, "Sorry, the service is unavailable")
    assert is_shown(page)
    assert "Ashdown" not in page.text


def _end_before_the_audit(somebody_else: Session, beginning: Connection, *_: object) -> None:
    if beginning.get_execution_options().get("apart"):
        somebody_else.rollback()
