"""A form that makes something makes it once, also where it is sent six times at the same moment."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, cast

import pytest
from flask import Flask
from sqlalchemy import Engine, QueuePool, func, select
from werkzeug.test import TestResponse

from assessment_tool.documents.pdf import Printed, PrintJob
from assessment_tool.jobs.render_pool import RenderPool
from assessment_tool.records import (
    Assessment,
    Base,
    Definition,
    FamilyEvent,
    IssuedDocument,
    Submission,
    reading,
)
from assessment_tool.web import once
from tests.services.at_once import at_once
from tests.web.assessments.test_choose import choices
from tests.web.browsing import Browser
from tests.web.family import Example
from tests.web.history import History
from tests.web.test_families import EVENT

if TYPE_CHECKING:
    from assessment_tool.web.parts import Parts

MANY = 6

Form = tuple[str, dict[str, object]]


class Watching(RenderPool):
    """A printer that notes how many connections to the database are held while it prints."""

    def __init__(self, engine: Engine, time_limit: float = 60.0) -> None:
        super().__init__(time_limit)
        self.connections = cast("QueuePool", engine.pool)
        self.held: list[int] = []

    def print(self, job: PrintJob) -> Printed:
        self.held.append(self.connections.checkedout())
        return super().print(job)


@pytest.fixture
def printer(app: Flask) -> Iterator[Watching]:
    """The application's printer, watched."""
    parts: Parts = app.extensions["parts"]
    watching = Watching(parts.engine)
    app.extensions["parts"] = replace(parts, printer=watching)
    yield watching
    watching.close()


def count(engine: Engine, table: type[Base]) -> int:
    with reading(engine) as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def event_form(example: Example) -> Form:
    return f"/families/{example.family_id}/events/new", {**EVENT}


def start_form(example: Example) -> Form:
    return f"/families/{example.family_id}/assessments/new", choices(example)


def report_form(example: Example) -> Form:
    return f"/families/{example.family_id}/reports/trend", {
        "instrument": "graded-care",
        "child": example.child_id,
    }


def sending(app: Flask, browser: Browser, path: str, fields: dict[str, object]) -> Callable[[], TestResponse]:
    """The same person's form, from one more window of their browser."""
    window = app.test_client()
    with browser.client.session_transaction() as cookie:
        kept = dict(cookie)
    with window.session_transaction() as cookie:
        cookie.update(kept)
    sent = {"csrf_token": Browser(window).token(), **fields}
    return lambda: window.post(path, data=sent)


@pytest.mark.parametrize(
    ("form", "made"),
    [(event_form, FamilyEvent), (start_form, Assessment), (report_form, IssuedDocument)],
    ids=["event", "start", "report"],
)
def test_the_same_form_sent_six_times_at_once_makes_one_and_all_are_led_to_it(
    app: Flask,
    worker: Browser,
    engine: Engine,
    example: Example,
    form: Callable[[Example], Form],
    made: type[Base],
) -> None:
    if made is IssuedDocument:
        History(engine, example).assess(example.mother_id, date(2026, 2, 1))
    path, fields = form(example)
    fields["submission"] = "one-key"
    before = count(engine, made)
    answers = at_once(*(sending(app, worker, path, fields) for _ in range(MANY)))
    told = [(one.status_code, one.location) for one in answers if isinstance(one, TestResponse)]
    assert len(told) == MANY, answers
    assert len(set(told)) == 1, told
    assert told[0][0] == 303
    assert (count(engine, made) - before, count(engine, Submission)) == (1, 1)


def test_of_two_forms_sent_at_once_under_one_key_one_is_refused(
    app: Flask, worker: Browser, engine: Engine, example: Example
) -> None:
    path, fields = event_form(example)
    fields["submission"] = "one-key"
    answers = at_once(
        sending(app, worker, path, fields), sending(app, worker, path, {**fields, "title": "Something else"})
    )
    statuses = Counter(one.status_code for one in answers if isinstance(one, TestResponse))
    assert statuses == {303: 1, 409: 1}
    assert count(engine, FamilyEvent) == 1


def test_six_first_assessments_with_an_instrument_keep_its_definition_once(
    app: Flask, worker: Browser, engine: Engine, example: Example
) -> None:
    path, fields = start_form(example)
    each = [sending(app, worker, path, {**fields, "submission": f"key-{number}"}) for number in range(MANY)]
    answers = at_once(*each)
    assert [one.status_code for one in answers if isinstance(one, TestResponse)] == [303] * MANY
    assert (count(engine, Assessment), count(engine, Definition)) == (MANY, 1)


def test_a_form_with_a_fault_comes_back_with_its_key_and_is_taken_once_it_is_mended(
    worker: Browser, engine: Engine, example: Example
) -> None:
    path, fields = event_form(example)
    key = worker.submission(path)
    back = worker.send(path, **{**fields, "title": ""}, submission=key)
    assert back.status_code == 400
    assert f'name="{once.KEY}" value="{key}"' in back.get_data(as_text=True)
    assert worker.send(path, **fields, submission=key).status_code == 303
    assert count(engine, FamilyEvent) == 1


def test_nothing_is_held_open_in_the_database_while_a_report_is_printed(
    worker: Browser, engine: Engine, example: Example, printer: Watching
) -> None:
    History(engine, example).assess(example.mother_id, date(2026, 2, 1))
    path, fields = report_form(example)
    assert worker.send(path, **fields, submission="one-key").status_code == 303
    assert printer.held == [0]


def test_a_report_that_was_made_is_not_printed_again_for_the_same_form(
    worker: Browser, engine: Engine, example: Example, printer: Watching
) -> None:
    History(engine, example).assess(example.mother_id, date(2026, 2, 1))
    path, fields = report_form(example)
    first, second = (worker.send(path, **fields, submission="one-key") for _ in range(2))
    assert (first.status_code, first.location) == (second.status_code, second.location)
    assert len(printer.held) == 1
    assert worker.send(path, instrument="other", submission="one-key").status_code == 409


def test_of_a_report_that_cannot_be_printed_nothing_is_kept_and_the_same_form_may_be_sent_again(
    worker: Browser, engine: Engine, example: Example, printer: Watching
) -> None:
    History(engine, example).assess(example.mother_id, date(2026, 2, 1))
    path, fields = report_form(example)
    patience, printer.time_limit = printer.time_limit, 0.001
    assert worker.send(path, **fields, submission="one-key").status_code == 503
    assert (count(engine, IssuedDocument), count(engine, Submission)) == (0, 0)
    printer.time_limit = patience
    assert worker.send(path, **fields, submission="one-key").status_code == 303
    assert count(engine, IssuedDocument) == 1
