"""To those who need not know a restricted assessment is not there: no page, list or file differs by it."""

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.definitions.life import Decision
from assessment_tool.definitions.publish import publish
from assessment_tool.records.engine import reading, writing
from assessment_tool.records.users import User
from assessment_tool.resources import instruments_dir
from assessment_tool.services.access import actor_of
from assessment_tool.services.assessments.start import Start, start
from assessment_tool.services.changes import family_changes
from assessment_tool.services.dip_audits.ask import audit_choice
from assessment_tool.services.team import team
from tests.web.browsing import Browser
from tests.web.crawl import crawled, without_tokens
from tests.web.family import AT, Example
from tests.web.history import CATALOGUE, History

NEED_NOT_KNOW = ("support", "manager", "reader")
MARKER = "xyzzy-what-she-told"
TITLES = (b"Safe enquiry", b"safe-enquiry", b"domestic-abuse-risk", MARKER.encode())


@pytest.fixture
def history(engine: Engine, example: Example) -> History:
    found = History(engine, example)
    for number in range(2):
        found.assess(example.mother_id, date(2025, 5 + number, 6))
    return found


def restricted(history: History) -> tuple[int, int]:
    """A signed account of the mother's and a judgement about the household, both by the social worker."""
    account = history.assess(
        history.example.mother_id,
        date(2026, 2, 11),
        {"safe_contact_words": MARKER, "account_given": "part"},
        instrument_id="safe-enquiry",
        evidence=MARKER,
    )
    twice = [
        history.assess(None, day, instrument_id="domestic-abuse-risk", evidence=MARKER)
        for day in (date(2025, 11, 11), date(2026, 2, 12))
    ]
    return account, twice[-1]


def a_draft(history: History, by: str) -> int:
    """An account that has been begun, and no more."""
    example = history.example
    with writing(history.engine) as session:
        actor = actor_of(session.get_one(User, example.users[by]))
        wanted = Start(example.family_id, "safe-enquiry", example.father_id)
        return start(session, actor, CATALOGUE, wanted, AT).id


def test_all_that_others_can_reach_is_the_same_to_the_byte(
    history: History, browser_of: Callable[[str], Browser]
) -> None:
    others = {username: browser_of(username) for username in NEED_NOT_KNOW}
    worker = browser_of("worker")
    before = {username: crawled(browser) for username, browser in others.items()}
    known_before = crawled(worker)
    restricted(history)
    a_draft(history, "worker")
    for username, browser in others.items():
        assert len(before[username]) > 15, username
        assert crawled(browser) == before[username], username
        assert not [path for path, page in before[username].items() if any(one in page for one in TITLES[2:])]
    known = crawled(worker)
    assert len(known) > len(known_before) + 20
    assert any(MARKER.encode() in page for page in known.values())


def addresses(app: Flask, revision_id: int) -> Iterator[tuple[str, str]]:
    """Every route about one revision, as method and address."""
    for rule in app.url_map.iter_rules():
        if "revision_id" in rule.arguments:
            path = rule.rule.replace("<record_id:revision_id>", str(revision_id))
            path = re.sub("<record_id:[^>]+>", "1", path.replace("<section_id>", "all"))
            assert "<" not in path, path
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                yield method, path


def test_each_route_answers_as_if_there_were_no_such_assessment(
    app: Flask, history: History, browser_of: Callable[[str], Browser]
) -> None:
    numbers = (*restricted(history), a_draft(history, "worker"))
    for username in NEED_NOT_KNOW:
        browser = browser_of(username)
        token = browser.token()
        tried = 0
        for number in numbers:
            for (method, path), (_, missing) in zip(
                addresses(app, number), addresses(app, 987654), strict=True
            ):
                data = {"csrf_token": token} if method == "POST" else None
                answer = browser.client.open(path, method=method, data=data)
                other = browser.client.open(missing, method=method, data=data)
                assert answer.status_code == other.status_code, (username, method, path)
                assert without_tokens(answer.data) == without_tokens(other.data), (username, method, path)
                tried += answer.status_code == 404
        assert tried >= 3 * 6, username


def test_trends_and_comparisons_of_it_are_not_there(
    history: History, browser_of: Callable[[str], Browser], example: Example
) -> None:
    restricted(history)
    mine = f"/families/{example.family_id}/trends/domestic-abuse-risk"
    for end in ("", "/compare", ".csv"):
        assert browser_of("worker").client.get(mine + end).status_code in {200, 404}
        assert browser_of("manager").client.get(mine + end).status_code == 404
    assert browser_of("worker").client.get(mine).status_code == 200


def test_whoever_began_it_opens_it_whatever_their_role(
    history: History, browser_of: Callable[[str], Browser]
) -> None:
    mine = a_draft(history, "support")
    assert "Safe enquiry" in browser_of("support").open("/").text
    browser_of("support").open(f"/assessments/{mine}")
    browser_of("worker").open(f"/assessments/{mine}")
    browser_of("reader").open(f"/assessments/{mine}", status=404)


def test_nobody_is_asked_to_grade_again_what_they_may_not_open(history: History, example: Example) -> None:
    _, judged = restricted(history)
    graded = history.assess(example.father_id, date(2026, 2, 25))
    with reading(history.engine) as session:
        supervisor = actor_of(session.get_one(User, example.users["supervisor"]))
        open_to_all = audit_choice(session, supervisor, graded, AT).raters
        assert example.users["support"] in {user.id for user in open_to_all}
        raters = audit_choice(session, supervisor, judged, AT).raters
        assert example.users["support"] not in {user.id for user in raters}


@pytest.fixture
def telling_a_place(tmp_path: Path) -> Catalogue:
    """The graded care scale, of which one answer would tell where somebody lives."""
    shutil.copytree(instruments_dir() / "graded-care", tmp_path / "graded-care")
    for version in (tmp_path / "graded-care").glob("[2-9]*.yaml"):
        version.unlink()
    file = tmp_path / "graded-care" / "1.0.0.yaml"
    file.write_text(file.read_text("utf-8").replace("label: L1", "label: L4", 1), "utf-8")
    decision = Decision("A. Lead", date(2025, 1, 6), "For this test.", approved_by="B. Lead")
    publish(tmp_path, "graded-care", "1.0.0", decision)
    return Catalogue([tmp_path])


def test_no_word_of_change_is_told_to_those_to_whom_it_is_not_there(
    engine: Engine, example: Example, telling_a_place: Catalogue
) -> None:
    history = History(engine, example, telling_a_place)
    for number in range(2):
        history.assess(example.mother_id, date(2026, 1 + number, 6), {"meals_regular": f"{2 + number}"})
    with reading(engine) as session:
        for username, count in (("supervisor", 1), ("manager", 0)):
            actor = actor_of(session.get_one(User, example.users[username]))
            found = family_changes(session, actor, telling_a_place, example.family_id)
            [family] = team(session, actor, telling_a_place, AT).families
            assert (len(found), len(family.lines)) == (count, count), username


def test_a_page_that_is_restricted_says_so(
    history: History, worker: Browser, stranger: FlaskClient, example: Example
) -> None:
    account, _ = restricted(history)
    for page in ("", "/read"):
        assert "Nobody else sees that it exists" in worker.open(f"/assessments/{account}{page}").text
        assert stranger.get(f"/assessments/{account}{page}").status_code == 302
    graded = history.assess(example.father_id, date(2026, 2, 25))
    assert "Nobody else sees that it exists" not in worker.open(f"/assessments/{graded}/read").text
