"""Attempts to sign in are also counted by the address that they came from."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLE = "sign_in_attempts"
INDEX = "ix_sign_in_attempts_address_key_at"


def upgrade() -> None:
    op.add_column(TABLE, sa.Column("address_key", sa.Text(), server_default=sa.text("''"), nullable=False))
    op.create_index(INDEX, TABLE, ["address_key", "at"])


def downgrade() -> None:
    op.drop_index(INDEX, TABLE)
    op.drop_column(TABLE, "address_key")
