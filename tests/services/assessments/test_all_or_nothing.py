"""Whichever statement fails, a signature, a return and an amendment are made wholly or not at all."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from typing import Any

import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import OperationalError

from assessment_tool.core.responses import Response
from assessment_tool.records import Base, reading
from tests.services.case import Case
from tests.services.counting import counted


class NoRoomError(Exception):
    """What a driver says when the disk is full."""


@contextmanager
def failing_at(engine: Engine, place: int) -> Iterator[list[int]]:
    """Within it, the statement at the place (from 0) fails as a database would; whether it came so far."""
    numbers, failed = count(), list[int]()

    def fail(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if next(numbers) == place:
            failed.append(place)
            raise OperationalError(statement, None, NoRoomError("database or disk is full"))

    event.listen(engine, "before_cursor_execute", fail)
    try:
        yield failed
    finally:
        event.remove(engine, "before_cursor_execute", fail)


def _everything(case: Case) -> Mapping[str, Any]:
    """Every cell of every table."""
    with reading(case.engine) as session:
        return {
            table.name: sorted(map(repr, session.execute(text(f"SELECT * FROM {table.name}"))))  # noqa: S608 - our tables
            for table in Base.metadata.sorted_tables
        }


def _try_every_place(case: Case, act: Callable[[], object], changed: set[str]) -> int:
    """Fail the act at each of its statements, then let it through; how many places there were."""
    before = _everything(case)
    for place in count():
        with failing_at(case.engine, place) as failed:
            try:
                act()
            except OperationalError:
                assert failed
        if not failed:
            break
        assert _everything(case) == before, place
    after = _everything(case)
    assert {table for table in after if after[table] != before[table]} == changed
    return place


@pytest.mark.parametrize("is_amendment", [False, True])
def test_a_signature_is_whole_or_absent(case: Case, *, is_amendment: bool) -> None:
    draft = case.amend(case.signed()) if is_amendment else case.complete()
    places = _try_every_place(case, lambda: case.sign(draft), {"revisions", "results", "assessment_events"})
    assert places >= 12


def test_a_return_is_whole_or_absent(case: Case) -> None:
    signed = case.signed()
    places = _try_every_place(
        case, lambda: case.hand_back(signed), {"revisions", "responses", "assessment_events"}
    )
    assert places >= 12


def test_saving_answers_is_whole_or_absent(case: Case) -> None:
    draft = case.complete()
    said = {"food": Response(value="1"), "words": Response(evidence="She said so.")}
    places = _try_every_place(case, lambda: case.save(draft, said), {"responses", "response_history"})
    assert places >= 12


def test_a_start_is_whole_or_absent(case: Case) -> None:
    changed = {"definitions", "assessments", "revisions", "assessment_events"}
    assert _try_every_place(case, case.start, changed) >= 8


def test_every_statement_is_a_place_where_it_can_fail(sqlite_case: Case) -> None:
    draft = sqlite_case.complete()
    with counted(sqlite_case.engine) as statements, failing_at(sqlite_case.engine, 10**6) as failed:
        sqlite_case.sign(draft)
    assert len(statements) >= 12
    assert failed == []
