"""Answers copied into a new draft, each with who gave it and when."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from assessment_tool.records.responses import Response as ResponseRow


def copy_answers(session: Session, from_id: int, to_id: int) -> None:
    """All answers of a revision, as they stand, into another one of the same version."""
    for row in _rows(session, from_id):
        session.add(_copy(row, to_id, is_carried=row.is_carried))
    session.flush()


def carry_answers(session: Session, from_id: int, to_id: int, item_ids: Collection[str]) -> None:
    """The answers to these items into a revision of another version, where they wait to be confirmed."""
    for row in _rows(session, from_id):
        if row.item_id in item_ids:
            session.add(_copy(row, to_id, is_carried=True))
    session.flush()


def _rows(session: Session, revision_id: int) -> list[ResponseRow]:
    return list(session.scalars(select(ResponseRow).where(ResponseRow.revision_id == revision_id)))


def _copy(row: ResponseRow, to_id: int, *, is_carried: bool) -> ResponseRow:
    return ResponseRow(
        revision_id=to_id,
        item_id=row.item_id,
        value_json=row.value_json,
        absence=row.absence,
        evidence=row.evidence,
        source=row.source,
        confidence=row.confidence,
        age_band=row.age_band,
        is_carried=is_carried,
        version=1,
        updated_by_id=row.updated_by_id,
        updated_at=row.updated_at,
    )
