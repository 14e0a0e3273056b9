"""Signing in and out: sessions that end, attempts that are slowed, nothing that tells a user's name."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Literal, cast

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, QueuePool, select

from assessment_tool import clock
from assessment_tool.app import create_app
from assessment_tool.config import Settings
from assessment_tool.records.engine import reading, writing
from assessment_tool.records.users import SignIn, User
from assessment_tool.services.throttle import ATTEMPTS_BEFORE_WAITING
from tests.services.at_once import at_once
from tests.web.browsing import Browser, Page
from tests.web.family import AT, AUDIT_KEY, CHEAP_HASHER, PASSWORD, Example

if TYPE_CHECKING:
    from assessment_tool.web.parts import Parts


def test_the_right_password_opens_my_work(worker: Browser) -> None:
    page = worker.open("/")
    assert page.heading == "My work"
    assert "Ade Oyelaran" in page.text


@pytest.mark.parametrize(
    ("username", "password"), [("worker", "wrong"), ("nobody", PASSWORD), ("worker ", "")]
)
def test_a_wrong_name_and_a_wrong_password_are_answered_alike(
    stranger: FlaskClient, example: Example, username: str, password: str
) -> None:
    assert example.users
    page = Page(Browser(stranger).send("/sign-in", username=username, password=password or "x"))
    assert page.status == 400
    assert "do not go together" in page.text


def test_after_five_failures_a_name_has_to_wait_even_with_the_right_password(
    stranger: FlaskClient, example: Example
) -> None:
    assert example.users
    browser = Browser(stranger)
    for _ in range(5):
        assert browser.send("/sign-in", username="worker", password="wrong").status_code == 400
    assert browser.send("/sign-in", username="worker", password=PASSWORD).status_code == 429
    with clock.fixed(AT + timedelta(minutes=6)):
        assert browser.send("/sign-in", username="worker", password=PASSWORD).status_code == 302


class Watching(PasswordHasher):
    """A hasher that notes how many connections to the database are held while it compares."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)
        self.connections = cast("QueuePool", engine.pool)
        self.held: list[int] = []

    def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:  # noqa: A002 - its own name
        self.held.append(self.connections.checkedout())
        return super().verify(hash, password)


@pytest.fixture
def hasher(app: Flask) -> Watching:
    """The application's password hasher, watched."""
    parts: Parts = app.extensions["parts"]
    watching = Watching(parts.engine)
    app.extensions["parts"] = replace(parts, hasher=watching)
    return watching


@pytest.mark.parametrize("username", ["worker", "nobody"])
def test_nothing_is_held_open_in_the_database_while_a_password_is_compared_nor_is_a_user_told_by_it(
    stranger: FlaskClient, example: Example, hasher: Watching, username: str
) -> None:
    assert example.users
    assert Browser(stranger).send("/sign-in", username=username, password="wrong").status_code == 400
    assert hasher.held == [0]


def test_of_many_guesses_at_once_no_more_are_compared_than_one_after_the_other(
    app: Flask, example: Example, hasher: Watching
) -> None:
    assert example.users
    many = 3 * ATTEMPTS_BEFORE_WAITING

    def guessing(number: int) -> Callable[[], object]:
        client = app.test_client()
        guess = {"csrf_token": Browser(client).token(), "username": "worker", "password": f"guess {number}"}
        return lambda: client.post("/sign-in", data=guess).status_code

    answers = Counter(at_once(*map(guessing, range(many))))
    assert answers == {400: ATTEMPTS_BEFORE_WAITING, 429: many - ATTEMPTS_BEFORE_WAITING}
    assert len(hasher.held) == ATTEMPTS_BEFORE_WAITING


def test_the_token_is_stored_only_as_a_hash(worker: Browser, engine: Engine) -> None:
    with worker.client.session_transaction() as cookie, reading(engine) as session:
        assert cookie["token"] not in [one.token_sha256 for one in session.scalars(select(SignIn))]


def test_signing_out_ends_the_session_for_a_copied_cookie_too(app: Flask, worker: Browser) -> None:
    copied = app.test_client()
    with worker.client.session_transaction() as cookie:
        token = cookie["token"]
    with copied.session_transaction() as cookie:
        cookie["token"] = token
    assert copied.get("/").status_code == 200
    worker.send("/sign-out")
    assert copied.get("/").status_code == 302


@pytest.mark.parametrize("later", [timedelta(hours=1, minutes=1), timedelta(hours=13)])
def test_an_idle_or_old_session_ends(worker: Browser, later: timedelta) -> None:
    with clock.fixed(AT + later):
        assert worker.client.get("/").status_code == 302


def test_work_keeps_a_session_alive_up_to_its_absolute_limit(worker: Browser) -> None:
    answers = []
    for minutes in range(50, 13 * 60, 50):
        with clock.fixed(AT + timedelta(minutes=minutes)):
            answers.append(worker.client.get("/").status_code)
    assert answers[:14] == [200] * 14
    assert answers[-1] == 302


def test_a_user_who_left_is_out_at_once(worker: Browser, engine: Engine) -> None:
    with writing(engine) as session:
        session.scalars(select(User).where(User.username == "worker")).one().is_active = False
    assert worker.client.get("/").status_code == 302


@pytest.mark.parametrize(
    "wanted",
    [
        "https://elsewhere.example/",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "javascript:alert(1)",
        "\\\\x",
        "/a\nb",
    ],
)
def test_nobody_is_sent_elsewhere_after_signing_in(
    stranger: FlaskClient, example: Example, wanted: str
) -> None:
    assert example.users
    browser = Browser(stranger)
    token = browser.token()
    answer = stranger.post(
        "/sign-in",
        query_string={"next": wanted},
        data={"csrf_token": token, "username": "worker", "password": PASSWORD},
    )
    assert answer.status_code == 302
    assert answer.location == "/sign-in/code?next=/"


def test_the_page_that_was_asked_for_opens_after_signing_in(stranger: FlaskClient, example: Example) -> None:
    assert example.users
    sent_to = stranger.get("/families?x=1").location
    browser = Browser(stranger)
    token = browser.token()
    answer = stranger.post(sent_to, data={"csrf_token": token, "username": "worker", "password": PASSWORD})
    assert answer.location == "/sign-in/code?next=/families?x%3D1"
    assert browser.send(answer.location, code=browser.code()).location == "/families?x=1"


def test_the_cookie_is_closed_to_scripts_and_other_sites(app: Flask, example: Example) -> None:
    assert example.users
    client = app.test_client()
    answer = client.get("/sign-in")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("assessment=")
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


def test_a_demonstration_answers_on_this_machine_alone(app: Flask) -> None:
    assert app.test_client().get("/sign-in", headers={"Host": "assessments.example"}).status_code == 400


def test_every_page_says_that_it_is_a_demonstration(
    worker: Browser, browser_of: Callable[[str], Browser]
) -> None:
    for path in ("/", "/families", "/instruments", "/accessibility"):
        assert "This is a demonstration" in worker.open(path).text
    assert "This is a demonstration" in browser_of("admin").open("/").text


def test_a_demonstration_answers_no_other_machine_whatever_name_it_uses(app: Flask) -> None:
    elsewhere = {"REMOTE_ADDR": "203.0.113.9"}
    answer = app.test_client().get("/sign-in", environ_overrides=elsewhere)
    assert answer.status_code == 403
    assert PASSWORD not in answer.get_data(as_text=True)


def test_over_https_a_form_is_taken_from_our_own_pages_and_from_no_others(
    engine: Engine, example: Example
) -> None:
    url = engine.url.render_as_string(hide_password=False)
    served = create_app(
        Settings(url, "only for tests, and long enough to be taken", (AUDIT_KEY,)), CHEAP_HASHER
    )
    client = served.test_client()
    page = client.get("/sign-in", base_url="https://assess.example")
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert page.headers["Set-Cookie"].startswith("__Host-assessment=")
    assert "Secure" in page.headers["Set-Cookie"]
    found = re.search(r'name="csrf_token" value="([^"]+)"', page.get_data(as_text=True))
    assert found
    form = {"csrf_token": found.group(1), "username": "worker", "password": PASSWORD}
    for referer, status in (("https://elsewhere.example/", 400), ("https://assess.example/sign-in", 302)):
        sent = client.post(
            "/sign-in", base_url="https://assess.example", data=form, headers={"Referer": referer}
        )
        assert sent.status_code == status, referer
    served.extensions["parts"].engine.dispose()
    assert example.users
