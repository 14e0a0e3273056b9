"""A catalogue notices a registry that was changed, by whatever process, and outlives one that is broken."""

import threading
from datetime import date
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from assessment_tool.definitions.catalogue import Catalogue, Status
from assessment_tool.definitions.life import Decision, retire
from assessment_tool.definitions.publish import publish
from assessment_tool.definitions.registry import REGISTRY_FILE

ON = date(2025, 3, 4)
DECISION = Decision("A. Lead", ON, "Tried out.", approved_by="B. Lead")


@pytest.fixture
def catalogue(complete: Path) -> Catalogue:
    """A catalogue that has read its one version while that was published."""
    publish(complete, "flags", "1.0.0", DECISION)
    known = Catalogue([complete])
    known.newest("flags", ON)
    return known


def test_a_step_that_another_process_took_is_seen_at_the_next_look(
    complete: Path, catalogue: Catalogue
) -> None:
    sha256 = catalogue.newest("flags", ON).sha256
    retire(complete, "flags", "1.0.0", DECISION)
    assert catalogue.find("flags", "1.0.0").status is Status.RETIRED
    entry = catalogue.entry(sha256)
    assert entry is not None
    assert entry.status is Status.RETIRED
    assert catalogue.in_use(ON) == ()


def test_a_first_publication_is_seen_without_a_restart(complete: Path) -> None:
    catalogue = Catalogue([complete])
    assert catalogue.find("flags", "1.0.0").status is Status.DRAFT
    publish(complete, "flags", "1.0.0", DECISION)
    assert catalogue.newest("flags", ON).status is Status.ACTIVE


@pytest.mark.parametrize("broken", ["half: [written", None])
def test_a_registry_that_is_broken_or_gone_changes_nothing_and_is_logged_once(
    complete: Path, catalogue: Catalogue, broken: str | None
) -> None:
    lock = complete / REGISTRY_FILE
    sound = lock.read_text(encoding="utf-8")
    lock.unlink() if broken is None else lock.write_text(broken, encoding="utf-8")
    with capture_logs() as logs:
        assert catalogue.newest("flags", ON).status is Status.ACTIVE
        assert catalogue.ids() == ("flags",)
    assert [(one["event"], one["log_level"]) for one in logs] == [("registry_not_usable", "error")]
    lock.write_text(sound, encoding="utf-8")
    retire(complete, "flags", "1.0.0", DECISION)
    assert catalogue.status("flags", "1.0.0") is Status.RETIRED


def test_a_draft_that_was_changed_is_read_as_it_is_now(complete: Path) -> None:
    catalogue = Catalogue([complete])
    before = catalogue.find("flags", "1.0.0")
    assert catalogue.find("flags", "1.0.0") is before
    file = complete / "flags" / "1.0.0.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('title: "', 'title: "New ', 1), encoding="utf-8")
    after = catalogue.find("flags", "1.0.0")
    assert (after.sha256 != before.sha256, after.instrument.title[:4]) == (True, "New ")


def test_what_was_not_changed_is_read_once(catalogue: Catalogue) -> None:
    assert catalogue.newest("flags", ON) is catalogue.find("flags", "1.0.0")


def test_threads_that_notice_a_change_together_are_given_one_state(
    complete: Path, catalogue: Catalogue
) -> None:
    retire(complete, "flags", "1.0.0", DECISION)
    start, seen = threading.Barrier(8), []

    def look() -> None:
        start.wait()
        seen.append(catalogue.find("flags", "1.0.0"))

    threads = [threading.Thread(target=look) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {id(one) for one in seen} == {id(seen[0])}
    assert seen[0].status is Status.RETIRED
