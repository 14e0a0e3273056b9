"""A final record stays final: every refusal is tried by raw SQL, and the way for drafts is tried too."""

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import Engine, TextClause, UniqueConstraint, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assessment_tool.records import Base, writing
from assessment_tool.records.base import Kept, how_kept
from tests.records.one_of_everything import Stored, a_revision, store_one_of_everything, submit

TABLES = {table.name: table for table in Base.metadata.sorted_tables}
KEPT = sorted(name for name, table in TABLES.items() if how_kept(table) is not Kept.FOR_A_WHILE)
WRITTEN_ONCE = {Kept.UNCHANGED, Kept.UNCHANGED_IN_DRAFT, Kept.UNTIL_SUBMITTED}
UNCHANGED = sorted(name for name, table in TABLES.items() if how_kept(table) in WRITTEN_ONCE)
IN_DRAFT = sorted(name for name, table in TABLES.items() if how_kept(table) is Kept.UNCHANGED_IN_DRAFT)
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
        "audit_entries",
        "definitions",
        "dip_audit_events",
        "dip_audits",
        "event_strikes",
        "family_events",
        "further_attempts",
        "issued_documents",
        "parent_slots",
        "response_history",
        "results",
        "second_ratings",
        "summary_edits",
        "version_decisions",
        "version_proposals",
    ]


def test_only_traffic_and_copies_may_be_swept_away() -> None:
    traffic = {"sign_ins", "sign_in_attempts", "submissions"}
    swept = {"authenticators", "recovery_codes", "line_summaries", *traffic}
    assert set(TABLES) - set(KEPT) == swept


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


def test_the_earlier_states_of_a_draft_are_these() -> None:
    assert IN_DRAFT == ["response_history", "summary_edits"]


@pytest.mark.parametrize("table", IN_DRAFT)
def test_no_earlier_state_is_added_to_a_signed_revision(session: Session, table: str) -> None:
    """Whoever overwrote something is an author: nobody is made one after the signature."""
    stored = store_one_of_everything(session)
    columns = [name for name in TABLES[table].columns.keys() if name != "id"]  # noqa: SIM118 - not a mapping
    copied = ", ".join(":signed" if name == "revision_id" else name for name in columns)
    words = f"INSERT INTO {table} ({', '.join(columns)}) SELECT {copied} FROM {table}"  # noqa: S608 - ours
    with refused:
        session.execute(text(words), {"signed": stored.signed.id})


def test_nothing_is_added_to_what_a_second_rater_submitted(session: Session) -> None:
    stored = store_one_of_everything(session)
    again = text("""INSERT INTO second_ratings (audit_id, item_id, value_json, note, given_at)
                    SELECT audit_id, item_id, value_json, note, given_at FROM second_ratings""")
    session.execute(again)
    submit(session, stored)
    with refused:
        session.execute(again)


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


@pytest.fixture
def restarted(session: Session) -> Stored:
    """One of everything; the draft was left for another one in a newer version."""
    stored = store_one_of_everything(session)
    session.add(a_revision(stored.assessment, stored.worker, number=3, based_on_id=stored.draft.id))
    session.flush()
    return stored


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE revisions SET analysis = 'More' WHERE id = :draft",
        "UPDATE responses SET evidence = 'Seen' WHERE revision_id = :draft",
        "UPDATE responses SET revision_id = :draft, item_id = 'moved' WHERE revision_id = :next",
        "UPDATE responses SET revision_id = :next, item_id = 'moved' WHERE revision_id = :draft",
        INSERT.replace(":revision", ":draft").replace(":item", "'sleep'"),
    ],
)
def test_a_draft_that_was_restarted_in_a_newer_version_stays_as_it_was_left(
    session: Session, restarted: Stored, change: str
) -> None:
    next_id = session.scalar(text("SELECT max(id) FROM revisions"))
    values = {"draft": restarted.draft.id, "next": next_id, "worker": restarted.worker.id}
    session.execute(text(INSERT), {**values, "revision": next_id, "item": "sleep"})
    with refused:
        session.execute(text(change), {name: one for name, one in values.items() if f":{name}" in change})


@pytest.mark.parametrize("table", IN_DRAFT)
def test_no_earlier_state_is_added_to_a_restarted_draft(
    session: Session, restarted: Stored, table: str
) -> None:
    with refused:
        session.execute(*_one_more_state(table, restarted))


def test_the_draft_that_goes_on_can_be_changed_but_not_cut_off_from_the_one_before(
    session: Session, restarted: Stored
) -> None:
    goes_on = {"draft": restarted.draft.id}
    session.execute(text("UPDATE revisions SET analysis = 'More' WHERE based_on_id = :draft"), goes_on)
    for change in ("based_on_id = NULL", "opened_because = 'amended'"):
        with refused, session.begin_nested():
            session.execute(text(f"UPDATE revisions SET {change} WHERE based_on_id = :draft"), goes_on)  # noqa: S608 - ours


@pytest.fixture(params=["discarded", "voided"])
def ended(request: pytest.FixtureRequest, session: Session) -> Stored:
    """One of everything; the draft was discarded, or made void."""
    stored = store_one_of_everything(session)
    session.execute(
        text("""INSERT INTO assessment_events (assessment_id, revision_id, kind, by_id, at, reason)
                VALUES (:assessment, :draft, :kind, :worker, '2025-01-01 00:00:00', 'A mistake')"""),
        {
            "assessment": stored.assessment.id,
            "draft": stored.draft.id,
            "kind": request.param,
            "worker": stored.worker.id,
        },
    )
    return stored


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE revisions SET analysis = 'More' WHERE id = :draft",
        "UPDATE responses SET evidence = 'Seen' WHERE revision_id = :draft",
        INSERT.replace(":revision", ":draft").replace(":item", "'sleep'"),
    ],
)
def test_a_draft_that_was_discarded_or_made_void_stays_as_it_was_left(
    session: Session, ended: Stored, change: str
) -> None:
    values = {"draft": ended.draft.id, "worker": ended.worker.id}
    with refused:
        session.execute(text(change), {name: one for name, one in values.items() if f":{name}" in change})


@pytest.mark.parametrize("table", IN_DRAFT)
def test_no_earlier_state_is_added_to_a_draft_that_has_ended(
    session: Session, ended: Stored, table: str
) -> None:
    with refused:
        session.execute(*_one_more_state(table, ended))


def _one_more_state(table: str, stored: Stored) -> tuple[TextClause, dict[str, int]]:
    """Another earlier state of the draft, made from one that is there."""
    columns = [name for name in TABLES[table].columns.keys() if name != "id"]  # noqa: SIM118 - no mapping
    another = {"revision_id": ":draft", "version": "version + 100", "lock_version": "lock_version + 100"}
    copied = ", ".join(another.get(name, name) for name in columns)
    words = f"INSERT INTO {table} ({', '.join(columns)}) SELECT {copied} FROM {table}"  # noqa: S608 - ours
    return text(words), {"draft": stored.draft.id}


def _keys(table: str) -> list[list[str]]:
    """The columns of each key by which a row of the table can be told from all others."""
    constraints = [one for one in TABLES[table].constraints if isinstance(one, UniqueConstraint)]
    keys = [
        list(TABLES[table].primary_key.columns.keys()),
        *(list(one.columns.keys()) for one in constraints),
    ]
    assert not [index for index in TABLES[table].indexes if index.unique]
    return keys


KEYS = [pytest.param(table, key, id=f"{table}-{'-'.join(key)}") for table in KEPT for key in _keys(table)]
BY_INSERT = "INSERT OR REPLACE INTO {table} ({columns}) SELECT {columns} FROM {table} ORDER BY rowid LIMIT 1"
BY_UPDATE = "UPDATE OR REPLACE {table} SET {same} WHERE rowid = 999"
ANOTHER = "INSERT INTO {table} (rowid, {columns}) SELECT 999, {distinct} FROM {table} ORDER BY rowid LIMIT 1"


@pytest.mark.parametrize("replace", [BY_INSERT, BY_UPDATE], ids=["insert", "update"])
@pytest.mark.parametrize(("table", "key"), KEYS)
def test_a_connection_without_our_settings_cannot_put_a_row_in_the_place_of_another(
    sqlite_engine: Engine, table: str, key: list[str], replace: str
) -> None:
    """SQLite's REPLACE deletes what is in the way, and without our settings asks no trigger about that."""
    with writing(sqlite_engine) as session:
        store_one_of_everything(session)
    keyed = {name for one in _keys(table) for name in one}
    columns = [name for name in TABLES[table].columns.keys() if name != "id"]  # noqa: SIM118 - not a mapping
    words = {
        "table": table,
        "columns": ", ".join([*columns, *(["id"] if key == ["id"] else [])]),
        "same": ", ".join(f"{name} = (SELECT {name} FROM {table} ORDER BY rowid LIMIT 1)" for name in key),  # noqa: S608 - our own names
    }
    with closing(sqlite3.connect(sqlite_engine.url.database or "")) as foreign:
        foreign.execute("PRAGMA ignore_check_constraints = on")
        distinct = ", ".join("999" if name in keyed else name for name in columns)
        foreign.execute(ANOTHER.format(table=table, columns=", ".join(columns), distinct=distinct))
        before = _rows(foreign, table)
        with pytest.raises(sqlite3.IntegrityError, match="record is final: "):
            foreign.execute(replace.format(**words))
        assert _rows(foreign, table) == before


def _rows(foreign: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    return foreign.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - our own names
