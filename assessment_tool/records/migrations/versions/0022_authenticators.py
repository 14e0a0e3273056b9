"""A session opens nothing before a second factor was shown; the figures of an authenticator are the first."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0022"
down_revision: str | None = "0021"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLE = "authenticators"
SESSIONS = "sign_ins"


def upgrade() -> None:
    op.add_column(SESSIONS, sa.Column("factor_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        TABLE,
        sa.Column("user_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sealed_secret", sa.LargeBinary(), nullable=False),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_authenticators_user_id"),
        sa.PrimaryKeyConstraint("user_id", name="pk_authenticators"),
    )


def downgrade() -> None:
    op.drop_table(TABLE)
    op.drop_column(SESSIONS, "factor_at")
