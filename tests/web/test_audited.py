"""Whatever a person opens, does or is refused leaves an entry; without one, nothing is shown or done."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, Row, event, select, text
from sqlalchemy.engine.interfaces import DBAPIConnection

from assessment_tool.core.audit_chain import Keyring, Outcome
from assessment_tool.records import AuditEntry, FamilyEvent
from assessment_tool.records.engine import reading
from assessment_tool.services.audit import verify
from assessment_tool.web.routes import PUBLIC
from tests.services.counting import is_of_the_audit
from tests.web.assessments.workspace import Workspace
from tests.web.browsing import TOKEN, Browser
from tests.web.family import AT, AUDIT_KEY, PASSWORD, Example
from tests.web.test_routes import requests

BrowserOf = Callable[[str], Browser]
Written = list[Row[tuple[str, Outcome, int | None, int | None, str]]]


def written(engine: Engine) -> Written:
    """Every entry, in order: action, outcome, person, family, record."""
    of = AuditEntry
    query = select(of.action, of.outcome, of.actor_id, of.family_id, of.record).order_by(of.id)
    with reading(engine) as session:
        return list(session.execute(query))


def newest(engine: Engine) -> tuple[object, ...]:
    return tuple(written(engine)[-1])


@pytest.fixture
def workspace(engine: Engine, example: Example) -> Workspace:
    return Workspace(engine, example)


def test_a_page_of_a_family_leaves_one_entry_that_names_family_person_and_instant(
    worker: Browser, engine: Engine, example: Example
) -> None:
    before = len(written(engine))
    worker.open(f"/families/{example.family_id}")
    assert len(written(engine)) == before + 1
    assert newest(engine) == (
        "families.page",
        Outcome.DONE,
        example.users["worker"],
        example.family_id,
        "",
    )
    with reading(engine) as session:
        entry = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
        assert entry
        assert (entry.at, len(entry.session_key)) == (AT, 16)


def test_a_page_of_an_assessment_names_it(worker: Browser, engine: Engine, workspace: Workspace) -> None:
    revision_id = workspace.draft()
    for page in ("", "/read", "/answer/1"):
        worker.open(f"/assessments/{revision_id}{page}")
        assert newest(engine)[3:] == (workspace.example.family_id, f"assessment {revision_id}")


def test_a_list_is_an_entry_of_no_family(worker: Browser, engine: Engine, example: Example) -> None:
    worker.open("/families")
    assert newest(engine) == ("families.catalogue", Outcome.DONE, example.users["worker"], None, "")


def test_what_is_hidden_from_somebody_is_an_entry_of_its_family(
    worker: Browser, engine: Engine, example: Example
) -> None:
    worker.open(f"/families/{example.other_family_id}", status=404)
    assert newest(engine)[1:4] == (Outcome.NOT_THERE, example.users["worker"], example.other_family_id)


def test_what_a_role_may_not_do_is_an_entry(browser_of: BrowserOf, engine: Engine, example: Example) -> None:
    browser_of("admin").open("/families", status=403)
    assert newest(engine) == ("families.catalogue", Outcome.REFUSED, example.users["admin"], None, "")


def test_what_a_form_does_and_its_entry_are_one_transaction(
    worker: Browser, engine: Engine, example: Example, app: Flask
) -> None:
    path = f"/families/{example.family_id}/events/new"
    sent = {"csrf_token": worker.token(), "submission": "k", **EVENT}
    before = len(written(engine))
    with failing_to_append(app):
        answer = worker.client.post(path, data=sent)
    assert answer.status_code == 503
    assert (len(written(engine)), events(engine)) == (before, 0)
    assert worker.client.post(path, data=sent).status_code in {302, 303}
    assert events(engine) == 1
    assert newest(engine)[:4] == (
        "families.save_event",
        Outcome.DONE,
        example.users["worker"],
        example.family_id,
    )
    assert len(written(engine)) == before + 1


def test_a_form_with_faults_is_an_entry_that_says_that_nothing_was_taken(
    worker: Browser, engine: Engine, example: Example
) -> None:
    path = f"/families/{example.family_id}/events/new"
    assert worker.send(path, submission="k", title="").status_code == 400
    assert newest(engine)[:2] == ("families.save_event", Outcome.NOT_TAKEN)


def test_where_no_entry_can_be_written_no_page_is_shown(
    worker: Browser, engine: Engine, example: Example, app: Flask
) -> None:
    path = f"/families/{example.family_id}"
    assert "Ashdown" in worker.open(path).text
    with failing_to_append(app):
        page = worker.open(path, status=503)
    assert page.heading == "Sorry, the service is unavailable"
    assert "Ashdown" not in page.source
    assert page.answer.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in page.answer.headers["Content-Security-Policy"]
    assert "Ashdown" in worker.open(path).text
    assert is_whole(engine)


def test_no_route_of_a_person_goes_without_an_entry(
    app: Flask, browser_of: BrowserOf, engine: Engine, example: Example
) -> None:
    """Every route, as somebody of every role that may and one that may not: none is forgotten."""
    assert example.users
    tried = 0
    for username in ("supervisor", "auditor"):
        browser = browser_of(username)
        token = browser.token()
        for endpoint, method, path in requests(app):
            before = len(written(engine))
            browser.client.open(path, method=method, data={"csrf_token": token} if method == "POST" else None)
            new = written(engine)[before:]
            assert [one.action for one in new] == [endpoint], (method, path)
            assert {one.actor_id for one in new} == {example.users[username]}
            tried += 1
    assert tried > 100
    assert is_whole(engine)


def test_files_health_and_the_page_to_sign_in_with_are_no_entries(
    worker: Browser, stranger: FlaskClient, engine: Engine
) -> None:
    before = len(written(engine))
    for path in ("/static/app.css", "/health", "/sign-in", "/accessibility", "/nowhere"):
        worker.client.get(path).close()
        stranger.get(path).close()
    stranger.get("/families")
    assert len(written(engine)) == before
    assert "sign_in.form" in PUBLIC


def test_signing_in_and_out_are_entries_of_the_person(
    browser_of: BrowserOf, engine: Engine, example: Example
) -> None:
    browser = browser_of("worker")
    mine = example.users["worker"]
    assert [(one.action, one.outcome, one.actor_id) for one in written(engine)] == [
        ("sign_in.enter", Outcome.DONE, mine),
        ("second_factor.enter", Outcome.DONE, mine),
    ]
    browser.send("/sign-out")
    assert newest(engine)[:3] == ("sign_in.leave", Outcome.DONE, mine)
    with reading(engine) as session:
        assert len(set(session.scalars(select(AuditEntry.session_key)))) == 1
    before = len(written(engine))
    browser.send("/sign-out")
    assert len(written(engine)) == before


def test_who_was_not_let_in_is_an_entry_with_the_name_hidden(app: Flask, engine: Engine) -> None:
    browser = Browser(app.test_client())
    for name in ("Somebody", " somebody ", "other"):
        assert browser.send("/sign-in", username=name, password="wrong").status_code == 400
    with reading(engine) as session:
        entries = session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert {(one.action, one.outcome, one.actor_id) for one in entries} == {
        ("sign_in.enter", Outcome.REFUSED, None)
    }
    first, second, other = (one.subject for one in entries)
    assert first == second != other
    assert "somebody" not in first


def test_a_code_that_did_not_open_is_an_entry_with_the_name_hidden(
    app: Flask, engine: Engine, example: Example
) -> None:
    browser = Browser(app.test_client())
    browser.send("/sign-in", username="worker", password=PASSWORD)
    assert browser.send("/sign-in/code", code="000000").status_code == 400
    with reading(engine) as session:
        entry = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert entry
    assert (entry.action, entry.outcome, entry.actor_id) == ("second_factor.enter", Outcome.REFUSED, None)
    assert "worker" not in entry.subject
    assert example.users


def test_nobody_is_let_in_without_an_entry(app: Flask, engine: Engine, example: Example) -> None:
    browser = Browser(app.test_client())
    assert example.users
    token = browser.token()
    for password in (PASSWORD, "wrong"):
        with failing_to_append(app):
            sent = {"csrf_token": token, "username": "worker", "password": password}
            assert browser.client.post("/sign-in", data=sent).status_code == 503
    assert browser.client.get("/families").status_code == 302
    assert written(engine) == []


def test_no_entry_holds_a_word_that_somebody_wrote_or_a_name(
    worker: Browser, engine: Engine, example: Example
) -> None:
    worker.send(f"/families/{example.family_id}/events/new", submission="k", **EVENT)
    worker.open("/families?q=Ashdown")
    worker.open(f"/families/{example.family_id}?q=xyzzy")
    with reading(engine) as session:
        rows = session.execute(text("SELECT * FROM audit_entries")).all()
    said = " ".join(str(value) for row in rows for value in row)
    for word in ("Ashdown", "Wren", "worker", EVENT["title"], "xyzzy", TOKEN.pattern):
        assert word not in said, word


def test_an_entry_costs_its_own_few_statements_and_no_more(
    worker: Browser, example: Example, app: Flask
) -> None:
    served: Engine = app.extensions["parts"].engine
    sent: list[str] = []

    def note(connection: object, _cursor: object, statement: str, *_others: object) -> None:
        if is_of_the_audit(connection, statement):  # type: ignore[arg-type]  # as the event hands it over
            sent.append(statement)

    event.listen(served, "before_cursor_execute", note)
    worker.open(f"/families/{example.family_id}")
    event.remove(served, "before_cursor_execute", note)
    words = [one.split()[0] for one in sent]
    wanted = ["PRAGMA", "BEGIN"] if served.dialect.name == "sqlite" else ["SELECT"]
    assert words == [*wanted, "SELECT", "INSERT"]


EVENT = {
    "kind": "move",
    "title": "A visit of theirs",
    "happened_on-day": "2",
    "happened_on-month": "3",
    "happened_on-year": "2026",
}


def events(engine: Engine) -> int:
    with reading(engine) as session:
        return len(session.scalars(select(FamilyEvent.id)).all())


def is_whole(engine: Engine) -> bool:
    with reading(engine) as session:
        return verify(session, Keyring([AUDIT_KEY])).is_whole


@contextmanager
def failing_to_append(app: Flask) -> Iterator[None]:
    """Every insert into the audit fails, as on a full disk."""
    served: Engine = app.extensions["parts"].engine

    def fail(_connection: DBAPIConnection, _cursor: object, statement: str, *_others: object) -> None:
        if "INSERT INTO audit_entries" in statement:
            raise OSError("No space left on device")

    event.listen(served, "before_cursor_execute", fail)
    try:
        yield
    finally:
        event.remove(served, "before_cursor_execute", fail)
