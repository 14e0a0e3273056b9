"""Proof that stored evidence still reproduces: score every signed revision again and compare."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from assessment_tool.core.responses import ValueNotPermittedError
from assessment_tool.core.scoring import score
from assessment_tool.core.stored import answers_from_json, result_to_json, sha256
from assessment_tool.records.assessments import Assessment, Revision
from assessment_tool.records.definitions import Definition
from assessment_tool.records.responses import Result as ResultRow
from assessment_tool.services.assessments.sign import content_sha256
from assessment_tool.services.kept_definitions import instrument_of, is_as_kept

AT_A_TIME = 200


@dataclass(frozen=True, slots=True)
class Difference:
    """A stored result that does not come out again, and which part differs."""

    revision_id: int
    what: str


@dataclass(slots=True)
class Rescored:
    """How many signed revisions were checked, and those that differ."""

    checked: int
    differences: list[Difference]


@dataclass(frozen=True, slots=True)
class _Signed:
    """A signed revision with what must follow from it."""

    revision: Revision
    assessment: Assessment
    result: ResultRow | None


def rescore(session: Session) -> Rescored:
    """Recompute every stored result by the function that scores at signing; nothing is written.

    Before that, the stored texts are held against the hashes of the signature. What was tampered with
    is reported, never raised. Only a few hundred revisions are held in memory at a time, however many
    there are, and each kept instrument is held against its hash once.
    """
    query = (
        select(Revision, Assessment, ResultRow)
        .join(Assessment, Assessment.id == Revision.assessment_id)
        .outerjoin(ResultRow, ResultRow.revision_id == Revision.id)
        .where(Revision.signed_at.is_not(None))
        .order_by(Revision.id)
        .execution_options(yield_per=AT_A_TIME)
    )
    as_kept = {kept.sha256: is_as_kept(kept) for kept in session.scalars(select(Definition))}
    rescored = Rescored(checked=0, differences=[])
    for row in session.execute(query):
        one = _Signed(*row)
        rescored.checked += 1
        faults = list(_broken_hashes(one, as_kept)) or list(_scored_otherwise(session, one))
        rescored.differences += [Difference(one.revision.id, what) for what in faults]
    return rescored


def _broken_hashes(one: _Signed, as_kept: Mapping[str, bool]) -> Iterator[str]:
    """The stored texts that are not what was signed; of those, no score can be expected."""
    revision, result = one.revision, one.result
    if not as_kept.get(revision.definition_sha256, False):
        yield "the stored instrument does not match its hash"
    if sha256(revision.responses_json or "") != revision.responses_sha256:
        yield "the stored answers do not match their hash"
    if result is None:
        yield "there is no stored result"
        return
    if sha256(result.result_json) != result.result_sha256:
        yield "the stored result does not match its hash"
    if content_sha256(one.assessment, revision, result.result_sha256) != revision.content_sha256:
        yield "the stored content does not match the hash that was signed"


def _scored_otherwise(session: Session, one: _Signed) -> Iterator[str]:
    instrument = instrument_of(session, one.revision.definition_sha256)
    answers, result = one.revision.responses_json, one.result
    if answers is None or result is None:
        return
    try:
        scored_now = result_to_json(score(instrument, *answers_from_json(answers)))
    except ValueNotPermittedError as error:
        yield f"it cannot be scored again: {error}"
        return
    if scored_now != result.result_json:
        yield f"scored again (engine {result.engine_version} then) the result differs"
