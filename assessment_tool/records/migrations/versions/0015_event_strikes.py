"""An event that was recorded by mistake is struck out with a reason, and stays readable."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from assessment_tool.records import guards

revision: str = "0015"
down_revision: str | None = "0014"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

STRIKES = "event_strikes"


def upgrade() -> None:
    op.create_table(
        STRIKES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("struck_by_id", sa.Integer(), nullable=False),
        sa.Column("struck_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["family_events.id"], name="fk_event_strikes_event_id"),
        sa.ForeignKeyConstraint(["struck_by_id"], ["users.id"], name="fk_event_strikes_struck_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_event_strikes"),
        sa.UniqueConstraint("event_id", name="uq_event_strikes_event_id"),
    )
    make = op.get_bind().dialect.name
    for statement in (
        *guards.no_delete(make, STRIKES),
        *guards.no_update(make, STRIKES),
        *guards.no_replacement(make, STRIKES, [["id"], ["event_id"]]),
    ):
        op.execute(statement)


def downgrade() -> None:
    guards.refuse_loss(op.get_bind(), [STRIKES])
    op.drop_table(STRIKES)
