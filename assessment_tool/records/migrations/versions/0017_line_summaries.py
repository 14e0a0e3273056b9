"""Summaries of lines for the page over many families; they are made from stored results when wanted."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0017"
down_revision: str | None = "0016"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "line_summaries",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("summary_json", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["revision_id"], ["revisions.id"], name="fk_line_summaries_revision_id"),
        sa.PrimaryKeyConstraint("revision_id", "fingerprint", name="pk_line_summaries"),
    )


def downgrade() -> None:
    op.drop_table("line_summaries")
