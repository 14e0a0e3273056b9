"""A draft that was restarted in a newer version never changes, and where a revision comes from never does."""

from collections.abc import Sequence

from alembic import op

from assessment_tool.records import guards, restarted_guards

revision: str = "0016"
down_revision: str | None = "0015"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TRIGGERS = {
    "revisions": ["origin_is_fixed", "no_update_once_restarted"],
    "responses": ["no_insert_once_restarted", "no_update_once_restarted"],
    "response_history": ["no_insert_once_restarted"],
    "summary_edits": ["no_insert_once_restarted"],
}


def upgrade() -> None:
    make = op.get_bind().dialect.name
    statements = [*restarted_guards.restarted_function(make), *restarted_guards.origin_is_fixed(make)]
    for table in TRIGGERS:
        statements += restarted_guards.no_change_once_restarted(make, table)
    for statement in statements:
        op.execute(statement)


def downgrade() -> None:
    make = op.get_bind().dialect.name
    for table, names in TRIGGERS.items():
        for statement in guards.drop(make, table, names):
            op.execute(statement)
    for statement in restarted_guards.drop_restarted_function(make):
        op.execute(statement)
