"""Striking out an event: who may, what stays readable, and where it counts no more."""

from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from werkzeug.test import TestResponse

from assessment_tool.records import EventStrike, FamilyEventKind, User, reading
from assessment_tool.services.access import actor_of
from assessment_tool.services.trends import trend_of
from tests.services.at_once import at_once
from tests.web.assessments.test_queries import served_engine, statements
from tests.web.browsing import Browser, Page, without_token
from tests.web.family import AT, Example
from tests.web.history import CATALOGUE, History

__all__ = ["served_engine"]

BrowserOf = Callable[[str], Browser]
MOVED = "Moved to a flat"
MISSED, KEPT = FamilyEventKind.CONTACT_MISSED, FamilyEventKind.CONTACT_KEPT


@pytest.fixture
def history(engine: Engine, example: Example) -> History:
    return History(engine, example)


@pytest.fixture
def path(history: History, example: Example) -> str:
    """The page on which the worker's own event is struck out."""
    history.happened(date(2025, 7, 1), MOVED)
    return f"/families/{example.family_id}/events/1/strike-out"


def strike(browser: Browser, path: str, reason: str = "The year was mistyped.") -> TestResponse:
    return browser.send(path, reason=reason, submission=browser.submission(path))


def strikes(engine: Engine) -> list[str]:
    with reading(engine) as session:
        return list(session.scalars(select(EventStrike.reason)))


def test_a_struck_out_event_stays_readable_with_reason_name_and_day(
    worker: Browser, path: str, example: Example
) -> None:
    family = f"/families/{example.family_id}"
    assert path in worker.open(family).links()
    answer = strike(worker, path, "It was <b>another</b> family.")
    assert (answer.status_code, answer.location) == (303, family)
    page = worker.open(family)
    assert f"<s>{MOVED}</s>" in page.source
    assert "Struck out on 4 March 2026 at 12:00 by Ade Oyelaran: It was <b>another</b> family." in page.text
    assert path not in page.links()


def test_the_form_sent_three_times_strikes_out_once(worker: Browser, engine: Engine, path: str) -> None:
    fields = {"reason": "A slip.", "submission": worker.submission(path)}
    assert [worker.send(path, **fields).status_code for _ in range(3)] == [303, 303, 303]
    assert strikes(engine) == ["A slip."]


def test_two_people_at_once_strike_out_once_and_the_second_is_told(
    worker: Browser, browser_of: BrowserOf, engine: Engine, path: str
) -> None:
    forms = [(one, one.token(), one.submission(path)) for one in (worker, browser_of("supervisor"))]

    def sending(browser: Browser, token: str, key: str) -> Callable[[], int]:
        fields = {"csrf_token": token, "submission": key, "reason": "A slip."}
        return lambda: browser.client.post(path, data=fields).status_code

    assert sorted(at_once(*(sending(*form) for form in forms)), key=str) == [303, 409]
    assert strikes(engine) == ["A slip."]


def test_what_is_struck_out_is_not_struck_out_again_and_the_reason_is_handed_back(
    browser_of: BrowserOf, worker: Browser, engine: Engine, path: str
) -> None:
    supervisor = browser_of("supervisor")
    key = supervisor.submission(path)
    strike(worker, path)
    again = Page(supervisor.send(path, reason="Not this family.", submission=key))
    assert (again.status, supervisor.client.get(path).status_code) == (409, 409)
    assert "Not this family." in again.text
    assert strikes(engine) == ["The year was mistyped."]


@pytest.mark.parametrize("reason", ["", "  ", "x" * 4_001])
def test_without_a_reason_the_page_comes_back(
    worker: Browser, engine: Engine, path: str, reason: str
) -> None:
    page = Page(strike(worker, path, reason))
    assert page.status == 400
    assert "why it is wrong" in page.text
    assert strikes(engine) == []


@pytest.mark.parametrize("username", ["support", "manager", "reader", "admin", "auditor"])
def test_only_whoever_recorded_it_and_the_supervisor_may(
    browser_of: BrowserOf, engine: Engine, path: str, example: Example, username: str
) -> None:
    other = browser_of(username)
    assert other.client.get(path).status_code == 403
    assert other.send(path, reason="x", submission="a-key").status_code == 403
    assert path not in Page(other.client.get(f"/families/{example.family_id}")).links()
    assert strikes(engine) == []


def test_the_supervisor_is_offered_it(browser_of: BrowserOf, path: str, example: Example) -> None:
    supervisor = browser_of("supervisor")
    assert path in supervisor.open(f"/families/{example.family_id}").links()
    assert strike(supervisor, path).status_code == 303


def test_another_familys_event_looks_like_one_that_is_not_there(
    browser_of: BrowserOf, path: str, example: Example
) -> None:
    colleague = browser_of("colleague")
    missing = f"/families/{example.other_family_id}/events/999/strike-out"
    for theirs in (path, f"/families/{example.other_family_id}/events/1/strike-out"):
        answer = colleague.client.get(theirs)
        assert answer.status_code == 404
        assert without_token(answer) == without_token(colleague.client.get(missing))
        assert colleague.send(theirs, reason="x", submission="a-key").status_code == 404


def test_a_stranger_is_sent_to_sign_in(stranger: FlaskClient, path: str) -> None:
    assert stranger.get(path).location.startswith("/sign-in")


@pytest.mark.parametrize("number", ["0", "x", "2147483648", "%00"])
def test_a_number_that_no_event_can_have_is_not_found(worker: Browser, example: Example, number: str) -> None:
    assert worker.client.get(f"/families/{example.family_id}/events/{number}/strike-out").status_code == 404


def test_a_struck_out_event_is_no_mark_of_a_trend_and_is_counted_nowhere(
    history: History, worker: Browser, engine: Engine, example: Example, path: str
) -> None:
    for kind in (KEPT, KEPT, MISSED):
        history.happened(date(2025, 7, 2), "Contact", kind)
    history.happened(date(2025, 8, 17), "A sister was born", FamilyEventKind.BIRTH)
    history.five_and_three()
    family = f"/families/{example.family_id}"
    for number in ("1", "2", "4"):
        assert strike(worker, path.replace("/1/strike", f"/{number}/strike")).status_code == 303
    text = worker.open(f"{family}/trends/graded-care?child={example.child_id}").text
    assert MOVED not in text
    assert "A17 Aug 2025A sister was born" in text
    with reading(engine) as session:
        actor = actor_of(session.get_one(User, example.users["worker"]))
        wanted = (example.family_id, "graded-care", example.child_id)
        trend = trend_of(session, actor, *wanted, catalogue=CATALOGUE, at=AT)
        assert (trend.contacts_kept, trend.contacts_missed) == (1, 0)


def test_the_familys_page_asks_no_more_for_many_struck_out_events(
    history: History, worker: Browser, served_engine: Engine, example: Example, path: str
) -> None:
    family = f"/families/{example.family_id}"
    counts = []
    for number in (1, 2, 3):
        strike(worker, path.replace("/1/strike", f"/{number}/strike"))
        with statements(served_engine) as sent:
            worker.open(family)
        counts.append(len(sent))
        history.happened(date(2025, 7, 2), MOVED)
    assert len(set(counts)) == 1
