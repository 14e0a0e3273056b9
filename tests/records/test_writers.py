"""When two people write at once, nothing is lost, and whoever came second is told so."""

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier

import pytest
from sqlalchemy import Engine, func, select, text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from assessment_tool.records import (
    BusyError,
    Revision,
    SignInAttempt,
    StaleError,
    User,
    overtaken,
    reading,
    writing,
)
from tests.records.one_of_everything import AT, a_response, sign, store_one_of_everything

WRITERS = 2
TIMES = 50
IMPATIENCE = {"sqlite": "PRAGMA busy_timeout = 50", "postgresql": "SET LOCAL lock_timeout = '50ms'"}


@pytest.fixture
def draft_id(engine: Engine) -> int:
    """A draft that several people have open."""
    with writing(engine) as session:
        return store_one_of_everything(session).draft.id


def _together(work: Callable[[int], None]) -> None:
    barrier = Barrier(WRITERS)

    def run(number: int) -> None:
        barrier.wait()
        work(number)

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(run, range(WRITERS)))


def test_two_writers_at_once_lose_no_row(engine: Engine) -> None:
    def write(number: int) -> None:
        for time in range(TIMES):
            with writing(engine) as session:
                session.scalar(select(func.count()).select_from(SignInAttempt))  # read, then write
                session.add(SignInAttempt(username_key=f"{number}-{time}", at=AT, succeeded=False))

    _together(write)
    with reading(engine) as session:
        assert len(set(session.scalars(select(SignInAttempt.username_key)))) == WRITERS * TIMES


def test_two_writers_of_one_record_lose_no_change(engine: Engine, draft_id: int) -> None:
    def write(number: int) -> None:
        for _ in range(TIMES):
            with writing(engine) as session:
                revision = session.get_one(Revision, draft_id, with_for_update=True)
                revision.analysis += str(number)

    _together(write)
    with reading(engine) as session:
        revision = session.get_one(Revision, draft_id)
        assert sorted(revision.analysis) == ["0"] * TIMES + ["1"] * TIMES
        assert revision.lock_version == 1 + WRITERS * TIMES


def test_saving_over_a_newer_version_is_refused_and_the_newer_one_stays(
    engine: Engine, draft_id: int
) -> None:
    with reading(engine) as session:
        mine = session.get_one(Revision, draft_id)
    with writing(engine) as session:
        session.get_one(Revision, draft_id).analysis = "theirs"
    mine.analysis = "mine"
    with pytest.raises(StaleError) as refused, writing(engine) as session:
        session.add(mine)
    assert type(refused.value) is StaleError
    assert _analysis(engine, draft_id) == "theirs"


def test_a_change_between_reading_and_saving_is_refused_alike_on_both_databases(
    engine: Engine, draft_id: int
) -> None:
    def change_what_others_change() -> None:
        with _begun_without_intent(engine) as session:
            mine = session.get_one(Revision, draft_id)
            with writing(engine) as other:
                other.get_one(Revision, draft_id).analysis = "theirs"
            mine.analysis = "mine"
            session.flush()

    with pytest.raises(StaleError) as refused:
        change_what_others_change()
    assert type(refused.value) is StaleError
    assert _analysis(engine, draft_id) == "theirs"


def test_a_writer_who_finds_no_room_in_time_is_told_that_it_was_busy(engine: Engine, draft_id: int) -> None:
    with writing(engine) as first:
        first.get_one(Revision, draft_id, with_for_update=True).analysis = "first"
        first.flush()
        with pytest.raises(BusyError), _impatient(engine) as second:
            second.execute(text("UPDATE revisions SET analysis = 'second' WHERE id = :id"), {"id": draft_id})
    assert _analysis(engine, draft_id) == "first"


def test_other_troubles_of_the_database_keep_their_own_name() -> None:
    trouble = OperationalError("SELECT 1", {}, sqlite3.OperationalError("disk I/O error"))
    with pytest.raises(OperationalError) as raised, overtaken():
        raise trouble
    assert raised.value is trouble


def test_an_answer_that_meets_a_signature_waits_for_it_and_is_refused(engine: Engine, draft_id: int) -> None:
    with ThreadPoolExecutor(1) as pool:
        with writing(engine) as signer:
            sign(signer.get_one(Revision, draft_id, with_for_update=True))
            signer.flush()
            answer = pool.submit(_answer, engine, draft_id)
            with pytest.raises(TimeoutError):
                answer.result(timeout=0.3)
        with pytest.raises(IntegrityError, match="record is final: "):
            answer.result()


def _answer(engine: Engine, revision_id: int) -> None:
    with writing(engine) as session:
        revision = session.get_one(Revision, revision_id)
        author = session.get_one(User, revision.author_id)
        session.add(a_response(revision, author, "late"))


def _analysis(engine: Engine, revision_id: int) -> str:
    with reading(engine) as session:
        return session.get_one(Revision, revision_id).analysis


@contextmanager
def _begun_without_intent(engine: Engine) -> Iterator[Session]:
    with overtaken(), Session(engine) as session:
        yield session


@contextmanager
def _impatient(engine: Engine) -> Iterator[Session]:
    """A writer who waits a moment instead of ten seconds."""
    with overtaken(), Session(engine) as session:
        session.execute(text(IMPATIENCE[engine.dialect.name]))
        yield session
