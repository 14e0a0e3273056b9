"""A draft that was begun by mistake is discarded by its author; it and a void draft never change."""

from collections.abc import Iterator, Sequence

from alembic import op

from assessment_tool.records import ended_guards, guards

revision: str = "0019"
down_revision: str | None = "0018"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

EVENTS = "assessment_events"
CHECK = "ck_assessment_events_kind"
KINDS = "'opened', 'signed', 'returned', 'countersigned', 'superseded', 'voided', 'restarted'"
TRIGGERS = {
    "revisions": ["no_update_once_ended"],
    "responses": ["no_insert_once_ended", "no_update_once_ended"],
    "response_history": ["no_insert_once_ended"],
    "summary_edits": ["no_insert_once_ended"],
}


def upgrade() -> None:
    make = op.get_bind().dialect.name
    _hold_kinds_to(f"{KINDS}, 'discarded'")
    statements = [*ended_guards.ended_function(make)]
    for table in TRIGGERS:
        statements += ended_guards.no_change_once_ended(make, table)
    for statement in statements:
        op.execute(statement)


def downgrade() -> None:
    make, query = op.get_bind().dialect.name, "SELECT 1 FROM assessment_events WHERE kind = 'discarded'"
    if op.get_bind().exec_driver_sql(query).first():
        raise guards.WouldLoseRecordsError(EVENTS)
    for table, names in TRIGGERS.items():
        for statement in guards.drop(make, table, names):
            op.execute(statement)
    for statement in ended_guards.drop_ended_function(make):
        op.execute(statement)
    _hold_kinds_to(KINDS)


def _hold_kinds_to(kinds: str) -> None:
    make = op.get_bind().dialect.name
    if make == "postgresql":
        op.drop_constraint(CHECK, EVENTS)
    with op.batch_alter_table(EVENTS, recreate="always" if make == "sqlite" else "never") as table:
        table.create_check_constraint(op.f(CHECK), f"kind IN ({kinds})")
    for statement in _lost_guards(make):
        op.execute(statement)


def _lost_guards(make: str) -> Iterator[str]:
    """SQLite alters a table by building it anew, and its triggers go with the old one."""
    if make == "sqlite":
        yield from guards.no_delete(make, EVENTS)
        yield from guards.no_update(make, EVENTS)
        yield from guards.no_replacement(make, EVENTS, [["id"], ["revision_id", "kind"]])
