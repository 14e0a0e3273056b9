"""Signed assessments that count, with their stored results: what trends, comparisons and reports rest on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, null, select
from sqlalchemy.orm import Session
from sqlalchemy.sql import ColumnElement

from assessment_tool.core.ages import ChildAge
from assessment_tool.core.instrument import Instrument
from assessment_tool.core.lifecycle import Standing
from assessment_tool.core.permissions import Actor
from assessment_tool.core.responses import Response
from assessment_tool.core.stored import answers_from_json, result_from_json
from assessment_tool.core.trend import Rescoring, ScoredAssessment
from assessment_tool.records.assessments import Assessment, Revision
from assessment_tool.records.responses import Result as ResultRow
from assessment_tool.services.assessments.standings import standings_of
from assessment_tool.services.blinded import closing_audit, refuse_closed
from assessment_tool.services.kept_definitions import instrument_of
from assessment_tool.services.rescoring import RescoredAnswers


@dataclass(frozen=True, slots=True)
class SignedAssessment:
    """A signed revision that counts, with all that a table, a comparison or a report says of it."""

    scored: ScoredAssessment
    family_id: int
    revision: Revision
    responses: Mapping[str, Response]
    instrument: Instrument
    child_age: ChildAge | None
    """The child's age at the assessment, which chose the anchors; None for an adult's."""


def counted_assessments(
    session: Session, actor: Actor, *where: ColumnElement[bool]
) -> list[SignedAssessment]:
    """The assessments that count and meet the conditions, oldest observed first.

    Raises `BlindError` while the actor is to grade one of them again without seeing its grades.
    """
    rows = _rows(session, closing_audit(actor), where)
    refuse_closed(closing for *_, closing in rows)
    return _counted(session, rows)


def every_counted(session: Session, *where: ColumnElement[bool]) -> list[SignedAssessment]:
    """The same whoever asks: its caller leaves out what a reader may not see the grades of."""
    return _counted(session, _rows(session, null(), where))


_Row = Row[Revision, Assessment, ResultRow, int | None]


def _rows(
    session: Session, closing: ColumnElement[Any], where: Sequence[ColumnElement[bool]]
) -> Sequence[_Row]:
    query = (
        select(Revision, Assessment, ResultRow, closing)
        .join(Assessment, Assessment.id == Revision.assessment_id)
        .join(ResultRow, ResultRow.revision_id == Revision.id)
        .where(*where)
        .order_by(Revision.observed_on, Revision.id)
    )
    return session.execute(query).all()


def _counted(session: Session, rows: Sequence[_Row]) -> list[SignedAssessment]:
    standings = standings_of(session, [assessment.id for _, assessment, _, _ in rows]) if rows else {}
    return [
        _assessment(session, revision, assessment, stored, standings)
        for revision, assessment, stored, _ in rows
        if standings[revision.id].counts
    ]


def _assessment(
    session: Session,
    revision: Revision,
    assessment: Assessment,
    stored: ResultRow,
    standings: Mapping[int, Standing],
) -> SignedAssessment:
    circumstances, responses = answers_from_json(revision.responses_json or "")
    first, last = revision.observed_from, circumstances.observed_on
    scored = ScoredAssessment(
        revision_id=revision.id,
        assessment_id=assessment.id,
        child_id=assessment.child_id,
        carer_id=assessment.carer_id,
        observed_on=last,
        rater=revision.original_assessor or revision.signer_name or "",
        rater_role=revision.rater_role,
        window_days=(last - first).days if first else None,
        standing=standings[revision.id],
        is_transcribed=revision.transcribed_from_paper,
        result=result_from_json(stored.result_json),
        evidenced=responses.evidenced,
    )
    return SignedAssessment(
        scored=scored,
        family_id=assessment.family_id,
        revision=revision,
        responses=responses,
        instrument=instrument_of(session, revision.definition_sha256),
        child_age=circumstances.child,
    )


def rescored_answers(assessments: Sequence[SignedAssessment]) -> Rescoring:
    """The answers of these assessments by each version that was used among them."""
    return RescoredAnswers((one.revision, one.instrument) for one in assessments)
