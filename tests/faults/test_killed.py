"""The service is killed without a warning while three people write: what was acknowledged is there, once.

A few deaths here; the whole depth by ASSESSMENT_TOOL_TEST_KILLS=1000, which prints its figures.
"""

import os
import random
import threading
from collections import Counter
from collections.abc import Iterable, Sequence
from time import monotonic, sleep

import pytest
from sqlalchemy import Engine, func, select

from assessment_tool.core.audit_chain import Keyring, Outcome
from assessment_tool.records import AuditEntry, FamilyEvent, Submission, reading, writing
from assessment_tool.records.health import ailments
from assessment_tool.services.audit import verify
from tests.faults.killed_server import PATIENCE, KilledServer, life_of
from tests.faults.writer import Writer
from tests.web.family import AUDIT_KEY, Example, example_family

USUAL_KILLS = 5
KILLS = int(os.environ.get("ASSESSMENT_TOOL_TEST_KILLS", USUAL_KILLS))
WRITERS = ("worker", "support", "supervisor")
MOST_IN_A_LIFE = 6
"""So many events at most are acknowledged before the server dies, somewhere within the next ones."""
MIDDLE_SECONDS = 0.05


@pytest.fixture
def example(engine: Engine) -> Example:
    """The made-up family."""
    with writing(engine) as session:
        return example_family(session)


def test_what_was_acknowledged_outlives_every_death(
    engine: Engine, example: Example, capsys: pytest.CaptureFixture[str]
) -> None:
    url, server = engine.url.render_as_string(hide_password=False), KilledServer()
    path = f"/families/{example.family_id}/events/new"
    writers = [Writer(server, username, path) for username in WRITERS]
    chance = random.Random(1)  # noqa: S311 - the moments of death
    threads = [threading.Thread(target=one.write_until_it_is_over) for one in writers]
    with life_of(server, url):
        for one in writers:
            one.sign_in()
    for thread in threads:
        thread.start()
    try:
        for _ in range(KILLS):
            with life_of(server, url):
                _wait_for(writers, _acknowledged(writers) + chance.randint(0, MOST_IN_A_LIFE))
                sleep(chance.uniform(0.0, MIDDLE_SECONDS))
            _look_at(engine, writers)
    finally:
        server.is_over = True
        for thread in threads:
            thread.join()
    with life_of(server, url):
        pass
    _look_at(engine, writers)
    if engine.dialect.name == "sqlite":
        assert ailments(engine) == []
    if KILLS > USUAL_KILLS:
        with capsys.disabled():
            print(_figures(engine, server, writers))  # noqa: T201 - the figures of the whole depth
    assert _acknowledged(writers) >= KILLS


def _acknowledged(writers: Iterable[Writer]) -> int:
    return sum(len(one.acknowledged) for one in writers)


def _wait_for(writers: Sequence[Writer], count: int) -> None:
    end = monotonic() + PATIENCE
    while _acknowledged(writers) < count:
        assert monotonic() < end, [one.odd[:3] for one in writers]
        sleep(0.002)


def _look_at(engine: Engine, writers: Iterable[Writer]) -> None:
    """Nothing acknowledged is lost, nothing is there twice, torn or invented, and the audit verifies."""
    acknowledged = set().union(*(one.acknowledged for one in writers))
    with reading(engine) as session:
        titles = Counter(session.scalars(select(FamilyEvent.title)))
        keys = Counter(session.scalars(select(Submission.key)))
        of_events = AuditEntry.action == "families.save_event", AuditEntry.outcome == Outcome.DONE
        entries = session.scalar(select(func.count()).select_from(AuditEntry).where(*of_events))
        verdict = verify(session, Keyring([AUDIT_KEY]))
    sent = set().union(*(one.sent for one in writers))
    assert acknowledged <= titles.keys(), acknowledged - titles.keys()
    assert titles.keys() <= sent, titles.keys() - sent
    assert set(titles.values()) <= {1}
    assert keys == titles
    assert entries is not None
    assert entries >= len(titles)
    assert verdict.is_whole, verdict.misfit
    assert [one for writer in writers for one in writer.odd] == []


def _figures(engine: Engine, server: KilledServer, writers: Iterable[Writer]) -> str:
    unanswered = sum(one.unanswered for one in writers)
    return (
        f"\n{engine.dialect.name}: {server.lives} deaths, {_acknowledged(writers)} events acknowledged and "
        f"found once, {unanswered} requests that death left without an answer; nothing lost, torn or invented"
    )
