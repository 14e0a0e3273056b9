"""An assessment may be about the child alone, or about the household: then it has no carer."""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from alembic import op

from assessment_tool.records import guards

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    _let_carer_be_absent(is_nullable=True)


def downgrade() -> None:
    query = "SELECT 1 FROM assessments WHERE carer_id IS NULL LIMIT 1"
    if op.get_bind().exec_driver_sql(query).first():
        raise guards.WouldLoseRecordsError("assessments")
    _let_carer_be_absent(is_nullable=False)


def _let_carer_be_absent(*, is_nullable: bool) -> None:
    with op.batch_alter_table("assessments") as table:
        table.alter_column("carer_id", existing_type=sa.Integer(), nullable=is_nullable)
    for statement in _lost_guards(op.get_bind().dialect.name):
        op.execute(statement)


def _lost_guards(make: str) -> Iterator[str]:
    """SQLite alters a table by building it anew, and its triggers go with the old one."""
    if make == "sqlite":
        yield from guards.no_delete(make, "assessments")
        yield from guards.no_update(make, "assessments")
        yield from guards.no_replacement(make, "assessments", [["id"]])
