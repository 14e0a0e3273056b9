"""Who did and saw what is kept in a chain of entries that nobody changes or deletes."""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from alembic import op

from assessment_tool.records import guards

revision: str = "0020"
down_revision: str | None = "0019"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

ENTRIES = "audit_entries"
OUTCOMES = "'done', 'refused', 'not_there', 'not_taken', 'failed'"


def upgrade() -> None:
    op.create_table(
        ENTRIES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("session_key", sa.Text(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=True),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("key_id", sa.Text(), nullable=False),
        sa.Column("seal", sa.Text(), nullable=False),
        sa.CheckConstraint(f"outcome IN ({OUTCOMES})", name=op.f("ck_audit_entries_outcome")),
        sa.PrimaryKeyConstraint("id", name="pk_audit_entries"),
    )
    op.create_index("ix_audit_entries_family_id_id", ENTRIES, ["family_id", "id"])
    op.create_index("ix_audit_entries_actor_id_at", ENTRIES, ["actor_id", "at"])
    for statement in _guards(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    guards.refuse_loss(op.get_bind(), [ENTRIES])
    op.drop_table(ENTRIES)


def _guards(make: str) -> Iterator[str]:
    yield from guards.no_delete(make, ENTRIES)
    yield from guards.no_update(make, ENTRIES)
    yield from guards.no_replacement(make, ENTRIES, [["id"]])
