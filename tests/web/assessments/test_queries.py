"""How many questions each page puts to the database: a fixed number, however much is answered."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import Connection, Engine, event

from assessment_tool.core.responses import Response
from tests.services.counting import is_of_the_audit
from tests.web.assessments.workspace import FIRST, Workspace, fields
from tests.web.browsing import Browser

MOST = {"": 16, "/answer/1": 16, "/answer/all": 16, "/summary": 16, "/sign": 16, "/read": 16, "/earlier": 20}


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    """The statements sent within it, transactions' own apart."""
    sent: list[str] = []

    def note(connection: Connection, _cursor: object, statement: str, *_others: object) -> None:
        if not statement.startswith("PRAGMA") and not is_of_the_audit(connection, statement):
            sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


@pytest.fixture
def served_engine(app: Flask) -> Engine:
    """The application's own engine."""
    served: Engine = app.extensions["parts"].engine
    return served


@pytest.mark.parametrize("page", MOST)
def test_a_page_asks_no_more_for_a_full_form_than_for_an_empty_one(
    worker: Browser, workspace: Workspace, served_engine: Engine, page: str
) -> None:
    counts = []
    for revision_id in (workspace.draft(), workspace.complete()):
        with statements(served_engine) as sent:
            worker.open(f"/assessments/{revision_id}{page}")
        counts.append(len(sent))
    assert counts[0] == counts[1] <= MOST[page]


def test_saving_one_answer_takes_a_bounded_number_of_statements(
    worker: Browser, workspace: Workspace, served_engine: Engine
) -> None:
    revision_id = workspace.complete()
    token = worker.token()
    with statements(served_engine) as sent:
        answer = worker.client.post(
            f"/assessments/{revision_id}/items/1",
            data=fields(version=1, answer="3", evidence="New."),
            headers={"X-CSRFToken": token},
        )
    assert answer.status_code == 200
    assert len(sent) <= 34


def test_choosing_asks_a_bounded_number(worker: Browser, workspace: Workspace, served_engine: Engine) -> None:
    workspace.answer(workspace.draft(), {FIRST: Response(value="1")})
    with statements(served_engine) as sent:
        worker.open(f"/families/{workspace.example.family_id}/assessments/new")
    assert len(sent) <= 16
