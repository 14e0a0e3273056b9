"""A final record stays final: every refusal is tried by raw SQL, and the way for drafts is tried too."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assessment_tool.records import Base
from assessment_tool.records.base import Kept, how_kept
from tests.records.one_of_everything import store_one_of_everything

TABLES = {table.name: table for table in Base.metadata.sorted_tables}
KEPT = sorted(name for name, table in TABLES.items() if how_kept(table) is not Kept.FOR_A_WHILE)
UNCHANGED = sorted(name for name, table in TABLES.items() if how_kept(table) is Kept.UNCHANGED)
CHANGES_OF_A_SIGNED_REVISION = sorted(column.name for column in TABLES["revisions"].columns)
INSERT = """INSERT INTO responses (revision_id, item_id, evidence, source, version, updated_by_id, updated_at)
            VALUES (:revision, :item, '', '', 1, :worker, '2025-01-01 00:00:00')"""
SHORTCUTS = {
    "sqlite": "INSERT OR REPLACE INTO results SELECT * FROM results",
    "postgresql": "TRUNCATE results",
}

refused = pytest.raises(IntegrityError, match="record is final: ")


def test_the_tables_that_never_change_are_these() -> None:
    assert UNCHANGED == [
        "assessment_events",
        "assessments",
        "definitions",
        "family_events",
        "issued_documents",
        "parent_slots",
        "response_history",
        "results",
    ]


def test_only_traffic_may_be_swept_away() -> None:
    assert set(TABLES) - set(KEPT) == {"sign_ins", "sign_in_attempts", "submissions"}


@pytest.mark.parametrize("table", KEPT)
def test_nothing_on_record_can_be_deleted(session: Session, table: str) -> None:
    store_one_of_everything(session)
    with refused:
        session.execute(text(f"DELETE FROM {table}"))  # noqa: S608 - our own names


@pytest.mark.parametrize("table", sorted(set(TABLES) - set(KEPT)))
def test_traffic_can_be_deleted(session: Session, table: str) -> None:
    store_one_of_everything(session)
    session.execute(text(f"DELETE FROM {table}"))  # noqa: S608 - our own names
    assert session.scalar(text(f"SELECT count(*) FROM {table}")) == 0  # noqa: S608 - our own names


@pytest.mark.parametrize("table", UNCHANGED)
def test_what_is_written_once_cannot_be_changed(session: Session, table: str) -> None:
    store_one_of_everything(session)
    column = next(column.name for column in TABLES[table].columns if not column.primary_key)
    with refused:
        session.execute(text(f"UPDATE {table} SET {column} = {column}"))  # noqa: S608 - our own names


@pytest.mark.parametrize("column", CHANGES_OF_A_SIGNED_REVISION)
def test_no_column_of_a_signed_revision_can_be_changed(session: Session, column: str) -> None:
    signed = store_one_of_everything(session).signed.id
    with refused:
        session.execute(text(f"UPDATE revisions SET {column} = {column} WHERE id = :id"), {"id": signed})  # noqa: S608 - our own names


def test_a_signature_cannot_be_taken_back(session: Session) -> None:
    signed = store_one_of_everything(session).signed.id
    with refused:
        session.execute(text("UPDATE revisions SET signed_at = NULL WHERE id = :id"), {"id": signed})


def test_a_draft_can_be_changed(session: Session) -> None:
    stored = store_one_of_everything(session)
    change = text("UPDATE revisions SET analysis = 'More' WHERE id = :id")
    session.execute(change, {"id": stored.draft.id})
    session.expire_all()
    assert stored.draft.analysis == "More"


def test_an_answer_of_a_draft_can_be_added_and_changed(session: Session) -> None:
    stored = store_one_of_everything(session)
    session.execute(text(INSERT), {"revision": stored.draft.id, "item": "sleep", "worker": stored.worker.id})
    change = text("UPDATE responses SET evidence = 'Seen' WHERE revision_id = :id")
    session.execute(change, {"id": stored.draft.id})
    seen = session.scalars(text("SELECT item_id FROM responses WHERE evidence = 'Seen'")).all()
    assert sorted(seen) == ["food", "sleep"]


def test_an_answer_cannot_be_added_to_a_signed_revision(session: Session) -> None:
    stored = store_one_of_everything(session)
    with refused:
        session.execute(
            text(INSERT), {"revision": stored.signed.id, "item": "sleep", "worker": stored.worker.id}
        )


def test_an_answer_of_a_signed_revision_cannot_be_changed(session: Session) -> None:
    signed = store_one_of_everything(session).signed.id
    with refused:
        session.execute(text("UPDATE responses SET version = 2 WHERE revision_id = :id"), {"id": signed})


@pytest.mark.parametrize(("source", "target"), [("draft", "signed"), ("signed", "draft")])
def test_an_answer_cannot_be_moved_into_or_out_of_a_signed_revision(
    session: Session, source: str, target: str
) -> None:
    stored = store_one_of_everything(session)
    move = text("UPDATE responses SET revision_id = :target, item_id = 'moved' WHERE revision_id = :source")
    with refused:
        session.execute(move, {"source": getattr(stored, source).id, "target": getattr(stored, target).id})


def test_the_shortcuts_of_each_database_are_closed_too(session: Session) -> None:
    store_one_of_everything(session)
    with refused:
        session.execute(text(SHORTCUTS[session.get_bind().dialect.name]))
