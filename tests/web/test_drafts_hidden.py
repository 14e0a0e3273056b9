"""To a reviewing officer and a service manager an unsigned draft is not there: no page differs by it."""

import re
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import Engine

from assessment_tool.records.engine import writing
from assessment_tool.records.users import User
from assessment_tool.services.access import actor_of
from assessment_tool.services.assessments.discard import discard
from assessment_tool.services.assessments.review import amend
from assessment_tool.services.assessments.start import Start, start
from tests.web.browsing import Browser
from tests.web.crawl import crawled, without_tokens
from tests.web.family import AT, Example
from tests.web.history import CATALOGUE, History

READ_ALONE = ("manager", "reader")
DRAFT_TOO = ("worker", "support", "supervisor")


@pytest.fixture
def history(engine: Engine, example: Example) -> History:
    found = History(engine, example)
    for number in range(2):
        found.assess(example.mother_id, date(2025, 5 + number, 6))
    return found


def a_draft(history: History) -> int:
    """A draft about the father, of whom nothing else is there."""
    example = history.example
    with writing(history.engine) as session:
        worker = actor_of(session.get_one(User, example.users["worker"]))
        wanted = Start(example.family_id, "graded-care", example.father_id, example.child_id)
        return start(session, worker, CATALOGUE, wanted, AT).id


def of_every_kind(history: History) -> tuple[int, int, int]:
    """A first draft, one that was discarded, and an amendment of a signed assessment, all by the worker."""
    signed = history.assess(history.example.mother_id, date(2025, 9, 6))
    return a_draft(history), discarded(history), amendment(history, signed)


def discarded(history: History) -> int:
    """A draft that was discarded."""
    draft = a_draft(history)
    with writing(history.engine) as session:
        worker = actor_of(session.get_one(User, history.example.users["worker"]))
        discard(session, worker, draft, "Begun by mistake.", AT)
    return draft


def amendment(history: History, signed: int) -> int:
    """An amendment that nobody has signed."""
    with writing(history.engine) as session:
        worker = actor_of(session.get_one(User, history.example.users["worker"]))
        return amend(session, worker, signed, "A wrong date.", AT).id


@pytest.mark.parametrize("username", READ_ALONE)
def test_all_that_those_who_read_alone_can_reach_is_the_same_to_the_byte(
    history: History, browser_of: Callable[[str], Browser], username: str
) -> None:
    signed = history.assess(history.example.mother_id, date(2025, 9, 6))
    browser = browser_of(username)
    before = crawled(browser)
    assert f"/assessments/{signed}/read" in before
    a_draft(history)
    discarded(history)
    amendment(history, signed)
    assert crawled(browser) == before


@pytest.mark.parametrize("username", DRAFT_TOO)
def test_those_who_may_draft_find_and_open_each(
    history: History, browser_of: Callable[[str], Browser], example: Example, username: str
) -> None:
    first, _, amended = of_every_kind(history)
    browser = browser_of(username)
    page = browser.open(f"/families/{example.family_id}")
    for draft in (first, amended):
        assert any(link.startswith(f"/assessments/{draft}") for link in page.links()), draft
        browser.open(f"/assessments/{draft}")


def addresses(app: Flask, revision_id: int) -> Iterator[tuple[str, str]]:
    """Every route about one revision, as method and address."""
    for rule in app.url_map.iter_rules():
        if "revision_id" in rule.arguments:
            path = rule.rule.replace("<record_id:revision_id>", str(revision_id))
            path = re.sub("<record_id:[^>]+>", "1", path.replace("<section_id>", "all"))
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                yield method, path


@pytest.mark.parametrize("username", READ_ALONE)
def test_each_route_answers_as_if_there_were_no_such_assessment(
    app: Flask, history: History, browser_of: Callable[[str], Browser], username: str
) -> None:
    browser = browser_of(username)
    token, tried = browser.token(), 0
    for number in of_every_kind(history):
        for (method, path), (_, missing) in zip(addresses(app, number), addresses(app, 987654), strict=True):
            data = {"csrf_token": token} if method == "POST" else None
            answer = browser.client.open(path, method=method, data=data)
            other = browser.client.open(missing, method=method, data=data)
            assert answer.status_code == other.status_code, (method, path)
            assert without_tokens(answer.data) == without_tokens(other.data), (method, path)
            tried += answer.status_code == 404
    assert tried >= 3 * 5


def test_once_it_is_signed_it_is_there(
    history: History, browser_of: Callable[[str], Browser], example: Example
) -> None:
    path = f"/families/{example.family_id}"
    for username in READ_ALONE:
        assert "Tom Hale" in browser_of(username).open(path).text
    signed = history.assess(example.father_id, date(2026, 2, 6), is_countersigned=False)
    for username in READ_ALONE:
        browser = browser_of(username)
        assert f"/assessments/{signed}/read" in browser.open(path).links()
        browser.open(f"/assessments/{signed}/read")
