"""What a blank form must say of a version that is not in use."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from assessment_tool.definitions.catalogue import Catalogue, UnknownInstrumentError
from assessment_tool.definitions.life import Decision, retire, supersede, withdraw
from assessment_tool.services.blank_forms import DRAFT_NOTICE, version_to_print
from tests.published import coming_into_use, with_first_versions

DAY = date(2026, 12, 3)
DECISION = Decision("A. Lead", DAY, "Two grades were mixed up.", approved_by="B. Lead")
NAME = ("graded-care", "1.0.0")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return with_first_versions(tmp_path / "instruments")


def notice(folder: Path) -> str:
    return version_to_print(Catalogue([folder]), *NAME, DAY).notice


def test_a_version_in_use_needs_no_notice(folder: Path) -> None:
    assert notice(folder) == ""


def test_a_version_that_is_still_to_come_names_its_first_day(folder: Path) -> None:
    coming_into_use(folder, *NAME, DAY + timedelta(days=1))
    assert notice(folder) == (
        "This version comes into use on 4 December 2026. What was observed before that day cannot be "
        "entered in it."
    )
    coming_into_use(folder, *NAME, DAY)
    assert notice(folder) == ""


def test_a_draft_is_no_form_to_be_entered() -> None:
    drafts = Catalogue([Path(__file__).parent.parent / "definitions" / "instruments"])
    assert version_to_print(drafts, "gate", "1.0.0", DAY).notice == DRAFT_NOTICE


def test_a_superseded_version_names_the_last_day(folder: Path) -> None:
    supersede(folder, *NAME, DECISION, DAY + timedelta(days=9))
    assert notice(folder) == (
        "A newer version is in use since 3 December 2026; only drafts begun in this one can be finished "
        "until 12 December 2026."
    )


def test_a_retired_version_says_why(folder: Path) -> None:
    retire(folder, *NAME, DECISION)
    assert notice(folder) == (
        "This version was retired on 3 December 2026 and cannot be entered any more: "
        "Two grades were mixed up."
    )


def test_a_withdrawn_version_is_not_to_be_used(folder: Path) -> None:
    withdraw(folder, *NAME, DECISION)
    assert notice(folder) == (
        "Do not use this version: it was withdrawn on 3 December 2026 for a fault: Two grades were mixed up."
    )


def test_a_version_that_is_not_there_is_told(folder: Path) -> None:
    with pytest.raises(UnknownInstrumentError):
        version_to_print(Catalogue([folder]), "graded-care", "9.0.0", DAY)
