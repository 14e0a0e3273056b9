"""One's authenticator replaced: the new one opens, the old one and its recovery codes do not."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine, select

from assessment_tool import clock
from assessment_tool.core.audit_chain import Outcome
from assessment_tool.records import AuditEntry
from assessment_tool.records.engine import reading
from assessment_tool.services.authenticators import code_at
from tests.web.browsing import TOKEN, Browser, Page
from tests.web.family import AT, AUTHENTICATOR, PASSWORD
from tests.web.test_second_factor import KEY, RECOVERY, SEALED

BrowserOf = Callable[[str], Browser]
PATH = "/account/authenticator"
MINUTE = timedelta(minutes=1)


def offered(browser: Browser) -> tuple[str, dict[str, str]]:
    """The key that the page shows, and what its form carries."""
    page = browser.open(PATH)
    key, sealed, token = (pattern.search(page.source) for pattern in (KEY, SEALED, TOKEN))
    assert key
    assert sealed
    assert token
    return key.group(1).replace(" ", ""), {"sealed": sealed.group(1), "csrf_token": token.group(1)}


def replaced(browser: Browser) -> tuple[str, list[str]]:
    """The new key and the recovery codes that come with it."""
    key, form = offered(browser)
    page = Page(browser.client.post(PATH, data={**form, "code": code_at(key, AT)}))
    assert (page.status, page.heading) == (200, "Your recovery codes")
    return key, RECOVERY.findall(page.source)


def lets_in(app: Flask, code: str) -> bool:
    browser = Browser(app.test_client())
    browser.send("/sign-in", username="worker", password=PASSWORD)
    return browser.send("/sign-in/code", code=code).status_code == 302


def test_the_new_one_opens_and_the_old_one_does_not(worker: Browser, app: Flask, engine: Engine) -> None:
    old_codes = RECOVERY.findall(Page(worker.send("/account/recovery-codes")).source)
    key, codes = replaced(worker)
    assert len(codes) == 10
    assert not lets_in(app, code_at(key, AT))  # it was used to set up
    with clock.fixed(AT + MINUTE):
        assert not lets_in(app, code_at(AUTHENTICATOR, AT + MINUTE))
        assert not lets_in(app, old_codes[0])
        assert lets_in(app, code_at(key, AT + MINUTE))
        assert lets_in(app, codes[0])
    with reading(engine) as session:
        query = select(AuditEntry.outcome).where(AuditEntry.action == "account.replace_authenticator")
        assert session.scalars(query).all() == [Outcome.DONE]


def test_every_other_session_of_the_person_ends(browser_of: BrowserOf) -> None:
    here, there, colleague = browser_of("worker"), browser_of("worker"), browser_of("colleague")
    replaced(here)
    assert [one.client.get("/account").status_code for one in (here, there, colleague)] == [200, 302, 200]


@pytest.mark.parametrize("code", ["", "000000", "x" * 41])
def test_a_wrong_code_shows_the_same_key_again_and_replaces_nothing(
    worker: Browser, app: Flask, code: str
) -> None:
    key, form = offered(worker)
    page = Page(worker.client.post(PATH, data={**form, "code": code}))
    assert (page.status, page.heading) == (400, "Replace your authenticator")
    found = KEY.search(page.source)
    assert found
    assert found.group(1).replace(" ", "") == key
    with clock.fixed(AT + MINUTE):
        assert lets_in(app, code_at(AUTHENTICATOR, AT + MINUTE))


def test_a_key_that_was_offered_to_somebody_else_is_refused(worker: Browser, browser_of: BrowserOf) -> None:
    key, form = offered(worker)
    answer = browser_of("colleague").send(PATH, sealed=form["sealed"], code=code_at(key, AT))
    assert answer.status_code == 400


def test_five_minutes_after_the_last_code_one_of_the_present_authenticator_is_asked_for(
    worker: Browser,
) -> None:
    with clock.fixed(AT + timedelta(minutes=5, seconds=1)):
        assert worker.open(PATH, status=401).heading == "Enter a new code"
        assert Page(worker.send(PATH, sealed="00", code="000000")).heading == "Enter a new code"
