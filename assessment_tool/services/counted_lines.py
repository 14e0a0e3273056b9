"""Which assessments count in which line of some families: without their answers, for a page over many."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.orm import Session
from sqlalchemy.sql import ColumnElement

from assessment_tool.core.instrument import RaterRole
from assessment_tool.core.lifecycle import EventKind
from assessment_tool.core.trend import Whose
from assessment_tool.records.assessments import Assessment, AssessmentEvent, Revision
from assessment_tool.services.changes import LineKey

_ENDS = (EventKind.RETURNED, EventKind.SUPERSEDED, EventKind.VOIDED, EventKind.RESTARTED)
"""After any of these a revision counts no longer."""


@dataclass(frozen=True, slots=True)
class CountedRevision:
    """One signed revision that counts."""

    revision_id: int
    assessment_id: int
    observed_on: date
    is_countersigned: bool


def counted_lines(
    session: Session, family_ids: Sequence[int], *where: ColumnElement[bool]
) -> dict[LineKey, list[CountedRevision]]:
    """The lines of the families with their revisions that count, oldest observed first, in one query.

    Only assessments that meet the conditions are in them.
    """
    query = (
        select(
            Revision.id,
            Revision.assessment_id,
            Revision.observed_on,
            Revision.rater_role,
            Assessment.family_id,
            Assessment.child_id,
            Assessment.carer_id,
            Assessment.instrument_id,
            _has((EventKind.COUNTERSIGNED,)).label("is_countersigned"),
        )
        .join(Assessment, Assessment.id == Revision.assessment_id)
        .where(Assessment.family_id.in_(family_ids), Revision.signed_at.is_not(None), ~_has(_ENDS), *where)
        .order_by(Revision.observed_on, Revision.id)
    )
    lines: dict[LineKey, list[CountedRevision]] = {}
    for row in session.execute(query):
        whose = Whose(row.carer_id, row.rater_role is RaterRole.SELF)
        key = LineKey(row.family_id, row.child_id, row.instrument_id, whose)
        counted = CountedRevision(row.id, row.assessment_id, row.observed_on, row.is_countersigned)
        lines.setdefault(key, []).append(counted)
    return lines


def _has(kinds: Sequence[EventKind]) -> ColumnElement[bool]:
    happened = AssessmentEvent.revision_id == Revision.id, AssessmentEvent.kind.in_(kinds)
    return exists().where(*happened)
