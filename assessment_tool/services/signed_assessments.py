"""Signed assessments that count, with their stored results: what trends, comparisons and reports rest on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import Row, null, select
from sqlalchemy.orm import Session
from sqlalchemy.sql import ColumnElement

from assessment_tool.core.ages import ChildAge
from assessment_tool.core.instrument import Instrument, RaterRole
from assessment_tool.core.lifecycle import Standing
from assessment_tool.core.permissions import Actor
from assessment_tool.core.responses import Response
from assessment_tool.core.stored import StoredResponses, answers_from_json, result_from_json
from assessment_tool.core.trend import Rescoring, ScoredAssessment, Whose
from assessment_tool.core.visibility import Circumstances
from assessment_tool.definitions.version_file import version_order
from assessment_tool.records.assessments import Assessment, Revision
from assessment_tool.records.responses import Result as ResultRow
from assessment_tool.services.assessments.standings import standings_of
from assessment_tool.services.blinded import closing_audit, refuse_closed
from assessment_tool.services.kept_definitions import instrument_of
from assessment_tool.services.openness import open_to
from assessment_tool.services.rescoring import RescoredAnswers


@dataclass(frozen=True)
class SignedAssessment:
    """A signed revision that counts, with all that a table, a comparison or a report says of it.

    Result and answers are read from what was stored when they are first asked for, since of a long history
    a page shows a part.
    """

    assessment: Assessment
    revision: Revision
    stored: ResultRow
    standing: Standing
    form: Instrument
    """The instrument as it was asked, perhaps in another language."""

    @property
    def instrument(self) -> Instrument:
        """The instrument as it was written: in its words assessments are compared and reported."""
        return self.form.as_written

    @property
    def source_sha256(self) -> str:
        """The hash of the version as it was written, in whichever language it was asked."""
        translation = self.form.translation
        return translation.source_sha256 if translation else self.revision.definition_sha256

    @property
    def family_id(self) -> int:
        """The family of those whom it is about."""
        return self.assessment.family_id

    @property
    def observed_on(self) -> date:
        """The last day of observation."""
        return self.revision.observed_on or self._answers[0].observed_on

    @property
    def whose(self) -> Whose:
        """The line of a trend that it belongs to."""
        return Whose(self.assessment.carer_id, self.revision.rater_role is RaterRole.SELF)

    @property
    def responses(self) -> Mapping[str, Response]:
        """What was said, by item id."""
        return self._answers[1]

    @property
    def child_age(self) -> ChildAge | None:
        """The child's age at the assessment, which chose the anchors; None for an adult's."""
        return self._answers[0].child

    @cached_property
    def scored(self) -> ScoredAssessment:
        """The same as a trend sees it."""
        revision = self.revision
        first, last = revision.observed_from, self.observed_on
        return ScoredAssessment(
            revision_id=revision.id,
            assessment_id=self.assessment.id,
            child_id=self.assessment.child_id,
            carer_id=self.assessment.carer_id,
            observed_on=last,
            rater=revision.original_assessor or revision.signer_name or "",
            rater_role=revision.rater_role,
            window_days=(last - first).days if first else None,
            standing=self.standing,
            is_transcribed=revision.transcribed_from_paper,
            result=result_from_json(self.stored.result_json),
            evidenced=self._answers[1].evidenced,
        )

    @cached_property
    def _answers(self) -> tuple[Circumstances, StoredResponses]:
        return answers_from_json(self.revision.responses_json or "")


def counted_assessments(
    session: Session, actor: Actor, *where: ColumnElement[bool]
) -> list[SignedAssessment]:
    """The assessments that count, are open to the actor and meet the conditions, oldest observed first.

    Raises `BlindError` while the actor is to grade one of them again without seeing its grades.
    """
    rows = _rows(session, closing_audit(actor), (open_to(actor), *where))
    refuse_closed(closing for *_, closing in rows)
    return _counted(session, rows)


def every_counted(session: Session, *where: ColumnElement[bool]) -> list[SignedAssessment]:
    """The same whoever asks: its caller leaves out what a reader may not see, or not yet."""
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
        SignedAssessment(
            assessment, revision, stored, standing, instrument_of(session, revision.definition_sha256)
        )
        for revision, assessment, stored, _ in rows
        if (standing := standings[revision.id]).counts
    ]


def versions_of(assessments: Iterable[SignedAssessment]) -> list[Instrument]:
    """The versions that were used, each once, the newest first, whichever was used last."""
    used = {one.instrument.version: one.instrument for one in assessments}
    return [used[version] for version in sorted(used, key=version_order, reverse=True)]


def rescored_answers(assessments: Sequence[SignedAssessment]) -> Rescoring:
    """The answers of these assessments by each version that was used among them."""
    return RescoredAnswers((one.revision, one.instrument) for one in assessments)
