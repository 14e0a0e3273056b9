"""Families, the persons in them, and their chronology."""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from alembic import op

from assessment_tool.records import guards

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLES = (
    "families",
    "allocations",
    "persons",
    "memberships",
    "care_relationships",
    "parent_slots",
    "family_events",
)
NEVER_DELETED = (
    "families",
    "allocations",
    "persons",
    "memberships",
    "care_relationships",
    "parent_slots",
    "family_events",
)
NEVER_CHANGED = ("parent_slots", "family_events")


def upgrade() -> None:
    _create_families()
    _create_allocations()
    _create_persons()
    _create_memberships()
    _create_care_relationships()
    _create_parent_slots()
    _create_family_events()
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


def _create_families() -> None:
    op.create_table(
        "families",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_families"),
        sa.UniqueConstraint("reference", name="uq_families_reference"),
    )


def _create_allocations() -> None:
    op.create_table(
        "allocations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("allocated_by_id", sa.Integer(), nullable=False),
        sa.Column("allocated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "until_on IS NULL OR until_on >= from_on", name=op.f("ck_allocations_ends_after_it_starts")
        ),
        sa.ForeignKeyConstraint(["allocated_by_id"], ["users.id"], name="fk_allocations_allocated_by_id"),
        sa.ForeignKeyConstraint(["family_id"], ["families.id"], name="fk_allocations_family_id"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_allocations_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_allocations"),
    )
    op.create_index("ix_allocations_family_id", "allocations", ["family_id"])
    op.create_index("ix_allocations_user_id_family_id", "allocations", ["user_id", "family_id"])


def _create_persons() -> None:
    op.create_table(
        "persons",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("expected_on", sa.Date(), nullable=True),
        sa.Column("died_on", sa.Date(), nullable=True),
        sa.Column("sex", sa.Text(), nullable=True),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("sex IN ('female', 'male', 'other', 'unknown')", name=op.f("ck_persons_sex")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["users.id"], name="fk_persons_recorded_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_persons"),
    )


def _create_memberships() -> None:
    op.create_table(
        "memberships",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.CheckConstraint("role IN ('child', 'carer', 'other')", name=op.f("ck_memberships_role")),
        sa.CheckConstraint(
            "until_on IS NULL OR until_on >= from_on", name=op.f("ck_memberships_ends_after_it_starts")
        ),
        sa.ForeignKeyConstraint(["family_id"], ["families.id"], name="fk_memberships_family_id"),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_memberships_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_memberships"),
        sa.UniqueConstraint(
            "family_id", "person_id", "from_on", name="uq_memberships_family_id_person_id_from_on"
        ),
    )
    op.create_index("ix_memberships_person_id", "memberships", ["person_id"])


def _create_care_relationships() -> None:
    op.create_table(
        "care_relationships",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("carer_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("has_parental_responsibility", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "has_parental_responsibility IN ('yes', 'no', 'unknown')",
            name=op.f("ck_care_relationships_has_parental_responsibility"),
        ),
        sa.CheckConstraint(
            "kind IN ('mother', 'father', 'mothers_partner', 'fathers_partner', "
            "'grandparent', 'foster_carer', 'other')",
            name=op.f("ck_care_relationships_kind"),
        ),
        sa.CheckConstraint("child_id <> carer_id", name=op.f("ck_care_relationships_two_persons")),
        sa.CheckConstraint(
            "until_on IS NULL OR until_on >= from_on", name=op.f("ck_care_relationships_ends_after_it_starts")
        ),
        sa.ForeignKeyConstraint(["carer_id"], ["persons.id"], name="fk_care_relationships_carer_id"),
        sa.ForeignKeyConstraint(["child_id"], ["persons.id"], name="fk_care_relationships_child_id"),
        sa.PrimaryKeyConstraint("id", name="pk_care_relationships"),
    )
    op.create_index("ix_care_relationships_carer_id", "care_relationships", ["carer_id"])
    op.create_index("ix_care_relationships_child_id", "care_relationships", ["child_id"])


def _create_parent_slots() -> None:
    op.create_table(
        "parent_slots",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("parent", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("as_of_on", sa.Date(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("parent IN ('mother', 'father')", name=op.f("ck_parent_slots_parent")),
        sa.CheckConstraint(
            "state IN ('completed', 'partly', 'attempted', 'declined', 'unknown_identity', "
            "'not_safe_to_contact', 'deceased', 'not_started')",
            name=op.f("ck_parent_slots_state"),
        ),
        sa.ForeignKeyConstraint(["child_id"], ["persons.id"], name="fk_parent_slots_child_id"),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_parent_slots_person_id"),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["users.id"], name="fk_parent_slots_recorded_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_parent_slots"),
    )
    op.create_index("ix_parent_slots_child_id_parent", "parent_slots", ["child_id", "parent"])


def _create_family_events() -> None:
    op.create_table(
        "family_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('service_started', 'service_ended', 'plan_review', 'conference', "
            "'move', 'birth', 'notification', 'contact_kept', 'contact_missed', "
            "'household_change')",
            name=op.f("ck_family_events_kind"),
        ),
        sa.ForeignKeyConstraint(["family_id"], ["families.id"], name="fk_family_events_family_id"),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_family_events_person_id"),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["users.id"], name="fk_family_events_recorded_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_family_events"),
    )
    op.create_index("ix_family_events_family_id_happened_on", "family_events", ["family_id", "happened_on"])
