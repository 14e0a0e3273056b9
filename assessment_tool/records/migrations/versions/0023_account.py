"""What people see of their own account: recovery codes, and from where each of their sessions was begun."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0023"
down_revision: str | None = "0022"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

CODES = "recovery_codes"
SESSIONS = "sign_ins"
WHENCE = ("browser", "address")


def upgrade() -> None:
    for column in WHENCE:
        op.add_column(SESSIONS, sa.Column(column, sa.Text(), server_default=sa.text("''"), nullable=False))
    op.create_table(
        CODES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("code_sha256", sa.Text(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_recovery_codes_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_recovery_codes"),
        sa.UniqueConstraint("code_sha256", name="uq_recovery_codes_code_sha256"),
    )
    op.create_index("ix_recovery_codes_user_id", CODES, ["user_id"])


def downgrade() -> None:
    op.drop_table(CODES)
    for column in WHENCE:
        op.drop_column(SESSIONS, column)
