"""A draft that is restarted in a newer version is closed; what is carried from it waits to be confirmed."""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from alembic import op

from assessment_tool.records import guards

revision: str = "0012"
down_revision: str | None = "0011"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

ANSWERS = ("responses", "response_history")
EVENTS = "assessment_events"
COLUMN = "is_carried"
CHECK = "ck_assessment_events_kind"
KINDS = "'opened', 'signed', 'returned', 'countersigned', 'superseded', 'voided'"


def upgrade() -> None:
    for table in ANSWERS:
        op.add_column(table, sa.Column(COLUMN, sa.Boolean(), server_default=sa.false(), nullable=False))
    _hold_kinds_to(f"{KINDS}, 'restarted'")


def downgrade() -> None:
    _refuse_loss()
    _hold_kinds_to(KINDS)
    for table in ANSWERS:
        op.drop_column(table, COLUMN)


def _refuse_loss() -> None:
    for table, condition in (*((one, COLUMN) for one in ANSWERS), (EVENTS, "kind = 'restarted'")):
        query = f"SELECT 1 FROM {table} WHERE {condition} LIMIT 1"  # noqa: S608 - names of ours
        if op.get_bind().exec_driver_sql(query).first():
            raise guards.WouldLoseRecordsError(table)


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
