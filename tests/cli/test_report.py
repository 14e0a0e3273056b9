"""`report make`: a document of a family, stored with it and written to a file."""

import hashlib
import json
import os
import subprocess
from pathlib import Path

import pytest
from sqlalchemy import select

from assessment_tool.records.documents import IssuedDocument
from assessment_tool.records.engine import create_engine_for, reading
from tests.cli.conftest import Run, refused
from tests.cli.test_help_and_faults import COMMAND

pytestmark = pytest.mark.usefixtures("loaded")


def test_the_installed_command_makes_and_stores_the_report(loaded: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"
    environment = {**os.environ, "ASSESSMENT_TOOL_DATABASE": f"sqlite:///{loaded}"}
    words = [str(COMMAND), "report", "make", "DEMO-001", "--out", str(out), "--json"]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    made = json.loads(done.stdout)
    assert out.read_bytes().startswith(b"%PDF-")
    assert made["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest()
    assert (made["family"], made["kind"], made["made_by"]) == ("DEMO-001", "trend", "demo.worker")
    assert made["draft"] is True  # its last assessment is not countersigned
    engine = create_engine_for(f"sqlite:///{loaded}")
    with reading(engine) as session:
        stored = session.scalars(select(IssuedDocument).where(IssuedDocument.id == made["document"])).one()
        assert stored.pdf_sha256 == made["sha256"]
    engine.dispose()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("DEMO-009",), "There is no family “DEMO-009”"),
        (("999999999999999999999",), "There is no family"),
        (("DEMO-003",), "no signed assessment"),
        (("DEMO-001", "--child", "999"), "no signed assessment"),
        (("DEMO-001", "--instrument", "nonsense"), "no signed assessment"),
        (("DEMO-001", "--as", "nobody"), "There is no user"),
        (("DEMO-001", "--as", "demo.reader"), "only social workers and supervisors"),
        (("DEMO-001", "--as", "demo.worker2"), "There is no such family"),
        (("DEMO-001", "--kind", "nonsense"), "'nonsense' is not"),
    ],
)
def test_a_report_that_cannot_be_made_is_one_line_and_no_file(
    run: Run, tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    out = tmp_path / "report.pdf"
    assert told in refused(run("report", "make", *words, "--out", out))
    assert not out.exists()


def test_a_folder_that_is_not_there_is_told_before_anything_is_made(run: Run, tmp_path: Path) -> None:
    assert "There is no folder" in refused(
        run("report", "make", "DEMO-001", "--out", tmp_path / "no" / "r.pdf")
    )
