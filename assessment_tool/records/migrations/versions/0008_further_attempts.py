"""The day on which somebody is asked again, after it was not safe to ask."""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from alembic import op

from assessment_tool.records import guards

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLE = "further_attempts"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessments.id"], name="fk_further_attempts_assessment_id"
        ),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["users.id"], name="fk_further_attempts_recorded_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_further_attempts"),
    )
    op.create_index("ix_further_attempts_assessment_id", TABLE, ["assessment_id"])
    for statement in _guards(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    guards.refuse_loss(op.get_bind(), [TABLE])
    op.drop_table(TABLE)


def _guards(make: str) -> Iterator[str]:
    yield from guards.no_delete(make, TABLE)
    yield from guards.no_update(make, TABLE)
    yield from guards.no_replacement(make, TABLE, [["id"]])
