"""`backup` and `restore` as an operator uses them."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from assessment_tool.config import audit_keys
from tests.cli.conftest import Run, refused


def test_what_was_backed_up_is_restored_on_an_empty_machine(run: Run, loaded: Path, tmp_path: Path) -> None:
    file, new = tmp_path / "monday.backup", tmp_path / "new" / "assessment.sqlite"
    (key,) = audit_keys({"ASSESSMENT_TOOL_DATABASE": f"sqlite:///{loaded}"})
    told = run("backup", file)
    assert (told.exit_code, "Record 1 ·" in told.stdout) == (0, True), told.output
    assert "The keys are not in it" in told.stdout
    assert key.encode() not in file.read_bytes()

    elsewhere = {"ASSESSMENT_TOOL_DATABASE": f"sqlite:///{new}", "ASSESSMENT_TOOL_AUDIT_KEY": key}
    assert "Restored and verified: " in run("restore", file, **elsewhere).stdout
    assert run("families", "list", **elsewhere).stdout == run("families", "list").stdout != ""
    assert "2 entries fit together" in run("audit", "verify", **elsewhere).stdout
    with closing(sqlite3.connect(new)) as connection:
        actions = [row[0] for row in connection.execute("SELECT action FROM audit_entries ORDER BY id")]
    assert actions == ["command.backup", "command.restore"]
    assert "holds " in refused(run("restore", file, **elsewhere))


def test_a_file_that_is_there_or_is_no_backup_is_one_line(run: Run, loaded: Path, tmp_path: Path) -> None:
    shutil.copy(loaded, tmp_path / "x")
    assert "is there already" in refused(run("backup", tmp_path / "x"))
    refused(run("backup", tmp_path / "no folder" / "x"))
    key = {"ASSESSMENT_TOOL_AUDIT_KEY": "k" * 32}
    new = {"ASSESSMENT_TOOL_DATABASE": f"sqlite:///{tmp_path}/new.sqlite", **key}
    assert "no whole backup" in refused(run("restore", tmp_path / "x", **new))
    assert not (tmp_path / "new.sqlite").exists()


def test_without_a_key_nothing_is_restored(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"")
    assert "Set ASSESSMENT_TOOL_AUDIT_KEY" in refused(run("restore", tmp_path / "x"))
