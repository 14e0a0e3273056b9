"""The second factor: nothing opens without it, guessing it is slow, and whoever has none sets one up."""

import re
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, delete, func, select

from assessment_tool import clock
from assessment_tool.records import Authenticator, User
from assessment_tool.records.engine import reading, writing
from assessment_tool.services.authenticators import code_at
from assessment_tool.services.recovery_codes import HOW_MANY
from assessment_tool.services.throttle import ATTEMPTS_BEFORE_WAITING
from tests.services.at_once import at_once
from tests.web.browsing import TOKEN, Browser, Page
from tests.web.family import AT, AUTHENTICATOR, PASSWORD, Example

CODE, SET_UP = "/sign-in/code", "/sign-in/authenticator"
KEY = re.compile(r'app-key">([A-Z2-7 ]+)<')
RECOVERY = re.compile(r"\b(?:[A-Z2-7]{4}-){5}[A-Z2-7]{4}\b")
SEALED = re.compile(r'name="sealed" value="([0-9a-f]+)"')


@pytest.fixture
def half(stranger: FlaskClient, example: Example) -> Browser:
    """Somebody whose password was right."""
    assert example.users
    browser = Browser(stranger)
    assert browser.send("/sign-in", username="worker", password=PASSWORD).location == f"{CODE}?next=/"
    return browser


@pytest.fixture
def newcomer(half: Browser, engine: Engine) -> Browser:
    """Somebody whose password was right and who has no authenticator yet."""
    with writing(engine) as session:
        session.execute(delete(Authenticator))
    return half


def test_a_password_alone_opens_no_page(half: Browser) -> None:
    for path in ("/", "/families", "/instruments"):
        assert half.client.get(path).location == f"{CODE}?next={path}"
    assert "Ade Oyelaran" not in half.open(CODE).source


def test_being_turned_away_from_a_page_does_not_end_what_the_password_began(half: Browser) -> None:
    half.client.get("/families")
    assert half.open(CODE).heading == "Enter your code"


def test_the_code_opens_the_page_that_was_asked_for_under_a_new_token(half: Browser) -> None:
    with half.client.session_transaction() as cookie:
        earlier = cookie["token"]
    assert half.send(f"{CODE}?next=/families", code=half.code()).location == "/families"
    with half.client.session_transaction() as cookie:
        assert cookie["token"] != earlier
    assert half.open("/").heading == "My work"


@pytest.mark.parametrize("wanted", ["https://elsewhere.example/", "//elsewhere.example", "/\\x"])
def test_the_code_sends_nobody_elsewhere(half: Browser, wanted: str) -> None:
    token = half.token()
    sent = {"csrf_token": token, "code": half.code()}
    assert half.client.post(CODE, query_string={"next": wanted}, data=sent).location == "/"


@pytest.mark.parametrize("code", ["", "000000", "\0", "x" * 41, "۱۲۳۴۵۶", "<b>"])
def test_a_wrong_code_opens_nothing_and_is_not_echoed(half: Browser, code: str) -> None:
    page = Page(half.send(CODE, code=code))
    assert page.status == 400
    assert 'value="<' not in page.source
    assert half.client.get("/").status_code == 302
    assert half.send(CODE, code=half.code()).status_code == 302


def test_after_five_wrong_codes_the_person_waits_whatever_browser_they_use(app: Flask, half: Browser) -> None:
    for _ in range(ATTEMPTS_BEFORE_WAITING):
        assert half.send(CODE, code="000000").status_code == 400
    other = Browser(app.test_client())
    other.send("/sign-in", username="worker", password=PASSWORD)
    for browser in (half, other):
        assert browser.send(CODE, code=browser.code()).status_code == 429
    with clock.fixed(AT + timedelta(minutes=6)):
        assert half.send(CODE, code=half.code()).status_code == 302


def test_nobody_makes_another_wait_by_the_name_that_they_type(
    app: Flask, half: Browser, example: Example
) -> None:
    other = Browser(app.test_client())
    for _ in range(ATTEMPTS_BEFORE_WAITING):
        other.send("/sign-in", username=f"second factor {example.users['worker']}", password="x")
    assert half.send(CODE, code=half.code()).status_code == 302


def test_a_code_of_somebody_else_opens_nothing(half: Browser, engine: Engine, example: Example) -> None:
    with writing(engine) as session:
        session.execute(delete(Authenticator).where(Authenticator.user_id == example.users["worker"]))
    assert half.send(CODE, code=half.code()).location == f"{SET_UP}?next=/"


def test_ten_minutes_after_the_password_one_begins_anew(half: Browser) -> None:
    with clock.fixed(AT + timedelta(minutes=11)):
        assert half.send(CODE, code=half.code()).location == f"{CODE}?next=/"
        assert half.client.get(CODE).location == "/sign-in?next=/"


def test_a_code_that_is_sent_twice_leads_on_twice_and_nobody_is_signed_out(app: Flask, half: Browser) -> None:
    sent, twin = {"csrf_token": half.token(), "code": half.code()}, app.test_client()
    with half.client.session_transaction() as cookie, twin.session_transaction() as copied:
        copied.update(cookie)
    first, second = (client.post(CODE, data=sent) for client in (half.client, twin))
    assert (first.location, second.location) == ("/", "/sign-in/code?next=/")
    assert "Set-Cookie" not in second.headers
    assert half.client.get(second.location).location == "/"


def test_of_two_browsers_with_one_code_one_gets_in(app: Flask, example: Example) -> None:
    assert example.users

    def entering() -> Callable[[], int]:
        browser = Browser(app.test_client())
        browser.send("/sign-in", username="worker", password=PASSWORD)
        sent = {"csrf_token": browser.token(), "code": browser.code()}
        return lambda: browser.client.post(CODE, data=sent).status_code

    assert Counter(at_once(entering(), entering())) == {302: 1, 400: 1}


@pytest.mark.parametrize("path", [CODE, SET_UP])
def test_without_a_password_no_code_is_asked_for(stranger: FlaskClient, path: str) -> None:
    assert stranger.get(f"{path}?next=/families").location == "/sign-in?next=/families"
    assert Browser(stranger).send(path, code="000000").location == f"{CODE}?next=/"


@pytest.mark.parametrize("path", [CODE, SET_UP])
def test_whoever_is_signed_in_is_led_on(worker: Browser, path: str) -> None:
    assert worker.client.get(f"{path}?next=/families").location == "/families"
    assert worker.send(path, code="000000").location == "/"


@pytest.mark.parametrize("path", [CODE, SET_UP])
def test_no_code_is_taken_without_its_token(half: Browser, path: str) -> None:
    assert half.client.post(path, data={"code": half.code()}).status_code == 400


def test_a_page_of_the_password_is_no_page_of_anybody(half: Browser, example: Example) -> None:
    """A form that half a session sends is handed back to nobody."""
    path = f"/families/{example.family_id}/events/new"
    answer = half.send(path, title="Seen", detail="Something private", submission="k")
    assert 'name="handed_back"' not in answer.get_data(as_text=True)


def set_up(browser: Browser) -> tuple[str, dict[str, str]]:
    """The key that the page shows, and what its form carries."""
    page = browser.open(SET_UP)
    key, sealed, token = (pattern.search(page.source) for pattern in (KEY, SEALED, TOKEN))
    assert key
    assert sealed
    assert token
    assert "<svg" in page.source
    return key.group(1).replace(" ", ""), {"sealed": sealed.group(1), "csrf_token": token.group(1)}


def test_whoever_has_no_authenticator_sets_one_up_and_is_in(newcomer: Browser, engine: Engine) -> None:
    assert newcomer.client.get(CODE).location == f"{SET_UP}?next=/"
    key, form = set_up(newcomer)
    answer = newcomer.client.post(f"{SET_UP}?next=/families", data={**form, "code": code_at(key, AT)})
    codes = Page(answer)
    assert (codes.status, codes.heading) == (200, "Your recovery codes")
    assert "/families" in codes.links()
    assert len(set(RECOVERY.findall(codes.source))) == HOW_MANY
    assert newcomer.open("/").heading == "My work"
    newcomer.send("/sign-out")
    newcomer.send("/sign-in", username="worker", password=PASSWORD)
    assert newcomer.send(CODE, code=code_at(key, AT)).status_code == 400  # it was used to set up
    with clock.fixed(AT + timedelta(seconds=30)):
        assert newcomer.send(CODE, code=code_at(key, clock.now())).status_code == 302
    with reading(engine) as session:
        assert session.scalar(select(func.count()).select_from(Authenticator)) == 1


def test_a_wrong_code_shows_the_same_key_again_and_keeps_nothing(newcomer: Browser, engine: Engine) -> None:
    key, form = set_up(newcomer)
    for code in ("000000", ""):
        page = Page(newcomer.client.post(SET_UP, data={**form, "code": code}))
        assert page.status == 400
        found = KEY.search(page.source)
        assert found
        assert found.group(1).replace(" ", "") == key
    with reading(engine) as session:
        assert session.scalar(select(Authenticator)) is None


@pytest.mark.parametrize("sealed", ["", "x", "00ff", "ab" * 60])
def test_a_key_that_is_not_ours_is_refused(newcomer: Browser, sealed: str) -> None:
    assert newcomer.send(SET_UP, sealed=sealed, code="000000").status_code == 400


def test_a_key_that_was_offered_to_somebody_else_is_refused(app: Flask, newcomer: Browser) -> None:
    key, form = set_up(newcomer)
    other = Browser(app.test_client())
    other.send("/sign-in", username="colleague", password=PASSWORD)
    answer = other.send(SET_UP, sealed=form["sealed"], code=code_at(key, AT))
    assert answer.status_code == 400
    assert other.client.get("/").status_code == 302


def test_whoever_has_an_authenticator_cannot_set_up_another_with_a_password_alone(half: Browser) -> None:
    assert half.client.get(SET_UP).location == f"{CODE}?next=/"
    answer = half.send(SET_UP, sealed="00", code=code_at(AUTHENTICATOR, AT))
    assert answer.location == f"{CODE}?next=/"


def test_a_secret_that_another_key_sealed_is_said_to_be_unreadable(half: Browser, engine: Engine) -> None:
    with writing(engine) as session:
        for held in session.scalars(select(Authenticator)):
            held.sealed_secret = b"x" * 60
    page = Page(half.send(CODE, code="000000"))
    assert page.status == 409
    assert "Ask an administrator" in page.text


def test_whoever_left_after_the_password_gets_no_further(half: Browser, engine: Engine) -> None:
    with writing(engine) as session:
        session.scalars(select(User).where(User.username == "worker")).one().is_active = False
    assert half.send(CODE, code=half.code()).location == f"{CODE}?next=/"
    assert half.client.get(CODE).location == "/sign-in?next=/"


def test_no_code_is_filled_in_for_whoever_is_none_of_the_demonstrations_accounts(half: Browser) -> None:
    assert "filled in" not in half.open(CODE).text
