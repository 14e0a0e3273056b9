"""What weighs most asks for a code again where the last is over ten minutes old; nothing is lost by it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import Engine, select, update

from assessment_tool import clock
from assessment_tool.core.audit_chain import Outcome
from assessment_tool.core.lifecycle import EventKind, Standing
from assessment_tool.core.stored import sha256
from assessment_tool.records import AssessmentEvent, AuditEntry
from assessment_tool.records.engine import reading, writing
from assessment_tool.records.users import SignIn
from assessment_tool.services.throttle import ATTEMPTS_BEFORE_WAITING
from assessment_tool.web.assessments.sign import content_of
from assessment_tool.web.routes import SHOWN_WITHIN
from tests.web.assessments.workspace import Workspace
from tests.web.browsing import TOKEN, Browser, Page
from tests.web.family import AT, PASSWORD, Example
from tests.web.history import History
from tests.web.test_documents import documents
from tests.web.test_routes import requests

ASKING = "Enter a new code"
LATER = AT + timedelta(minutes=10, seconds=1)
REASON = "Made for <b>the</b> wrong child."
SEALED = re.compile(r'name="handed_back" value="([^"]+)"')
GOES_TO = re.compile(r'<form method="post" action="(/[^"]+)" novalidate>')
ASKED = {
    *("assessments.sign", "assessments.countersign", "assessments.void"),
    *("documents.make_report", "documents.show", "documents.download", "parent_summaries.make"),
}
"""Written by hand: what carries a signature, undoes one, or leaves the house."""
OF_THE_ACCOUNT = {
    *("account.password_form", "account.change_password"),
    *("account.authenticator_form", "account.replace_authenticator"),
    *("account.end_sessions", "account.make_recovery_codes"),
}
"""By hand too: what changes how one's account is opened, and ends what is open."""
BrowserOf = Callable[[str], Browser]


@dataclass(frozen=True, slots=True)
class Step:
    """Something that weighs, as somebody is about to do it."""

    by: str
    path: str
    sent: dict[str, object]


@pytest.fixture
def workspace(engine: Engine, example: Example) -> Workspace:
    return Workspace(engine, example)


@pytest.fixture
def step(request: pytest.FixtureRequest, workspace: Workspace) -> Step:
    """The step that the test names."""
    if request.param == "sign":
        revision_id = workspace.complete()
        content = content_of(workspace.opened(revision_id))
        return Step("worker", f"/assessments/{revision_id}/sign", {"content": content, "has_read": "yes"})
    if request.param in {"report", "summary"}:
        return _made_by_the_worker(request.param, workspace)
    revision_id = workspace.signed()
    sha = workspace.opened(revision_id).revision.content_sha256
    sent: dict[str, object] = {"content_sha256": sha, "has_read": "yes"}
    if request.param == "void":
        sent = {"reason": REASON}
    return Step("supervisor", f"/assessments/{revision_id}/{request.param}", sent)


def _made_by_the_worker(what: str, workspace: Workspace) -> Step:
    example = workspace.example
    History(workspace.engine, example).assess(example.mother_id, AT.date(), {})
    family = f"/families/{example.family_id}"
    if what == "summary":
        return Step("worker", f"{family}/summaries/{example.mother_id}", {"submission": "k"})
    sent = {"instrument": "graded-care", "child": example.child_id, "submission": "k"}
    return Step("worker", f"{family}/reports/trend", sent)


STEPS = ("sign", "countersign", "void", "report", "summary")
every_step = pytest.mark.parametrize("step", STEPS, indirect=True)


@pytest.fixture
def later() -> Iterator[None]:
    """Ten minutes and a second after everybody signed in."""
    with clock.fixed(LATER):
        yield


def ask(browser: Browser, step: Step) -> Page:
    """Send the step's form, and read the page that asks for a code instead of taking it."""
    page = Page(browser.send(step.path, **step.sent))
    assert (page.status, page.heading) == (401, ASKING)
    assert page.answer.headers["Cache-Control"] == "no-store"
    return page


def give(browser: Browser, step: Step, page: Page, code: str) -> Page:
    """Enter the code on that page."""
    sealed, goes_to = SEALED.search(page.source), GOES_TO.search(page.source)
    assert sealed
    assert goes_to
    assert goes_to.group(1) == step.path
    return Page(browser.send(step.path, handed_back=sealed.group(1), code=code))


def traces(engine: Engine) -> tuple[list[EventKind], int]:
    """What would show that something was done: every event of an assessment, and how many documents are."""
    with reading(engine) as session:
        kinds = list(session.scalars(select(AssessmentEvent.kind).order_by(AssessmentEvent.id)))
    return kinds, len(documents(engine))


def entries(engine: Engine) -> list[tuple[str, Outcome, int | None]]:
    with reading(engine) as session:
        of = AuditEntry
        rows = session.execute(select(of.action, of.outcome, of.actor_id).order_by(of.id)).all()
    return [(action, outcome, actor_id) for action, outcome, actor_id in rows]


def test_the_list_is_the_one_that_was_meant() -> None:
    lasting = {**dict.fromkeys(ASKED, 10), **dict.fromkeys(OF_THE_ACCOUNT, 5)}
    assert {endpoint: timedelta(minutes=minutes) for endpoint, minutes in lasting.items()} == SHOWN_WITHIN


@pytest.mark.parametrize("username", ["supervisor", "reader"])
def test_every_route_of_the_list_is_guarded_and_no_other(
    app: Flask, browser_of: BrowserOf, username: str, engine: Engine
) -> None:
    browser = browser_of(username)
    token, asked = browser.token(), set()
    before = traces(engine)
    with clock.fixed(LATER):
        for endpoint, method, path in requests(app):
            data = {"csrf_token": token} if method == "POST" else None
            answer = browser.client.open(path, method=method, data=data)
            if answer.status_code == 401:
                asked.add(endpoint)
    may = ASKED if username == "supervisor" else {"documents.show", "documents.download"}
    assert asked == may | OF_THE_ACCOUNT
    assert traces(engine) == before


@every_step
@pytest.mark.usefixtures("later")
def test_nothing_is_done_before_the_code_and_all_of_it_after(
    step: Step, browser_of: BrowserOf, engine: Engine
) -> None:
    with clock.fixed(AT):
        browser = browser_of(step.by)
    before = traces(engine)
    page = ask(browser, step)
    assert traces(engine) == before
    done = give(browser, step, page, browser.code())
    assert done.status == 303
    assert traces(engine) != before
    assert done.answer.location.startswith(("/assessments/", "/documents/"))


@every_step
@pytest.mark.usefixtures("later")
def test_a_wrong_code_does_nothing_and_loses_nothing(
    step: Step, browser_of: BrowserOf, engine: Engine
) -> None:
    with clock.fixed(AT):
        browser = browser_of(step.by)
    before, page = traces(engine), ask(browser, step)
    for code in ("000000", "", "\0", "<b>", "x" * 41):
        page = give(browser, step, page, code)
        assert (page.status, page.heading) == (400, ASKING)
        assert traces(engine) == before
    assert give(browser, step, page, browser.code()).status == 303


@every_step
def test_ten_minutes_after_a_code_none_is_asked_for(step: Step, browser_of: BrowserOf) -> None:
    browser = browser_of(step.by)
    with clock.fixed(AT + timedelta(minutes=10)):
        assert browser.send(step.path, **step.sent).status_code == 303


@pytest.mark.parametrize("step", ["void"], indirect=True)
@pytest.mark.usefixtures("later")
def test_what_was_typed_is_shown_while_it_waits_and_kept_as_it_was(
    step: Step, browser_of: BrowserOf, workspace: Workspace
) -> None:
    with clock.fixed(AT):
        supervisor = browser_of("supervisor")
    page = ask(supervisor, step)
    assert REASON in unescape(page.source)
    assert "<b>" not in page.source
    give(supervisor, step, page, supervisor.code())
    read = supervisor.open(step.path.replace("/void", "/read"))
    assert REASON in unescape(read.source)
    assert workspace.opened(int(step.path.split("/")[2])).standing is Standing.VOIDED


@pytest.mark.parametrize("step", ["sign"], indirect=True)
@pytest.mark.usefixtures("later")
def test_a_code_opens_once_and_its_ten_minutes_are_counted_anew(
    step: Step, browser_of: BrowserOf, workspace: Workspace
) -> None:
    with clock.fixed(AT):
        browser = browser_of("worker")
    page, code = ask(browser, step), browser.code()
    assert give(browser, step, page, code).status == 303
    with clock.fixed(LATER + timedelta(minutes=10)):
        assert browser.client.get("/documents/77/open").status_code == 404
    with clock.fixed(LATER + timedelta(seconds=30)):
        other = browser_of("worker")
    with clock.fixed(LATER + timedelta(minutes=11)):
        assert Page(other.send("/sign-in/again", code=code)).status == 400
    assert workspace.opened(int(step.path.split("/")[2])).standing is Standing.SIGNED


@pytest.mark.parametrize("step", ["sign"], indirect=True)
@pytest.mark.usefixtures("later")
def test_the_code_of_the_sign_in_does_not_open_again(step: Step, app: Flask, example: Example) -> None:
    assert example.users
    browser = Browser(app.test_client())
    with clock.fixed(LATER - timedelta(seconds=20)):
        browser.send("/sign-in", username="worker", password=PASSWORD)
        code = browser.code()
        assert browser.send("/sign-in/code", code=code).status_code == 302
    engine: Engine = app.extensions["parts"].engine
    with writing(engine) as session:
        session.execute(update(SignIn).values(factor_at=AT))
    assert give(browser, step, ask(browser, step), code).status == 400


@pytest.mark.parametrize("step", ["sign"], indirect=True)
@pytest.mark.usefixtures("later")
def test_after_five_wrong_codes_the_person_waits_and_the_form_with_them(
    step: Step, browser_of: BrowserOf
) -> None:
    with clock.fixed(AT):
        browser = browser_of("worker")
    page = ask(browser, step)
    for _ in range(ATTEMPTS_BEFORE_WAITING):
        page = give(browser, step, page, "000000")
    page = give(browser, step, page, browser.code())
    assert (page.status, page.heading) == (429, ASKING)
    with clock.fixed(LATER + timedelta(minutes=6)):
        assert give(browser, step, page, browser.code()).status == 303


@pytest.mark.parametrize("step", ["sign"], indirect=True)
@pytest.mark.usefixtures("later")
def test_the_session_goes_on_under_a_new_token_and_the_forms_of_other_pages_stay_good(
    step: Step, browser_of: BrowserOf
) -> None:
    with clock.fixed(AT):
        browser = browser_of("worker")
    with browser.client.session_transaction() as cookie:
        before = dict(cookie)
    give(browser, step, ask(browser, step), browser.code())
    with browser.client.session_transaction() as cookie:
        assert cookie["token"] != before["token"]
        assert (cookie["csrf_token"], cookie["first"]) == (before["csrf_token"], before["first"])


@pytest.mark.parametrize("step", ["void"], indirect=True)
@pytest.mark.usefixtures("later")
def test_what_waits_is_sent_on_by_nobody_else(step: Step, browser_of: BrowserOf, engine: Engine) -> None:
    with clock.fixed(AT):
        supervisor, worker = browser_of("supervisor"), browser_of("worker")
    before, page = traces(engine), ask(supervisor, step)
    assert give(worker, step, page, worker.code()).status == 400
    assert traces(engine) == before


@pytest.mark.parametrize("step", ["void"], indirect=True)
@pytest.mark.usefixtures("later")
def test_a_session_that_ends_while_the_form_waits_loses_nothing_either(
    step: Step, browser_of: BrowserOf, engine: Engine
) -> None:
    with clock.fixed(AT):
        browser = browser_of("supervisor")
    page = ask(browser, step)
    with writing(engine) as session:
        session.execute(update(SignIn).values(ended_at=LATER))
    page = give(browser, step, page, browser.code())
    assert (page.status, page.heading) == (400, "You were signed out")
    assert REASON in unescape(page.source)
    found = SEALED.search(page.source)
    assert found
    said = {"username": "supervisor", "password": PASSWORD, "code": browser.code()}
    assert browser.send(step.path, handed_back=found.group(1), **said).status_code == 303


@pytest.mark.parametrize("step", ["void"], indirect=True)
@pytest.mark.usefixtures("later")
def test_a_form_of_an_earlier_session_is_sent_on_and_then_asks_for_the_code(
    step: Step, browser_of: BrowserOf
) -> None:
    with clock.fixed(AT):
        browser = browser_of("supervisor")
        earlier = browser.token()
        browser.sign_in("supervisor")
    page = Page(browser.client.post(step.path, data={"csrf_token": earlier, **step.sent}))
    assert page.heading == "This page was out of date"
    found = SEALED.search(page.source)
    assert found
    page = Page(browser.send(step.path, handed_back=found.group(1)))
    assert (page.status, page.heading) == (401, ASKING)
    assert give(browser, step, page, browser.code()).status == 303


@pytest.mark.usefixtures("later")
def test_a_document_is_opened_where_one_was_after_the_code(browser_of: BrowserOf, app: Flask) -> None:
    with clock.fixed(AT):
        browser = browser_of("worker")
    for path in ("/documents/77/open", "/documents/77/download?copy=1&for=them"):
        with writing(app.extensions["parts"].engine) as session:
            session.execute(update(SignIn).values(factor_at=AT))
        page = browser.open(path, status=401)
        goes_to, token = GOES_TO.search(page.source), TOKEN.search(page.source)
        assert goes_to
        assert token
        wrong = Page(
            browser.client.post(unescape(goes_to.group(1)), data={"csrf_token": token.group(1), "code": "0"})
        )
        assert wrong.status == 400
        goes_to = GOES_TO.search(wrong.source)
        assert goes_to
        answer = browser.send(unescape(goes_to.group(1)), code=browser.code())
        assert (answer.status_code, answer.location) == (303, path)


@pytest.mark.parametrize("wanted", ["https://elsewhere.example/", "//elsewhere.example", "/\\x"])
def test_the_code_sends_nobody_elsewhere(worker: Browser, wanted: str) -> None:
    sent = {"csrf_token": worker.token(), "code": worker.code()}
    answer = worker.client.post("/sign-in/again", query_string={"next": wanted}, data=sent)
    assert answer.location == "/"


@pytest.mark.parametrize("step", ["void"], indirect=True)
@pytest.mark.usefixtures("later")
def test_every_part_of_it_is_in_the_audit(
    step: Step, browser_of: BrowserOf, engine: Engine, example: Example
) -> None:
    with clock.fixed(AT):
        browser = browser_of("supervisor")
    mine, before = example.users["supervisor"], len(entries(engine))
    page = ask(browser, step)
    page = give(browser, step, page, "000000")
    give(browser, step, page, browser.code())
    assert entries(engine)[before:] == [
        ("assessments.void", Outcome.NOT_TAKEN, mine),
        ("step_up.enter", Outcome.REFUSED, mine),
        ("assessments.void", Outcome.NOT_TAKEN, mine),
        ("step_up.enter", Outcome.DONE, mine),
        ("assessments.void", Outcome.DONE, mine),
    ]
    browser.send("/sign-in/again", code="000000")
    browser.send("/sign-in/again", code=browser.code())
    assert [one[:2] for one in entries(engine)[before + 5 :]] == [
        ("step_up.enter", Outcome.REFUSED),
        ("step_up.enter", Outcome.DONE),
    ]


@pytest.mark.parametrize("step", ["void"], indirect=True)
@pytest.mark.usefixtures("later")
def test_a_form_too_large_to_wait_is_shown_to_be_copied(
    step: Step, browser_of: BrowserOf, app: Flask
) -> None:
    with clock.fixed(AT):
        browser = browser_of("supervisor")
    app.config["MAX_CONTENT_LENGTH"] = 11_000
    never_the_same = "".join(sha256(f"{n}") for n in range(40))
    page = Page(browser.send(step.path, reason=never_the_same))
    assert (page.status, page.heading) == (401, ASKING)
    assert "Copy what you typed" in page.text
    assert never_the_same in page.text
    assert 'action="/sign-in/again' in page.source


@pytest.mark.parametrize("step", ["void"], indirect=True)
@pytest.mark.usefixtures("later")
def test_a_forged_form_is_not_asked_a_code_for(step: Step, browser_of: BrowserOf) -> None:
    with clock.fixed(AT):
        browser = browser_of("supervisor")
    answer = browser.client.post(step.path, data=step.sent, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert SEALED.search(answer.get_data(as_text=True)) is None
