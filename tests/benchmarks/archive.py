"""An archive of signed ten-item responses, written straight into the tables as signing leaves them."""

from pathlib import Path

from sqlalchemy.orm import Session

from assessment_tool.core.instrument import Instrument, RaterRole
from assessment_tool.core.permissions import Role
from assessment_tool.core.responses import Response
from assessment_tool.core.scoring import score
from assessment_tool.core.stored import answers_to_json, result_to_json, sha256
from assessment_tool.core.visibility import Circumstances
from assessment_tool.definitions.canonical import FORMAT_NUMBER
from assessment_tool.definitions.version_file import read_version
from assessment_tool.records.assessments import Assessment, OpenedBecause, Revision
from assessment_tool.records.definitions import Definition
from assessment_tool.records.responses import Result
from assessment_tool.services.assessments.sign import content_sha256
from tests.benchmarks.service import LAST_DAY, Service
from tests.core.builders import TODDLER
from tests.web.family import AT

CODES = ("never", "seldom", "often", "always")
QUESTIONS = 10
CIRCUMSTANCES = Circumstances(LAST_DAY, TODDLER)

IDENTITY = """\
id: ten
title: "Ten questions"
summary: "For measuring."
about: child_and_carer
completed_by: [social_worker]
training: "None."
steward: "Nobody"
licence: "Own wording of this project."
"""
HEAD = """\
id: ten
version: "1.0.0"
language: en
title: "Ten questions"
introduction: "Two sentences at most."
window: {days: 28}
rater_roles: [worker]
evidence_prompt: "What did you see?"
analysis_prompt: "What is it like for the child?"
not_a: "A diagnosis."
sections:
  - id: part_one
    kind: part
    title: "Part one"
    items:
"""
ITEM = """\
      - id: question_{number}
        kind: single
        title: "What about question {number}?"
        subject: child
        label: L1
        options:
          - {{code: never, label: "Never", score: 0}}
          - {{code: seldom, label: "Seldom", score: 1}}
          - {{code: often, label: "Often", score: 2}}
          - {{code: always, label: "Always", score: 3}}
"""
TAIL = """\
scales:
  - id: total
    title: "The total"
    level: total
    method: {{name: sum}}
    missing: {{rule: all_required}}
    direction: low_is_good
    minimum: 0
    maximum: 30
    of: [{members}]
"""


def ten_questions(folder: Path) -> Instrument:
    """Ten questions with four answers each, under one sum."""
    return read_version(_written(folder)).instrument


def codes(turn: int) -> dict[str, Response]:
    """Answers to all ten, others at each turn."""
    return {
        f"question_{number}": Response(CODES[(number + turn) % len(CODES)]) for number in range(QUESTIONS)
    }


def fill(session: Session, service: Service, folder: Path, size: int) -> None:
    """That many signed assessments with ten answers each, every hash as signing makes it."""
    read = read_version(_written(folder))
    session.add(
        Definition(
            sha256=read.sha256,
            instrument_id="ten",
            version="1.0.0",
            format_number=FORMAT_NUMBER,
            canonical=read.canonical,
            stored_at=AT,
        )
    )
    session.flush()
    for turn in range(size):
        _add_signed(session, service, read.instrument, read.sha256, turn)


def _written(folder: Path) -> Path:
    names = [f"question_{number}" for number in range(QUESTIONS)]
    items = "".join(ITEM.format(number=number) for number in range(QUESTIONS))
    (folder / "ten").mkdir(exist_ok=True)
    (folder / "ten" / "instrument.yaml").write_text(IDENTITY, encoding="utf-8")
    path = folder / "ten" / "1.0.0.yaml"
    path.write_text(HEAD + items + TAIL.format(members=", ".join(names)), encoding="utf-8")
    return path


def _add_signed(
    session: Session, service: Service, instrument: Instrument, definition_sha256: str, turn: int
) -> None:
    worker = service.example.users["worker"]
    said = codes(turn)
    result_json = result_to_json(score(instrument, CIRCUMSTANCES, said))
    assessment = Assessment(
        family_id=service.example.family_id,
        child_id=service.example.child_id,
        carer_id=service.example.mother_id,
        instrument_id="ten",
        created_by_id=worker,
        created_at=AT,
    )
    session.add(assessment)
    session.flush()
    revision = Revision(
        assessment_id=assessment.id,
        number=1,
        opened_because=OpenedBecause.FIRST,
        definition_sha256=definition_sha256,
        author_id=worker,
        opened_at=AT,
        rater_role=RaterRole.WORKER,
        observed_on=LAST_DAY,
        analysis="",
        carer_view="",
        child_view="",
        disagreement="",
        transcribed_from_paper=False,
        original_assessor="",
        signed_at=AT,
        signer_name="A. Worker",
        signer_role=Role.SOCIAL_WORKER,
        signer_post="Social worker",
        responses_json=answers_to_json(CIRCUMSTANCES, said),
    )
    revision.responses_sha256 = sha256(revision.responses_json or "")
    revision.content_sha256 = content_sha256(assessment, revision, sha256(result_json))
    session.add(revision)
    session.flush()
    session.add(
        Result(
            revision_id=revision.id,
            result_json=result_json,
            result_sha256=sha256(result_json),
            engine_version="1",
            computed_at=AT,
        )
    )
