"""One's own account: who one is, the recovery codes that are left, and the sessions that can be ended."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine, select

from assessment_tool import clock
from assessment_tool.core.audit_chain import Outcome
from assessment_tool.records import AuditEntry
from assessment_tool.records.engine import reading
from assessment_tool.records.users import SignIn
from assessment_tool.services.recovery_codes import HOW_MANY
from assessment_tool.services.throttle import ATTEMPTS_BEFORE_WAITING
from assessment_tool.web.account.browser_name import browser_name
from tests.services.counting import counted
from tests.web.browsing import Browser, Page
from tests.web.family import AT, PASSWORD, STAFF, Example
from tests.web.test_second_factor import RECOVERY

BrowserOf = Callable[[str], Browser]
WHICH = re.compile(r'name="which" value="(\d+)"')
CODES = "/account/recovery-codes"
SESSIONS = "/account/sessions"
LARGEST = 2**31 - 1


def made(browser: Browser) -> list[str]:
    """New recovery codes, as the page shows them."""
    page = Page(browser.send(CODES))
    assert (page.status, page.heading) == (200, "Your recovery codes")
    assert page.answer.headers["Cache-Control"] == "no-store"
    return RECOVERY.findall(page.source)


def entering(app: Flask, code: str, username: str = "worker") -> Page:
    """Somebody else's browser, in which the password and then the code is entered."""
    browser = Browser(app.test_client())
    browser.send("/sign-in", username=username, password=PASSWORD)
    return Page(browser.send("/sign-in/code", code=code))


def newest(engine: Engine) -> tuple[object, ...]:
    of = AuditEntry
    query = select(of.action, of.outcome, of.actor_id, of.record).order_by(of.id.desc()).limit(1)
    with reading(engine) as session:
        return tuple(session.execute(query).one())


@pytest.mark.parametrize("username", sorted(STAFF))
def test_everybody_sees_who_they_are(browser_of: BrowserOf, username: str) -> None:
    page = browser_of(username).open("/account")
    role, name, post = STAFF[username]
    for said in (name, post, username, role.value.replace("_", " ").capitalize()):
        assert said in page.text
    is_registered = username in {"worker", "colleague", "supervisor"}
    assert ("Registration expires 30 November 2026" in page.text) == is_registered
    assert "You have no recovery codes." in page.text
    assert "/account" in browser_of(username).open("/").links()


def test_a_recovery_code_lets_in_once_and_the_page_counts_what_is_left(
    worker: Browser, app: Flask, engine: Engine, example: Example
) -> None:
    codes = made(worker)
    assert len(set(codes)) == HOW_MANY
    assert newest(engine)[:2] == ("account.make_recovery_codes", Outcome.DONE)
    assert "You have 10 recovery codes left." in worker.open("/account").text
    assert codes[0] not in worker.open("/account").source
    assert entering(app, codes[0].lower()).status == 302
    assert newest(engine) == (
        "second_factor.enter",
        Outcome.DONE,
        example.users["worker"],
        "recovery code",
    )
    assert entering(app, codes[0]).status == 400
    assert "You have 9 recovery codes left." in worker.open("/account").text


def test_codes_that_were_made_anew_void_those_of_before(worker: Browser, app: Flask) -> None:
    old, new = made(worker), made(worker)
    assert entering(app, old[0]).status == 400
    assert entering(app, new[0]).status == 302


def test_nobody_gets_in_with_the_code_of_another(worker: Browser, app: Flask, browser_of: BrowserOf) -> None:
    code = made(worker)[0]
    made(browser_of("colleague"))
    assert entering(app, code, "colleague").status == 400
    assert entering(app, code).status == 302


def test_guessing_recovery_codes_is_as_slow_as_guessing_figures(worker: Browser, app: Flask) -> None:
    code = made(worker)[0]
    for _ in range(ATTEMPTS_BEFORE_WAITING):
        assert entering(app, "A" * 24).status == 400
    assert entering(app, code).status == 429
    with clock.fixed(AT + timedelta(minutes=6)):
        assert entering(app, code).status == 302


def test_a_recovery_code_is_taken_too_where_a_new_code_is_asked_for(worker: Browser) -> None:
    code = made(worker)[0]
    assert worker.send("/sign-in/again", code=code).status_code == 303
    assert worker.send("/sign-in/again", code=code).status_code == 400


@pytest.mark.parametrize("path", [CODES, SESSIONS])
def test_five_minutes_after_the_last_code_a_new_one_is_asked_for(browser_of: BrowserOf, path: str) -> None:
    here, other = browser_of("worker"), browser_of("worker")
    with clock.fixed(AT + timedelta(minutes=5, seconds=1)):
        page = Page(here.send(path, others="yes"))
        assert (page.status, page.heading) == (401, "Enter a new code")
        assert "You have no recovery codes." in other.open("/account").text


def test_the_sessions_of_a_person_are_listed_with_browser_and_address_and_no_others(
    app: Flask, browser_of: BrowserOf
) -> None:
    tablet = Browser(app.test_client())
    tablet.client.environ_base["HTTP_USER_AGENT"] = "Mozilla/5.0 (iPad) Version/17 Safari/604 <b>"
    tablet.client.environ_base["REMOTE_ADDR"] = "127.0.0.9"
    tablet.sign_in("worker")
    browser_of("colleague")
    page = browser_of("worker").open("/account")
    assert "Safari on iPad" in page.text
    assert "127.0.0.9" in page.text
    assert (
        page.text.count("4 March 2026 at 12:00") == 5
    )  # of each when begun and last used, and of one its end
    assert page.text.count("You are using this one") == 1
    assert len(WHICH.findall(page.source)) == 1


def test_one_session_is_ended_and_opens_nothing_any_more(browser_of: BrowserOf, engine: Engine) -> None:
    here, there, third = (browser_of("worker") for _ in range(3))
    which = WHICH.findall(here.open("/account").source)
    assert len(which) == 2
    assert here.send(SESSIONS, which=min(which, key=int)).location == "/account"
    assert newest(engine)[:2] == ("account.end_sessions", Outcome.DONE)
    assert there.client.get("/account").status_code == 302
    for browser in (here, third):
        assert browser.client.get("/account").status_code == 200


def test_all_other_sessions_are_ended_and_nobody_elses(browser_of: BrowserOf) -> None:
    here, there, third = (browser_of("worker") for _ in range(3))
    colleague = browser_of("colleague")
    assert here.send(SESSIONS, others="yes").location == "/account"
    assert [browser.client.get("/account").status_code for browser in (here, there, third, colleague)] == [
        *(200, 302, 302),
        200,
    ]
    assert "End all others" not in here.open("/account").text


def test_a_session_of_somebody_else_looks_like_none(
    browser_of: BrowserOf, engine: Engine, example: Example
) -> None:
    worker, colleague = browser_of("worker"), browser_of("colleague")
    with reading(engine) as session:
        mine = SignIn.user_id == example.users["colleague"]
        theirs = session.scalars(select(SignIn.id).where(mine)).one()
    answers = [Page(worker.send(SESSIONS, which=which)) for which in (theirs, LARGEST)]
    assert [page.status for page in answers] == [404, 404]
    assert answers[0].text == answers[1].text
    assert colleague.client.get("/account").status_code == 200


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({}, 400),
        ({"which": ""}, 400),
        ({"which": "x"}, 404),
        ({"which": "0"}, 404),
        ({"which": "-1"}, 404),
        ({"which": "\u0661"}, 404),
        ({"which": str(LARGEST + 1)}, 404),
        ({"which": "9" * 5_000}, 404),
        ({"which": "1\0"}, 404),
    ],
)
def test_what_names_no_session_ends_none(browser_of: BrowserOf, sent: dict[str, str], status: int) -> None:
    here, there = browser_of("worker"), browser_of("worker")
    assert here.send(SESSIONS, **sent).status_code == status
    assert there.client.get("/account").status_code == 200


def test_sessions_that_idled_out_are_not_listed(browser_of: BrowserOf) -> None:
    browser_of("worker")
    with clock.fixed(AT + timedelta(hours=2)):
        page = browser_of("worker").open("/account")
    assert WHICH.findall(page.source) == []


def test_the_page_asks_the_database_the_same_however_many_sessions_there_are(
    app: Flask, browser_of: BrowserOf
) -> None:
    here = browser_of("worker")
    with counted(app.extensions["parts"].engine) as few:
        here.open("/account")
    for _ in range(4):
        browser_of("worker")
    with counted(app.extensions["parts"].engine) as many:
        here.open("/account")
    assert len(many) == len(few) <= 7


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537 Edg/140", "Edge on Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140 Mobile Safari/537", "Chrome on Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604", "Safari on iPhone"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Safari/605", "Safari on Mac"),
        ("", "Unknown browser"),
        ("curl/8", "Unknown browser"),
    ],
)
def test_a_browser_is_named_as_people_know_it(said: str, name: str) -> None:
    assert browser_name(said) == name
