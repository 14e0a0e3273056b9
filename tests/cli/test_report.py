"""`report make`: a document of a family, stored with it and written to a file."""

import hashlib
import json
import os
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import select, update

from assessment_tool.records.audit import AuditEntry
from assessment_tool.records.documents import IssuedDocument
from assessment_tool.records.engine import create_engine_for, reading, writing
from assessment_tool.records.users import User
from tests.cli.conftest import Run, refused
from tests.cli.test_help_and_faults import COMMAND

SUMMARY = ("DEMO-001", "--kind", "parent-summary")

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
        entry = session.scalars(select(AuditEntry)).one()
        assert (entry.action, entry.family_id) == ("command.make_report", stored.family_id)
        assert (entry.record, entry.actor_id) == (f"document {stored.id}", None)
    engine.dispose()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "Amina Rahman (demo.worker, Social worker, long-term team), the made-up family's social worker"),
        (
            ("--as", "demo.supervisor"),
            "Helen Marsh (demo.supervisor, Team manager, long-term team), as --as says",
        ),
    ],
)
def test_it_says_by_whom_and_how_the_report_was_made(
    run: Run, tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    made = run("report", "make", "DEMO-001", *words, "--out", tmp_path / "report.pdf")
    assert made.exit_code == 0, made.output
    assert f"Made with this command in the name of {told}" in made.stdout
    assert "obody signed in" in made.stdout


def test_nobody_real_is_made_the_maker_of_a_report_by_somebody_else(
    run: Run, loaded: Path, tmp_path: Path
) -> None:
    engine = create_engine_for(f"sqlite:///{loaded}")
    with writing(engine) as session:
        session.execute(update(User).where(User.username == "demo.worker").values(username="a.rahman"))
    engine.dispose()
    out = tmp_path / "report.pdf"
    assert "Say who you are with --as" in refused(run("report", "make", "DEMO-001", "--out", out))
    assert not out.exists()
    assert run("report", "make", "DEMO-001", "--as", "a.rahman", "--out", out).exit_code == 0


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
        (("DEMO-001", "--carer", "Jodie Hollis"), "leave out --carer"),
        ((*SUMMARY,), "Say for whom the summary is"),
        ((*SUMMARY, "--carer", "Jodie Hollis", "--instrument", "graded-care"), "leave out --instrument"),
        ((*SUMMARY, "--carer", "Nobody"), "Jodie Hollis (3), Marcus Bell (4), Lee Draycott (5)"),
        ((*SUMMARY, "--carer", "Sunita Quill"), "Name one carer of family DEMO-001"),
        ((*SUMMARY, "--carer", "8"), "Name one carer of family DEMO-001"),
        ((*SUMMARY, "--carer", "Lee Draycott"), "Nothing that can be told to Lee Draycott"),
        ((*SUMMARY, "--carer", "3", "--child", "7"), "There is no such child"),
        ((*SUMMARY, "--carer", "3", "--as", "demo.reader"), "only social workers and supervisors"),
        ((*SUMMARY, "--carer", "3", "--as", "demo.worker2"), "There is no such family"),
    ],
)
def test_a_report_that_cannot_be_made_is_one_line_and_no_file(
    run: Run, tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    out = tmp_path / "report.pdf"
    assert told in refused(run("report", "make", *words, "--out", out))
    assert not out.exists()


@pytest.mark.parametrize("carer", ["Jodie Hollis", "jodie hollis", "3"])
def test_a_parent_is_given_a_summary_by_name_or_by_id(run: Run, tmp_path: Path, carer: str) -> None:
    out = tmp_path / "summary.pdf"
    made = json.loads(run("report", "make", *SUMMARY, "--carer", carer, "--out", out, "--json").stdout)
    assert (made["kind"], made["title"]) == (
        "parent-summary",
        "Plain summary for Jodie Hollis: care for Rowan Hollis",
    )
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(out).pages).split())
    assert "What we saw of your care for Rowan Hollis" in text
    assert "Tell Amina Rahman (Social worker, long-term team) what is not right" in text
    assert "Marcus" not in text
    assert "any house with a baby" not in text


def test_a_folder_that_is_not_there_is_told_before_anything_is_made(run: Run, tmp_path: Path) -> None:
    assert "There is no folder" in refused(
        run("report", "make", "DEMO-001", "--out", tmp_path / "no" / "r.pdf")
    )
