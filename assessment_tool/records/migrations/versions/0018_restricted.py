"""An assessment says whether it is restricted: whose answers only those open who must."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from assessment_tool.records import guards

revision: str = "0018"
down_revision: str | None = "0017"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_ALREADY_THERE = """
UPDATE assessments SET is_restricted = TRUE WHERE instrument_id IN (
    SELECT instrument_id FROM definitions WHERE canonical LIKE '%"gate":{%' OR canonical LIKE '%"label":"L4"%'
)
"""


def upgrade() -> None:
    make = op.get_bind().dialect.name
    op.add_column(
        "assessments", sa.Column("is_restricted", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    for statement in guards.drop(make, "assessments", ["no_update"]):
        op.execute(statement)
    op.execute(_ALREADY_THERE)
    for statement in guards.no_update(make, "assessments"):
        op.execute(statement)


def downgrade() -> None:
    op.drop_column("assessments", "is_restricted")
