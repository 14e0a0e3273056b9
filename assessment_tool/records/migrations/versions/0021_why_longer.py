"""Why care was observed for far longer than is looked at: nobody was asked it of what was recorded before."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from assessment_tool.records import guards

revision: str = "0021"
down_revision: str | None = "0020"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLES = ("revisions", "summary_edits")
COLUMN = "why_longer"


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column(COLUMN, sa.Text(), server_default=sa.text("''"), nullable=False))


def downgrade() -> None:
    for table in TABLES:
        query = f"SELECT 1 FROM {table} WHERE {COLUMN} <> '' LIMIT 1"  # noqa: S608 - names of ours
        if op.get_bind().exec_driver_sql(query).first():
            raise guards.WouldLoseRecordsError(table)
        op.drop_column(table, COLUMN)
