"""Assessments with their revisions, responses, results and events."""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from alembic import op

from assessment_tool.records import guards

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLES = (
    "definitions",
    "assessments",
    "revisions",
    "responses",
    "response_history",
    "results",
    "assessment_events",
)
NEVER_DELETED = (
    "definitions",
    "assessments",
    "revisions",
    "responses",
    "response_history",
    "results",
    "assessment_events",
)
NEVER_CHANGED = ("definitions", "assessments", "response_history", "results", "assessment_events")


def upgrade() -> None:
    _create_definitions()
    _create_assessments()
    _create_revisions()
    _create_responses()
    _create_response_history()
    _create_results()
    _create_assessment_events()
    for statement in _guards(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    guards.refuse_loss(op.get_bind(), TABLES)
    for table in reversed(TABLES):
        op.drop_table(table)


def _guards(make: str) -> Iterator[str]:
    for table in NEVER_DELETED:
        yield from guards.no_delete(make, table)
    for table in NEVER_CHANGED:
        yield from guards.no_update(make, table)
    yield from guards.no_update_once_signed(make, "revisions")
    yield from guards.no_change_once_revision_signed(make, "responses")


def _create_definitions() -> None:
    op.create_table(
        "definitions",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("instrument_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("format_number", sa.Integer(), nullable=False),
        sa.Column("canonical", sa.Text(), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_definitions"),
    )
    op.create_index("ix_definitions_instrument_id_version", "definitions", ["instrument_id", "version"])


def _create_assessments() -> None:
    op.create_table(
        "assessments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=True),
        sa.Column("carer_id", sa.Integer(), nullable=False),
        sa.Column("instrument_id", sa.Text(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["carer_id"], ["persons.id"], name="fk_assessments_carer_id"),
        sa.ForeignKeyConstraint(["child_id"], ["persons.id"], name="fk_assessments_child_id"),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name="fk_assessments_created_by_id"),
        sa.ForeignKeyConstraint(["family_id"], ["families.id"], name="fk_assessments_family_id"),
        sa.PrimaryKeyConstraint("id", name="pk_assessments"),
    )
    op.create_index(
        "ix_assessments_family_id_child_id_carer_id", "assessments", ["family_id", "child_id", "carer_id"]
    )


def _create_revisions() -> None:
    op.create_table(
        "revisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("based_on_id", sa.Integer(), nullable=True),
        sa.Column("opened_because", sa.Text(), nullable=False),
        sa.Column("opened_reason", sa.Text(), nullable=False),
        sa.Column("definition_sha256", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rater_role", sa.Text(), nullable=False),
        sa.Column("observed_from", sa.Date(), nullable=True),
        sa.Column("observed_on", sa.Date(), nullable=True),
        sa.Column("analysis", sa.Text(), nullable=False),
        sa.Column("carer_view", sa.Text(), nullable=False),
        sa.Column("child_view", sa.Text(), nullable=False),
        sa.Column("disagreement", sa.Text(), nullable=False),
        sa.Column("transcribed_from_paper", sa.Boolean(), nullable=False),
        sa.Column("original_assessor", sa.Text(), nullable=False),
        sa.Column("lock_version", sa.Integer(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signer_name", sa.Text(), nullable=True),
        sa.Column("signer_role", sa.Text(), nullable=True),
        sa.Column("signer_post", sa.Text(), nullable=True),
        sa.Column("registration_number", sa.Text(), nullable=True),
        sa.Column("register_checked_on", sa.Date(), nullable=True),
        sa.Column("responses_json", sa.Text(), nullable=True),
        sa.Column("responses_sha256", sa.Text(), nullable=True),
        sa.Column("content_sha256", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "opened_because IN ('first', 'returned', 'amended')", name=op.f("ck_revisions_opened_because")
        ),
        sa.CheckConstraint(
            "rater_role IN ('worker', 'joint', 'self', 'second_rater')", name=op.f("ck_revisions_rater_role")
        ),
        sa.CheckConstraint(
            "signer_role IN ('family_support_worker', 'social_worker', 'supervisor', "
            "'service_manager', 'reader', 'administrator', 'auditor')",
            name=op.f("ck_revisions_signer_role"),
        ),
        sa.CheckConstraint(
            "(signed_at IS NULL AND signer_name IS NULL AND signer_role IS NULL AND "
            "signer_post IS NULL AND responses_json IS NULL AND responses_sha256 IS NULL "
            "AND content_sha256 IS NULL) OR (signed_at IS NOT NULL AND signer_name IS NOT "
            "NULL AND signer_role IS NOT NULL AND signer_post IS NOT NULL AND "
            "responses_json IS NOT NULL AND responses_sha256 IS NOT NULL AND content_sha256 "
            "IS NOT NULL)",
            name=op.f("ck_revisions_signature_whole_or_absent"),
        ),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessments.id"], name="fk_revisions_assessment_id"),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name="fk_revisions_author_id"),
        sa.ForeignKeyConstraint(["based_on_id"], ["revisions.id"], name="fk_revisions_based_on_id"),
        sa.ForeignKeyConstraint(
            ["definition_sha256"], ["definitions.sha256"], name="fk_revisions_definition_sha256"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_revisions"),
        sa.UniqueConstraint("assessment_id", "number", name="uq_revisions_assessment_id_number"),
    )
    op.create_index("ix_revisions_assessment_id_signed_at", "revisions", ["assessment_id", "signed_at"])
    op.create_index("ix_revisions_author_id", "revisions", ["author_id"])


def _create_responses() -> None:
    op.create_table(
        "responses",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("value_json", sa.Text(), nullable=True),
        sa.Column("absence", sa.Text(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "absence IN ('not_applicable', 'not_observed', 'not_asked', 'not_safe_to_ask', "
            "'declined', 'unknown')",
            name=op.f("ck_responses_absence"),
        ),
        sa.CheckConstraint("confidence IN ('low', 'medium', 'high')", name=op.f("ck_responses_confidence")),
        sa.CheckConstraint(
            "value_json IS NULL OR absence IS NULL", name=op.f("ck_responses_value_or_absence")
        ),
        sa.ForeignKeyConstraint(["revision_id"], ["revisions.id"], name="fk_responses_revision_id"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["users.id"], name="fk_responses_updated_by_id"),
        sa.PrimaryKeyConstraint("revision_id", "item_id", name="pk_responses"),
    )


def _create_response_history() -> None:
    op.create_table(
        "response_history",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("value_json", sa.Text(), nullable=True),
        sa.Column("absence", sa.Text(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Text(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "absence IN ('not_applicable', 'not_observed', 'not_asked', 'not_safe_to_ask', "
            "'declined', 'unknown')",
            name=op.f("ck_response_history_absence"),
        ),
        sa.CheckConstraint(
            "confidence IN ('low', 'medium', 'high')", name=op.f("ck_response_history_confidence")
        ),
        sa.ForeignKeyConstraint(["revision_id"], ["revisions.id"], name="fk_response_history_revision_id"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["users.id"], name="fk_response_history_updated_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_response_history"),
        sa.UniqueConstraint(
            "revision_id", "item_id", "version", name="uq_response_history_revision_id_item_id_version"
        ),
    )


def _create_results() -> None:
    op.create_table(
        "results",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("result_json", sa.Text(), nullable=False),
        sa.Column("result_sha256", sa.Text(), nullable=False),
        sa.Column("engine_version", sa.Text(), nullable=False),
        sa.Column("computed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["revision_id"], ["revisions.id"], name="fk_results_revision_id"),
        sa.PrimaryKeyConstraint("revision_id", name="pk_results"),
    )


def _create_assessment_events() -> None:
    op.create_table(
        "assessment_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("content_sha256", sa.Text(), nullable=True),
        sa.Column("other_revision_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('opened', 'signed', 'returned', 'countersigned', 'superseded', 'voided')",
            name=op.f("ck_assessment_events_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessments.id"], name="fk_assessment_events_assessment_id"
        ),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name="fk_assessment_events_by_id"),
        sa.ForeignKeyConstraint(
            ["other_revision_id"], ["revisions.id"], name="fk_assessment_events_other_revision_id"
        ),
        sa.ForeignKeyConstraint(["revision_id"], ["revisions.id"], name="fk_assessment_events_revision_id"),
        sa.PrimaryKeyConstraint("id", name="pk_assessment_events"),
        sa.UniqueConstraint("revision_id", "kind", name="uq_assessment_events_revision_id_kind"),
    )
    op.create_index("ix_assessment_events_assessment_id", "assessment_events", ["assessment_id"])
