"""All pairs of grades that two raters gave the same question apart from each other, across the authority."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from assessment_tool.core.agreement import Ratings
from assessment_tool.core.instrument import Instrument, Item
from assessment_tool.core.responses import Value
from assessment_tool.core.stored import value_from_json
from assessment_tool.records.assessments import Assessment, Revision
from assessment_tool.records.dip_audits import DipAudit, DipAuditEvent, DipAuditStep, SecondRating
from assessment_tool.records.responses import Response
from assessment_tool.services.kept_definitions import instrument_of


@dataclass(frozen=True, slots=True)
class GradePair:
    """What both raters gave one question; None where one of them gave no grade. Nobody is named."""

    instrument: Instrument
    item: Item
    first: float | None
    second: float | None


def grade_pairs(session: Session, instrument_id: str = "") -> list[GradePair]:
    """Every submitted pair of one instrument, or of all, in one query; what they rated may be void since.

    Two raters read the same evidence whatever became of the assessment.
    """
    holds = select(func.max(SecondRating.id)).group_by(SecondRating.audit_id, SecondRating.item_id)
    query = (
        select(Revision.definition_sha256, SecondRating.item_id, Response.value_json, SecondRating.value_json)
        .join(DipAudit, DipAudit.id == SecondRating.audit_id)
        .join(
            DipAuditEvent,
            and_(DipAuditEvent.audit_id == DipAudit.id, DipAuditEvent.kind == DipAuditStep.SUBMITTED),
        )
        .join(Revision, Revision.id == DipAudit.revision_id)
        .join(Assessment, Assessment.id == Revision.assessment_id)
        .outerjoin(
            Response, and_(Response.revision_id == Revision.id, Response.item_id == SecondRating.item_id)
        )
        .where(SecondRating.id.in_(holds))
        .order_by(Assessment.instrument_id, SecondRating.id)
    )
    if instrument_id:
        query = query.where(Assessment.instrument_id == instrument_id)
    return [_pair(session, *row) for row in session.execute(query)]


def given_twice(pairs: Sequence[GradePair]) -> list[tuple[float, float]]:
    """Of the pairs those in which both gave a grade."""
    return [(one.first, one.second) for one in pairs if one.first is not None and one.second is not None]


def ratings_of(pairs: Sequence[GradePair]) -> Ratings:
    """Those that both graded, with every grade that could have been given: none loses its place."""
    scores = {option.score for pair in pairs for option in pair.item.options}
    labels = sorted(float(score) for score in scores if score is not None)
    graded = given_twice(pairs)
    return Ratings(tuple(labels), (tuple(one for one, _ in graded), tuple(one for _, one in graded)))


def _pair(session: Session, sha256: str, item_id: str, first: str | None, second: str | None) -> GradePair:
    instrument = instrument_of(session, sha256).as_written
    item = instrument.items[item_id]
    first_value, second_value = value_from_json(first), value_from_json(second)
    return GradePair(instrument, item, grade_of(item, first_value), grade_of(item, second_value))


def grade_of(item: Item, value: Value | None) -> float | None:
    """The grade that a value of the item is; None where it is none."""
    option = item.option(value) if isinstance(value, str) else None
    return float(option.score) if option and option.score is not None else None
