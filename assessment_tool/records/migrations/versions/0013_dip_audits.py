"""Dip audits: who grades which questions again, what they said, and what was done with it."""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from alembic import op

from assessment_tool.records import guards

revision: str = "0013"
down_revision: str | None = "0012"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

AUDITS, EVENTS, RATINGS = "dip_audits", "dip_audit_events", "second_ratings"
ABSENCES = "'not_applicable', 'not_observed', 'not_asked', 'not_safe_to_ask', 'declined', 'unknown'"


def upgrade() -> None:
    _create_audits()
    _create_events()
    _create_ratings()
    for statement in _guards(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    tables = [RATINGS, EVENTS, AUDITS]
    guards.refuse_loss(op.get_bind(), tables)
    for table in tables:
        op.drop_table(table)
    for statement in guards.drop_submitted_function(op.get_bind().dialect.name):
        op.execute(statement)


def _create_audits() -> None:
    op.create_table(
        AUDITS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("item_ids_json", sa.Text(), nullable=False),
        sa.Column("second_rater_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["revision_id"], ["revisions.id"], name="fk_dip_audits_revision_id"),
        sa.ForeignKeyConstraint(["second_rater_id"], ["users.id"], name="fk_dip_audits_second_rater_id"),
        sa.ForeignKeyConstraint(["asked_by_id"], ["users.id"], name="fk_dip_audits_asked_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_dip_audits"),
        sa.UniqueConstraint(
            "revision_id", "second_rater_id", name="uq_dip_audits_revision_id_second_rater_id"
        ),
    )
    op.create_index("ix_dip_audits_second_rater_id", AUDITS, ["second_rater_id"])


def _create_events() -> None:
    op.create_table(
        EVENTS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("audit_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('submitted', 'discussed', 'withdrawn')", name=op.f("ck_dip_audit_events_kind")
        ),
        sa.ForeignKeyConstraint(["audit_id"], ["dip_audits.id"], name="fk_dip_audit_events_audit_id"),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name="fk_dip_audit_events_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_dip_audit_events"),
        sa.UniqueConstraint("audit_id", "kind", name="uq_dip_audit_events_audit_id_kind"),
    )


def _create_ratings() -> None:
    op.create_table(
        RATINGS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("audit_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("value_json", sa.Text(), nullable=True),
        sa.Column("absence", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "value_json IS NULL OR absence IS NULL", name=op.f("ck_second_ratings_value_or_absence")
        ),
        sa.CheckConstraint(f"absence IN ({ABSENCES})", name=op.f("ck_second_ratings_absence")),
        sa.ForeignKeyConstraint(["audit_id"], ["dip_audits.id"], name="fk_second_ratings_audit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_second_ratings"),
    )
    op.create_index("ix_second_ratings_audit_id_item_id", RATINGS, ["audit_id", "item_id"])


def _guards(make: str) -> Iterator[str]:
    yield from guards.submitted_function(make)
    for table in (AUDITS, EVENTS, RATINGS):
        yield from guards.no_delete(make, table)
        yield from guards.no_update(make, table)
    yield from guards.no_insert_once_submitted(make, RATINGS)
    yield from guards.no_replacement(make, AUDITS, [["id"], ["revision_id", "second_rater_id"]])
    yield from guards.no_replacement(make, EVENTS, [["id"], ["audit_id", "kind"]])
    yield from guards.no_replacement(make, RATINGS, [["id"]])
