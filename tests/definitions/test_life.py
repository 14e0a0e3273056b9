"""A published version goes out of use in the steps that its status allows, with names and reasons kept."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assessment_tool.definitions.catalogue import Catalogue, Status, UnknownInstrumentError
from assessment_tool.definitions.life import Decision, LifeError, retire, supersede, withdraw
from assessment_tool.definitions.publish import publish
from assessment_tool.definitions.registry import Entry, read_registry, write_registry

ON, UNTIL = date(2025, 3, 4), date(2025, 6, 4)
DECISION = Decision("A. Lead", ON, "The words were misread.", approved_by="B. Lead")
STEPS: dict[Status, Callable[[Path], Entry]] = {
    Status.SUPERSEDED: lambda folder: supersede(folder, "flags", "1.0.0", DECISION, UNTIL),
    Status.RETIRED: lambda folder: retire(folder, "flags", "1.0.0", DECISION),
    Status.WITHDRAWN: lambda folder: withdraw(folder, "flags", "1.0.0", DECISION),
}
ALLOWED = {
    (Status.ACTIVE, Status.SUPERSEDED),
    (Status.ACTIVE, Status.RETIRED),
    (Status.ACTIVE, Status.WITHDRAWN),
    (Status.SUPERSEDED, Status.RETIRED),
    (Status.SUPERSEDED, Status.WITHDRAWN),
    (Status.RETIRED, Status.WITHDRAWN),
}


@pytest.fixture
def published(complete: Path) -> Path:
    """A folder with one published version."""
    publish(complete, "flags", "1.0.0", DECISION)
    return complete


@pytest.mark.parametrize("after", STEPS)
@pytest.mark.parametrize("before", [Status.ACTIVE, *STEPS])
def test_only_the_steps_of_the_table_can_be_taken(before: Status, after: Status, published: Path) -> None:
    if before in STEPS:
        STEPS[before](published)
    if (before, after) in ALLOWED:
        assert STEPS[after](published).status is after
        assert Catalogue([published]).status("flags", "1.0.0") is after
    else:
        with pytest.raises(LifeError):
            STEPS[after](published)
        assert Catalogue([published]).status("flags", "1.0.0") is before


def test_every_step_keeps_who_when_and_why(published: Path) -> None:
    STEPS[Status.SUPERSEDED](published)
    STEPS[Status.WITHDRAWN](published)
    entry = read_registry(published)["flags", "1.0.0"]
    assert (entry.published_by, entry.approved_by, entry.because) == ("A. Lead", "B. Lead", DECISION.because)
    assert [(one.status, one.by, one.approved_by, one.on, one.because) for one in entry.steps] == [
        (status, "A. Lead", "B. Lead", ON, DECISION.because)
        for status in (Status.SUPERSEDED, Status.WITHDRAWN)
    ]


def test_a_superseded_version_keeps_the_day_until_which_drafts_are_finished(published: Path) -> None:
    assert STEPS[Status.SUPERSEDED](published).finish_until == UNTIL
    assert read_registry(published)["flags", "1.0.0"].finish_until == UNTIL
    with pytest.raises(LifeError):
        supersede(published, "flags", "1.0.0", DECISION, date(2025, 3, 3))


@pytest.mark.parametrize("approved_by", ["", " ", "A. Lead", " a.  LEAD "])
def test_one_person_alone_neither_publishes_nor_withdraws(approved_by: str, complete: Path) -> None:
    alone = replace(DECISION, approved_by=approved_by)
    with pytest.raises(LifeError):
        publish(complete, "flags", "1.0.0", alone)
    publish(complete, "flags", "1.0.0", DECISION)
    with pytest.raises(LifeError):
        withdraw(complete, "flags", "1.0.0", alone)
    assert retire(complete, "flags", "1.0.0", alone).status is Status.RETIRED


def test_a_version_goes_out_of_use_only_with_a_reason(published: Path) -> None:
    silent = replace(DECISION, because=" ")
    with pytest.raises(LifeError):
        retire(published, "flags", "1.0.0", silent)
    with pytest.raises(LifeError):
        withdraw(published, "flags", "1.0.0", silent)


def test_a_draft_or_an_unknown_version_has_no_later_life(complete: Path) -> None:
    for version in ("1.0.0", "9.9.9"):
        with pytest.raises(LifeError):
            retire(complete, "flags", version, DECISION)


@pytest.mark.parametrize("status", STEPS)
def test_what_is_out_of_use_is_still_read_but_never_the_one_to_begin(status: Status, published: Path) -> None:
    STEPS[status](published)
    catalogue = Catalogue([published])
    assert catalogue.find("flags", "1.0.0").status is status
    with pytest.raises(UnknownInstrumentError):
        catalogue.newest("flags", ON)


def test_an_entry_of_before_there_were_later_steps_stays_as_it_is(published: Path) -> None:
    path = published / "registry.lock"
    facts = json.loads(path.read_text())
    for key in ("approved_by", "because"):
        del facts["entries"][0][key]
    path.write_text(json.dumps(facts, indent=2) + "\n")
    before = path.read_text()
    write_registry(published, read_registry(published).values())
    assert path.read_text() == before


def test_a_version_is_found_by_its_hash(published: Path) -> None:
    catalogue = Catalogue([published])
    found = catalogue.find("flags", "1.0.0")
    entry = catalogue.entry(found.sha256)
    assert entry
    assert (entry.id, entry.version) == ("flags", "1.0.0")
    assert catalogue.entry("0" * 64) is None
