"""Issued documents, and forms that were sent."""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from alembic import op

from assessment_tool.records import guards

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLES = ("issued_documents", "submissions")
NEVER_DELETED = ("issued_documents",)
NEVER_CHANGED = ("issued_documents",)


def upgrade() -> None:
    _create_issued_documents()
    _create_submissions()
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


def _create_issued_documents() -> None:
    op.create_table(
        "issued_documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("is_draft", sa.Boolean(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("inputs_json", sa.Text(), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
        sa.Column("pdf_sha256", sa.Text(), nullable=False),
        sa.Column("weasyprint_version", sa.Text(), nullable=False),
        sa.Column("pango_version", sa.Text(), nullable=False),
        sa.Column("application_version", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["family_id"], ["families.id"], name="fk_issued_documents_family_id"),
        sa.ForeignKeyConstraint(["made_by_id"], ["users.id"], name="fk_issued_documents_made_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_issued_documents"),
    )
    op.create_index("ix_issued_documents_family_id", "issued_documents", ["family_id"])


def _create_submissions() -> None:
    op.create_table(
        "submissions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("route", sa.Text(), nullable=False),
        sa.Column("body_sha256", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("location", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_submissions_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_submissions"),
        sa.UniqueConstraint("key", name="uq_submissions_key"),
    )
