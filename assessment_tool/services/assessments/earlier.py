"""Answers that were replaced: what stood before, whose it was and when, so that nothing is lost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain, pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from assessment_tool.core.responses import Response
from assessment_tool.records.responses import Response as ResponseRow
from assessment_tool.records.responses import ResponseHistory
from assessment_tool.records.users import User
from assessment_tool.services.assessments.opened import OpenedAssessment, response_of

ONE_SITTING = timedelta(minutes=30)
"""What one person changes within it again and again (each pause is saved) is one answer."""


@dataclass(frozen=True, slots=True)
class EarlierAnswer:
    """An answer as one person left it, before another person or a later sitting replaced it."""

    item_id: str
    response: Response
    by: str
    at: datetime


def earlier_answers(session: Session, opened: OpenedAssessment) -> Mapping[str, Sequence[EarlierAnswer]]:
    """By item, oldest first, the answers of this revision that were replaced; others are absent."""
    before = session.scalars(
        select(ResponseHistory)
        .where(ResponseHistory.revision_id == opened.revision.id)
        .order_by(ResponseHistory.item_id, ResponseHistory.version)
    ).all()
    now = session.scalars(select(ResponseRow).where(ResponseRow.revision_id == opened.revision.id)).all()
    runs: dict[str, list[ResponseHistory | ResponseRow]] = {}
    for row in chain[ResponseHistory | ResponseRow](before, now):
        runs.setdefault(row.item_id, []).append(row)
    left = {item_id: _left_standing(rows) for item_id, rows in runs.items()}
    writers = {row.updated_by_id for rows in left.values() for row in rows}
    people = session.scalars(select(User).where(User.id.in_(writers)))
    names = {person.id: person.name for person in people}
    return {
        item_id: [
            EarlierAnswer(item_id, response_of(row), names[row.updated_by_id], row.updated_at) for row in rows
        ]
        for item_id, rows in left.items()
        if rows
    }


def _left_standing(
    rows: Sequence[ResponseHistory | ResponseRow],
) -> list[ResponseHistory | ResponseRow]:
    """Those that their writer left as they were, and that were then replaced."""
    return [
        row
        for row, following in pairwise(rows)
        if row.updated_by_id != following.updated_by_id or following.updated_at - row.updated_at > ONE_SITTING
    ]
