"""Assessments, their revisions, and what has happened to them."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assessment_tool.core.instrument import RaterRole
from assessment_tool.core.lifecycle import EventKind
from assessment_tool.core.permissions import Role
from assessment_tool.records.base import Base, Kept, Numbered, kept
from assessment_tool.records.column_types import OneOf
from assessment_tool.records.definitions import Definition
from assessment_tool.records.families import Family, Person
from assessment_tool.records.responses import Response, Result
from assessment_tool.records.users import User

_SIGNATURE = (
    "signed_at",
    "signer_name",
    "signer_role",
    "signer_post",
    "responses_json",
    "responses_sha256",
    "content_sha256",
)


def _all_or_none(columns: tuple[str, ...]) -> str:
    none = " AND ".join(f"{column} IS NULL" for column in columns)
    return f"({none}) OR ({none.replace('IS NULL', 'IS NOT NULL')})"


class OpenedBecause(StrEnum):
    """Why a revision was opened."""

    FIRST = "first"
    """Nothing of it was signed before; where it is based on a draft, it is that one restarted."""
    RETURNED = "returned"
    AMENDED = "amended"


class Assessment(Numbered, Base):
    """One instrument about one child, one carer, both, or (neither) the household; these never change."""

    __tablename__ = "assessments"
    __table_args__ = (Index(None, "family_id", "child_id", "carer_id"), kept(Kept.UNCHANGED))

    family_id: Mapped[int] = mapped_column(ForeignKey("families.id"))
    child_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    carer_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    instrument_id: Mapped[str]
    created_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime]
    is_restricted: Mapped[bool] = mapped_column(server_default=false())
    """Whether it is open to those alone who must work with what it holds (`core.restricted`)."""

    family: Mapped[Family] = relationship(lazy="raise")
    child: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=child_id)
    carer: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=carer_id)
    created_by: Mapped[User] = relationship(lazy="raise")
    revisions: Mapped[list["Revision"]] = relationship(
        lazy="raise", back_populates="assessment", order_by="Revision.number"
    )
    events: Mapped[list["AssessmentEvent"]] = relationship(
        lazy="raise", back_populates="assessment", order_by="AssessmentEvent.id"
    )


class Revision(Numbered, Base):
    """One version of an assessment: a draft until it is signed, and from then on never changed.

    `lock_version` grows by every change; whoever saves over a newer one is told so (`engine.StaleError`).
    """

    __tablename__ = "revisions"
    __table_args__ = (
        UniqueConstraint("assessment_id", "number"),
        CheckConstraint(_all_or_none(_SIGNATURE), name="signature_whole_or_absent"),
        Index(None, "assessment_id", "signed_at"),
        kept(Kept.UNTIL_SIGNED),
    )

    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessments.id"))
    number: Mapped[int]
    based_on_id: Mapped[int | None] = mapped_column(ForeignKey("revisions.id"))
    opened_because: Mapped[OpenedBecause] = mapped_column(OneOf(OpenedBecause))
    opened_reason: Mapped[str] = mapped_column(default="")
    definition_sha256: Mapped[str] = mapped_column(ForeignKey("definitions.sha256"))
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    opened_at: Mapped[datetime]
    rater_role: Mapped[RaterRole] = mapped_column(OneOf(RaterRole))
    observed_from: Mapped[date | None]
    observed_on: Mapped[date | None]
    times_observed: Mapped[int | None]
    why_longer: Mapped[str] = mapped_column(default="", server_default=text("''"))
    analysis: Mapped[str] = mapped_column(default="")
    carer_view: Mapped[str] = mapped_column(default="")
    child_view: Mapped[str] = mapped_column(default="")
    disagreement: Mapped[str] = mapped_column(default="")
    transcribed_from_paper: Mapped[bool] = mapped_column(default=False)
    original_assessor: Mapped[str] = mapped_column(default="")
    lock_version: Mapped[int] = mapped_column()

    signed_at: Mapped[datetime | None]
    signer_name: Mapped[str | None]
    signer_role: Mapped[Role | None] = mapped_column(OneOf(Role))
    signer_post: Mapped[str | None]
    registration_number: Mapped[str | None]
    register_checked_on: Mapped[date | None]
    responses_json: Mapped[str | None]
    responses_sha256: Mapped[str | None]
    content_sha256: Mapped[str | None]

    assessment: Mapped[Assessment] = relationship(lazy="raise", back_populates="revisions")
    definition: Mapped[Definition] = relationship(lazy="raise")
    author: Mapped[User] = relationship(lazy="raise")
    responses: Mapped[list[Response]] = relationship(lazy="raise")
    result: Mapped[Result | None] = relationship(lazy="raise")

    @property
    def is_restart(self) -> bool:
        """Whether it goes on with a draft in an older version, which was closed for it."""
        return self.opened_because is OpenedBecause.FIRST and self.based_on_id is not None

    __mapper_args__ = {"version_id_col": lock_version}  # noqa: RUF012 - the name and the form are SQLAlchemy's


class SummaryEdit(Numbered, Base):
    """A summary as one person saved it: the newest is what the revision holds, the others came before."""

    __tablename__ = "summary_edits"
    __table_args__ = (UniqueConstraint("revision_id", "lock_version"), kept(Kept.UNCHANGED_IN_DRAFT))

    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id"))
    lock_version: Mapped[int]
    observed_from: Mapped[date | None]
    observed_on: Mapped[date | None]
    times_observed: Mapped[int | None]
    why_longer: Mapped[str] = mapped_column(default="", server_default=text("''"))
    analysis: Mapped[str]
    carer_view: Mapped[str]
    child_view: Mapped[str]
    disagreement: Mapped[str]
    saved_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    saved_at: Mapped[datetime]


class AssessmentEvent(Numbered, Base):
    """Something that was done to a revision, by whom and why; each thing can be done to it once."""

    __tablename__ = "assessment_events"
    __table_args__ = (UniqueConstraint("revision_id", "kind"), kept(Kept.UNCHANGED))

    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessments.id"), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id"))
    kind: Mapped[EventKind] = mapped_column(OneOf(EventKind))
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(default="")
    content_sha256: Mapped[str | None]
    other_revision_id: Mapped[int | None] = mapped_column(ForeignKey("revisions.id"))

    assessment: Mapped[Assessment] = relationship(lazy="raise", back_populates="events")
    by: Mapped[User] = relationship(lazy="raise")
