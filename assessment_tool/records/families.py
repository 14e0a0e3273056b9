"""Families: who works with them, who belongs to them, and who cares for whom."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assessment_tool.records.base import Base, Kept, Numbered, kept
from assessment_tool.records.column_types import OneOf
from assessment_tool.records.users import User


class Sex(StrEnum):
    """A person's sex as recorded; some bands depend on it."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    UNKNOWN = "unknown"


class MemberRole(StrEnum):
    """What a person is in a family."""

    CHILD = "child"
    CARER = "carer"
    OTHER = "other"


class CareKind(StrEnum):
    """What a carer is to a child."""

    MOTHER = "mother"
    FATHER = "father"
    MOTHERS_PARTNER = "mothers_partner"
    FATHERS_PARTNER = "fathers_partner"
    GRANDPARENT = "grandparent"
    FOSTER_CARER = "foster_carer"
    OTHER = "other"


class ParentalResponsibility(StrEnum):
    """Whether a carer holds parental responsibility in law."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Family(Numbered, Base):
    """A family known to the service."""

    __tablename__ = "families"
    __table_args__ = (kept(Kept.FOR_EVER),)

    reference: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    created_at: Mapped[datetime]

    allocations: Mapped[list["Allocation"]] = relationship(lazy="raise", back_populates="family")
    memberships: Mapped[list["Membership"]] = relationship(lazy="raise", back_populates="family")


class Allocation(Numbered, Base):
    """The days on which a member of staff may see a family; `until_on` is the last of them."""

    __tablename__ = "allocations"
    __table_args__ = (
        CheckConstraint("until_on IS NULL OR until_on >= from_on", name="ends_after_it_starts"),
        Index(None, "user_id", "family_id"),
        kept(Kept.FOR_EVER),
    )

    family_id: Mapped[int] = mapped_column(ForeignKey("families.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    allocated_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    allocated_at: Mapped[datetime]

    family: Mapped[Family] = relationship(lazy="raise", back_populates="allocations")
    user: Mapped[User] = relationship(lazy="raise", foreign_keys=user_id)


class Person(Numbered, Base):
    """A child, a carer or another person; the name stands exactly as it was entered."""

    __tablename__ = "persons"
    __table_args__ = (kept(Kept.FOR_EVER),)

    name: Mapped[str]
    born_on: Mapped[date | None]
    expected_on: Mapped[date | None]
    died_on: Mapped[date | None]
    sex: Mapped[Sex | None] = mapped_column(OneOf(Sex))
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    recorded_at: Mapped[datetime]


class Membership(Numbered, Base):
    """The days on which a person belongs to a family."""

    __tablename__ = "memberships"
    __table_args__ = (
        UniqueConstraint("family_id", "person_id", "from_on"),
        CheckConstraint("until_on IS NULL OR until_on >= from_on", name="ends_after_it_starts"),
        kept(Kept.FOR_EVER),
    )

    family_id: Mapped[int] = mapped_column(ForeignKey("families.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    role: Mapped[MemberRole] = mapped_column(OneOf(MemberRole))
    from_on: Mapped[date]
    until_on: Mapped[date | None]

    family: Mapped[Family] = relationship(lazy="raise", back_populates="memberships")
    person: Mapped[Person] = relationship(lazy="raise")


class CareRelationship(Numbered, Base):
    """What a carer is to a child, and from when until when."""

    __tablename__ = "care_relationships"
    __table_args__ = (
        CheckConstraint("child_id <> carer_id", name="two_persons"),
        CheckConstraint("until_on IS NULL OR until_on >= from_on", name="ends_after_it_starts"),
        kept(Kept.FOR_EVER),
    )

    child_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    carer_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    kind: Mapped[CareKind] = mapped_column(OneOf(CareKind))
    has_parental_responsibility: Mapped[ParentalResponsibility] = mapped_column(OneOf(ParentalResponsibility))
    from_on: Mapped[date]
    until_on: Mapped[date | None]

    child: Mapped[Person] = relationship(lazy="raise", foreign_keys=child_id)
    carer: Mapped[Person] = relationship(lazy="raise", foreign_keys=carer_id)
