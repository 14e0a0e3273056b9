"""Which version is begun: a paper form goes into that which it was printed from, and none before its day."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.definitions.life import Decision, supersede
from assessment_tool.services.assessments.start import CannotStartError, Start
from tests.published import coming_into_use, in_version_2, published
from tests.services.case import Case
from tests.services.conftest import INSTRUMENTS
from tests.web.family import AT

DAY = AT.date()
ONE_DAY = timedelta(days=1)
BEFORE = DAY - ONE_DAY
DECISION = Decision("A. Lead", DAY, "A clearer one is there.", approved_by="B. Lead")


@pytest.fixture
def newer(sqlite_case: Case, tmp_path: Path) -> Case:
    """Version 2.0.0 has been in use since the day, and drafts in 1.0.0 are finished until it is over."""
    source = published(tmp_path / "source", INSTRUMENTS)
    in_version_2(source, "small")
    folder = published(tmp_path / "newer", source)
    supersede(folder, "small", "1.0.0", DECISION, DAY)
    return replace(sqlite_case, catalogue=Catalogue([folder]))


def paper(
    case: Case, version: str = "1.0.0", observed_on: date | None = BEFORE, by: str = "I. Roth"
) -> Start:
    return replace(case.wanted(), version=version, observed_on=observed_on, original_assessor=by)


def test_a_form_filled_in_before_the_newer_version_came_is_entered_in_its_own(newer: Case) -> None:
    assert newer.opened(newer.start(paper(newer))).instrument.version == "1.0.0"
    for version in ("", "2.0.0"):
        assert newer.opened(newer.start(paper(newer, version))).instrument.version == "2.0.0"


@pytest.mark.parametrize("wrong", [{"observed_on": DAY}, {"observed_on": None}, {"by": " "}])
def test_what_is_no_form_of_the_time_before_begins_in_the_version_in_use(
    newer: Case, wrong: dict[str, date | None]
) -> None:
    with pytest.raises(CannotStartError, match=r"version 2\.0\.0 was in use") as refusal:
        newer.start(paper(newer, **wrong))  # type: ignore[arg-type]  # one of its own parameters
    assert refusal.value.field == "version"


def test_once_the_last_day_is_over_no_form_of_the_old_version_is_entered(newer: Case) -> None:
    with pytest.raises(CannotStartError, match=r"1\.0\.0 can no longer be entered"):
        newer.start(paper(newer), at=AT + timedelta(days=1))


@pytest.mark.parametrize("version", ["1", "9.9.9", "../1.0.0", "1.0.0\x00"])
def test_a_version_that_does_not_exist_is_refused(newer: Case, version: str) -> None:
    with pytest.raises(CannotStartError, match="There is no version"):
        newer.start(paper(newer, version))


@pytest.fixture
def two(sqlite_case: Case, tmp_path: Path) -> Case:
    """Version 1.0.0 is in use; 2.0.0 is published, and comes into use on the day after."""
    source = published(tmp_path / "source", INSTRUMENTS)
    in_version_2(source, "small")
    folder = published(tmp_path / "two", source)
    coming_into_use(folder, "small", "2.0.0", DAY + ONE_DAY)
    return replace(sqlite_case, catalogue=Catalogue([folder]))


def test_a_version_to_come_is_not_begun_before_its_day(two: Case) -> None:
    assert two.opened(two.start()).instrument.version == "1.0.0"
    assert two.opened(two.start(at=AT + ONE_DAY)).instrument.version == "2.0.0"
    with pytest.raises(CannotStartError, match=r"2\.0\.0 is for what is observed from 5 March 2026 on"):
        two.start(paper(two, "2.0.0"))


def test_what_was_observed_before_a_versions_day_is_not_begun_in_it_later_either(two: Case) -> None:
    later = AT + 2 * ONE_DAY
    for version in ("", "2.0.0"):
        with pytest.raises(CannotStartError, match="Enter the version that was in use") as refusal:
            two.start(paper(two, version, observed_on=DAY), at=later)
        assert refusal.value.field == "version"
    draft = two.start(paper(two, "1.0.0", observed_on=DAY), at=later)
    assert two.opened(draft).instrument.version == "1.0.0"
    draft = two.start(paper(two, "2.0.0", observed_on=DAY + ONE_DAY), at=later)
    assert two.opened(draft).instrument.version == "2.0.0"


def test_an_instrument_that_is_wholly_to_come_names_its_day(two: Case) -> None:
    coming_into_use(two.catalogue.folders[0], "small", "1.0.0", DAY + ONE_DAY)
    with pytest.raises(CannotStartError, match="comes into use on 5 March 2026") as refusal:
        two.start()
    assert refusal.value.field == "instrument_id"
