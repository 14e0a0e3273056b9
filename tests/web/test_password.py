"""Changing one's password: with the current one, to a long one that is not guessed; others are signed out."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine, select

from assessment_tool import clock
from assessment_tool.core.audit_chain import Outcome
from assessment_tool.records import AuditEntry, User
from assessment_tool.records.engine import reading, writing
from assessment_tool.services.throttle import ATTEMPTS_BEFORE_WAITING
from tests.web.browsing import Browser, Page
from tests.web.family import AT, PASSWORD, Example
from tests.web.test_step_up import SEALED

BrowserOf = Callable[[str], Browser]
PATH = "/account/password"
NEW = " seven green kettles sing\N{SNOWMAN} "


def send(browser: Browser, current: str = PASSWORD, new: str = NEW) -> Page:
    """The answer to the form; neither password may ever come back."""
    page = Page(browser.send(PATH, current_password=current, new_password=new))
    for password in (current, new):
        assert not password.strip() or password not in page.source
    return page


def signs_in(app: Flask, password: str) -> bool:
    answer = Browser(app.test_client()).send("/sign-in", username="worker", password=password)
    return answer.status_code == 302


def test_the_new_password_opens_exactly_as_it_was_typed_and_the_old_one_nothing(
    worker: Browser, app: Flask, engine: Engine, example: Example
) -> None:
    page = send(worker)
    assert (page.status, page.answer.location) == (303, "/account")
    assert "Your password is changed" in worker.open("/account").text
    assert signs_in(app, NEW)
    assert not signs_in(app, NEW.strip())
    assert not signs_in(app, PASSWORD)
    with reading(engine) as session:
        query = select(AuditEntry).where(AuditEntry.action == "account.change_password")
        assert [(one.outcome, one.actor_id) for one in session.scalars(query)] == [
            (Outcome.DONE, example.users["worker"])
        ]


def test_every_other_session_of_the_person_ends_and_nobody_elses(browser_of: BrowserOf) -> None:
    here, there, colleague = browser_of("worker"), browser_of("worker"), browser_of("colleague")
    assert send(here).status == 303
    assert [one.client.get("/account").status_code for one in (here, there, colleague)] == [200, 302, 200]


@pytest.mark.parametrize("current", ["", "not my password", PASSWORD.upper(), f"{PASSWORD} ", "x" * 300])
def test_nothing_is_changed_without_the_current_password(worker: Browser, app: Flask, current: str) -> None:
    page = send(worker, current)
    assert page.status == 400
    assert "#current_password" in page.links()
    assert signs_in(app, PASSWORD)


@pytest.mark.parametrize(
    "new",
    [
        *("", "too short a one", "x" * 257),
        *("aaaaaaaaaaaaaaaaaa", "passwordpassword", "P4ssw0rd!P4ssw0rd!", "123456789012345"),
        *(
            "qwertyuiopasdfghjkl",
            "Parenting-Assessment-1",
            "ade.oyelaran.worker",
            "correct horse battery staple",
        ),
        *("socialworkersocialworker", "LetMeInLetMeIn2026"),
    ],
)
def test_a_password_that_is_short_or_guessed_first_is_refused(worker: Browser, app: Flask, new: str) -> None:
    new = new if new != "too short a one" else "kettle sings 7"
    page = send(worker, new=new)
    assert page.status == 400
    assert "#new_password" in page.links()
    assert signs_in(app, PASSWORD)


@pytest.mark.parametrize(
    "new",
    [
        "kettle sings 77",
        "x9" * 4 + "korvamdelupishab",
        "\u0441\u043d\u0435\u0436\u043d\u044b\u0439 \u0432\u0435\u0447\u0435\u0440 \u0443",
        "k7#q9v" + "w" * 250,
    ],
)
def test_any_characters_and_from_15_to_256_of_them_are_taken(worker: Browser, app: Flask, new: str) -> None:
    assert send(worker, new=new).status == 303
    assert signs_in(app, new)


def test_guessing_the_current_password_is_as_slow_as_guessing_it_at_the_door(
    worker: Browser, app: Flask
) -> None:
    for _ in range(ATTEMPTS_BEFORE_WAITING):
        assert send(worker, "not my password").status == 400
    assert send(worker).status == 429
    assert not signs_in(app, PASSWORD)
    with clock.fixed(AT + timedelta(minutes=4, seconds=59)):
        assert send(worker).status == 429
    with clock.fixed(AT + timedelta(minutes=6)):
        worker.send("/sign-in/again", code=worker.code())
        assert send(worker).status == 303


def test_a_new_code_is_asked_for_first_and_no_password_waits_on_its_page(worker: Browser, app: Flask) -> None:
    with clock.fixed(AT + timedelta(minutes=5, seconds=1)):
        assert worker.open(PATH, status=401).heading == "Enter a new code"
        page = send(worker)
        assert (page.status, page.heading) == (401, "Enter a new code")
        found = SEALED.search(page.source)
        assert found
        again = Page(worker.send(PATH, handed_back=found.group(1), code=worker.code()))
        assert (again.status, again.heading) == (400, "Change your password")
    assert signs_in(app, PASSWORD)


def test_of_the_demonstrations_accounts_none_gets_another_password(
    worker: Browser, engine: Engine, example: Example
) -> None:
    with writing(engine) as session:
        session.get_one(User, example.users["worker"]).username = "demo.worker"
    page = send(worker)
    assert page.status == 409
    assert "share one password" in page.text


def test_the_form_is_for_password_managers(worker: Browser) -> None:
    source = worker.open(PATH).source
    for name in ("current-password", "new-password"):
        assert f'autocomplete="{name}"' in source
    assert source.count('type="password"') == 2
