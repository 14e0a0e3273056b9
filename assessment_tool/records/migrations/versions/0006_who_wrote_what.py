"""Who wrote a summary and how it stood before, and for which age each answer was given."""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from alembic import op

from assessment_tool.records import guards

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLES = ("summary_edits",)
ANSWERS = ("responses", "response_history")
KEYS: guards.Keys = [["id"], ["revision_id", "lock_version"]]


def upgrade() -> None:
    _create_summary_edits()
    for table in ANSWERS:
        op.add_column(table, sa.Column("age_band", sa.Text(), server_default=sa.text("''"), nullable=False))
    for statement in _guards(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    guards.refuse_loss(op.get_bind(), [*TABLES, *ANSWERS])
    for table in ANSWERS:
        op.drop_column(table, "age_band")
    for table in TABLES:
        op.drop_table(table)


def _guards(make: str) -> Iterator[str]:
    for table in TABLES:
        yield from guards.no_delete(make, table)
        yield from guards.no_update(make, table)
        yield from guards.no_replacement(make, table, KEYS)


def _create_summary_edits() -> None:
    op.create_table(
        "summary_edits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("lock_version", sa.Integer(), nullable=False),
        sa.Column("observed_from", sa.Date(), nullable=True),
        sa.Column("observed_on", sa.Date(), nullable=True),
        sa.Column("analysis", sa.Text(), nullable=False),
        sa.Column("carer_view", sa.Text(), nullable=False),
        sa.Column("child_view", sa.Text(), nullable=False),
        sa.Column("disagreement", sa.Text(), nullable=False),
        sa.Column("saved_by_id", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["revision_id"], ["revisions.id"], name="fk_summary_edits_revision_id"),
        sa.ForeignKeyConstraint(["saved_by_id"], ["users.id"], name="fk_summary_edits_saved_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_summary_edits"),
        sa.UniqueConstraint("revision_id", "lock_version", name="uq_summary_edits_revision_id_lock_version"),
    )
