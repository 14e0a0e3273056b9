"""Steps in the life of an instrument's version are proposed by one person and decided by another."""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from alembic import op

from assessment_tool.records import guards

revision: str = "0014"
down_revision: str | None = "0013"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

PROPOSALS = "version_proposals"
DECISIONS = "version_decisions"


def upgrade() -> None:
    op.create_table(
        PROPOSALS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instrument_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("finish_until", sa.Date(), nullable=True),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "step IN ('publish', 'supersede', 'retire', 'withdraw')", name=op.f("ck_version_proposals_step")
        ),
        sa.CheckConstraint(
            "(step = 'supersede') = (finish_until IS NOT NULL)",
            name=op.f("ck_version_proposals_finish_until"),
        ),
        sa.ForeignKeyConstraint(["proposed_by_id"], ["users.id"], name="fk_version_proposals_proposed_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_version_proposals"),
    )
    op.create_index("ix_version_proposals_instrument_id_version", PROPOSALS, ["instrument_id", "version"])
    op.create_table(
        DECISIONS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('approved', 'refused', 'taken_back', 'void')",
            name=op.f("ck_version_decisions_outcome"),
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["version_proposals.id"], name="fk_version_decisions_proposal_id"
        ),
        sa.ForeignKeyConstraint(["decided_by_id"], ["users.id"], name="fk_version_decisions_decided_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_version_decisions"),
        sa.UniqueConstraint("proposal_id", name="uq_version_decisions_proposal_id"),
    )
    for statement in _guards(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    guards.refuse_loss(op.get_bind(), [DECISIONS, PROPOSALS])
    op.drop_table(DECISIONS)
    op.drop_table(PROPOSALS)


def _guards(make: str) -> Iterator[str]:
    for table, keys in ((PROPOSALS, [["id"]]), (DECISIONS, [["id"], ["proposal_id"]])):
        yield from guards.no_delete(make, table)
        yield from guards.no_update(make, table)
        yield from guards.no_replacement(make, table, keys)
