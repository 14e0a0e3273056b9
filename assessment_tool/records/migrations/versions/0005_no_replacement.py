"""A row is never replaced by another one with the same key, whoever connects to the SQLite file."""

from collections.abc import Iterator, Sequence

from alembic import op

from assessment_tool.records import guards

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

KEYS: dict[str, guards.Keys] = {
    "users": [["id"], ["username"]],
    "families": [["id"], ["reference"]],
    "allocations": [["id"]],
    "persons": [["id"]],
    "memberships": [["id"], ["family_id", "person_id", "from_on"]],
    "care_relationships": [["id"]],
    "parent_slots": [["id"]],
    "family_events": [["id"]],
    "definitions": [["sha256"]],
    "assessments": [["id"]],
    "revisions": [["id"], ["assessment_id", "number"]],
    "responses": [["revision_id", "item_id"]],
    "response_history": [["id"], ["revision_id", "item_id", "version"]],
    "results": [["revision_id"]],
    "assessment_events": [["id"], ["revision_id", "kind"]],
    "issued_documents": [["id"]],
}


def upgrade() -> None:
    for statement in _guards(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    make = op.get_bind().dialect.name
    for table in KEYS if make == "sqlite" else ():
        for statement in guards.drop(make, table, guards.REPLACING):
            op.execute(statement)


def _guards(make: str) -> Iterator[str]:
    for table, keys in KEYS.items():
        yield from guards.no_replacement(make, table, keys)
