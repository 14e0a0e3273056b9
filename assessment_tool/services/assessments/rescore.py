"""Proof that stored evidence still reproduces: score every signed revision again and compare."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from assessment_tool.core.scoring import score
from assessment_tool.core.stored import answers_from_json, result_to_json, sha256
from assessment_tool.records.assessments import Revision
from assessment_tool.records.responses import Result as ResultRow
from assessment_tool.services.kept_definitions import instrument_of


@dataclass(frozen=True, slots=True)
class Difference:
    """A stored result that does not come out again, and which part differs."""

    revision_id: int
    what: str


@dataclass(slots=True)
class Rescored:
    """How many stored results were checked, and those that differ."""

    checked: int
    differences: list[Difference]


def rescore(session: Session) -> Rescored:
    """Recompute every stored result by the function that scores at signing; nothing is written."""
    query = (
        select(Revision, ResultRow)
        .join(ResultRow, ResultRow.revision_id == Revision.id)
        .order_by(Revision.id)
    )
    rescored = Rescored(checked=0, differences=[])
    for revision, stored in session.execute(query):
        rescored.checked += 1
        rescored.differences += _differences(session, revision, stored)
    return rescored


def _differences(session: Session, revision: Revision, stored: ResultRow) -> Iterator[Difference]:
    answers = revision.responses_json or ""
    if sha256(answers) != revision.responses_sha256:
        yield Difference(revision.id, "the stored answers do not match their hash")
    if sha256(stored.result_json) != stored.result_sha256:
        yield Difference(revision.id, "the stored result does not match its hash")
    instrument = instrument_of(session, revision.definition_sha256)
    if result_to_json(score(instrument, *answers_from_json(answers))) != stored.result_json:
        yield Difference(
            revision.id, f"scored again (engine {stored.engine_version} then) the result differs"
        )
