"""The command that verifies who saw what, and keeps the newest seal elsewhere."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from assessment_tool.config import audit_keys
from assessment_tool.core.audit_chain import Keyring, Outcome
from assessment_tool.records.engine import create_engine_for, writing
from assessment_tool.services.audit import Act, append
from tests.cli.conftest import Run, refused
from tests.web.family import AT


def write(database: Path, count: int) -> None:
    keys = Keyring(audit_keys({"ASSESSMENT_TOOL_DATABASE": f"sqlite:///{database}"}))
    engine = create_engine_for(f"sqlite:///{database}")
    with writing(engine) as session:
        append(session, keys, [Act(AT, "families.page", Outcome.DONE, 1, family_id=n) for n in range(count)])
    engine.dispose()


def behind_the_guards(database: Path, *statements: str) -> None:
    with closing(sqlite3.connect(database)) as foreign:
        for name in ("no_update", "no_delete"):
            foreign.execute(f"DROP TRIGGER audit_entries_{name}")
        for statement in statements:
            foreign.execute(statement)
        foreign.commit()


@pytest.fixture
def audited(loaded: Path) -> Path:
    """A demonstration in which ten things were seen."""
    write(loaded, 10)
    return loaded


@pytest.mark.usefixtures("loaded")
def test_an_empty_record_is_not_verified(run: Run, tmp_path: Path) -> None:
    result = run("audit", "verify")
    assert (result.exit_code, result.output.startswith("Nothing to verify")) == (1, True)
    assert run("audit", "anchor", tmp_path / "anchors").exit_code == 1
    assert not (tmp_path / "anchors").exists()


@pytest.mark.usefixtures("audited")
def test_a_whole_record_is_verified_with_its_anchors(run: Run, tmp_path: Path) -> None:
    anchors = tmp_path / "anchors"
    for _ in range(2):
        assert run("audit", "anchor", anchors).exit_code == 0
    assert len(anchors.read_text(encoding="utf-8").splitlines()) == 2
    result = run("audit", "verify", "--anchors", anchors)
    assert result.exit_code == 0
    assert "10 entries fit together, and with 2 anchors kept elsewhere" in result.output
    told = json.loads(run("audit", "verify", "--json").stdout)
    assert (told["whole"], told["checked"], told["anchors"], told["first_misfit"]) == (True, 10, 0, None)


def test_what_was_changed_is_named_with_its_entry(run: Run, audited: Path) -> None:
    behind_the_guards(audited, "UPDATE audit_entries SET family_id = 77 WHERE id = 4")
    result = run("audit", "verify")
    assert result.exit_code == 1
    assert "Entry 4 does not fit: it was changed, put in or moved" in result.output
    told = json.loads(run("audit", "verify", "--json").stdout)
    assert (told["whole"], told["checked"], told["first_misfit"]["entry"]) == (False, 3, 4)


def test_an_end_that_was_cut_off_is_seen_against_a_file_of_anchors(
    run: Run, audited: Path, tmp_path: Path
) -> None:
    anchors = tmp_path / "anchors"
    run("audit", "anchor", anchors)
    behind_the_guards(audited, "DELETE FROM audit_entries WHERE id > 8")
    assert run("audit", "verify").exit_code == 0
    result = run("audit", "verify", "--anchors", anchors)
    assert result.exit_code == 1
    assert "the end was cut off: anchors (line 1) knows entry 10, and the last one here is 8" in result.output


@pytest.mark.usefixtures("audited")
def test_a_wrong_key_fits_nothing(run: Run) -> None:
    result = run("audit", "verify", ASSESSMENT_TOOL_AUDIT_KEY="x" * 32)
    assert (result.exit_code, "which was not given" in result.output) == (1, True)


@pytest.mark.usefixtures("audited")
def test_a_file_that_holds_no_anchor_is_refused(run: Run, tmp_path: Path) -> None:
    for option, name in (("--anchors", "anchors.txt"), ("--against", "letter.pdf")):
        file = tmp_path / name
        file.write_text("Dear all", encoding="utf-8")
        refused(run("audit", "verify", option, file))


def test_without_a_key_nothing_is_verified(run: Run, audited: Path) -> None:
    audited.with_name(f"{audited.name}.audit-key").unlink()
    assert "Set ASSESSMENT_TOOL_AUDIT_KEY" in refused(run("audit", "verify"))


def test_a_report_is_an_anchor_of_all_that_was_seen_before_it(
    run: Run, audited: Path, tmp_path: Path
) -> None:
    report = tmp_path / "report.pdf"
    assert run("report", "make", "DEMO-001", "--out", report).exit_code == 0
    kept = run("audit", "verify", "--against", report)
    assert kept.exit_code == 0
    assert "and with 1 anchor kept elsewhere" in kept.output
    behind_the_guards(audited, "DELETE FROM audit_entries WHERE id > 5")
    assert run("audit", "verify").exit_code == 0
    cut_off = run("audit", "verify", "--against", report)
    assert cut_off.exit_code == 1
    assert "the end was cut off: report.pdf knows entry 10" in cut_off.output
    write(audited, 5)
    anew = run("audit", "verify", "--against", report)
    assert anew.exit_code == 1
    assert "Entry 10 does not fit: it is not the entry that report.pdf knows" in anew.output
