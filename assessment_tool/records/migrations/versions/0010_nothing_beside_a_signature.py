"""No earlier state of an answer or a summary is added beside a revision that is signed."""

from collections.abc import Sequence

from alembic import op

from assessment_tool.records import guards

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLES = ("response_history", "summary_edits")


def upgrade() -> None:
    for table in TABLES:
        for statement in guards.no_insert_once_revision_signed(op.get_bind().dialect.name, table):
            op.execute(statement)


def downgrade() -> None:
    for table in TABLES:
        for statement in guards.drop(op.get_bind().dialect.name, table, ["no_insert_once_signed"]):
            op.execute(statement)
