"""Dip audits: some questions of a signed assessment, graded again by somebody who does not see the grades."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from assessment_tool.core.instrument import Absence
from assessment_tool.records.base import Base, Kept, Numbered, kept
from assessment_tool.records.column_types import OneOf


class DipAuditStep(StrEnum):
    """What is done to a dip audit after it was asked for."""

    SUBMITTED = "submitted"
    """The second rater is done: the grades are shown side by side."""
    DISCUSSED = "discussed"
    """Those who rated have talked about it: the first rater sees it from now on."""
    WITHDRAWN = "withdrawn"
    """It is not wanted any more; nothing was submitted."""


class DipAudit(Numbered, Base):
    """Who is to grade which questions of a signed revision again; nobody does so twice for one revision."""

    __tablename__ = "dip_audits"
    __table_args__ = (
        UniqueConstraint("revision_id", "second_rater_id"),
        Index(None, "second_rater_id"),
        kept(Kept.UNCHANGED),
    )

    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id"))
    item_ids_json: Mapped[str]
    """The chosen items in the order of the form."""
    second_rater_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    asked_at: Mapped[datetime]


class DipAuditEvent(Numbered, Base):
    """A step of a dip audit; each is taken once."""

    __tablename__ = "dip_audit_events"
    __table_args__ = (UniqueConstraint("audit_id", "kind"), kept(Kept.UNCHANGED))

    audit_id: Mapped[int] = mapped_column(ForeignKey("dip_audits.id"))
    kind: Mapped[DipAuditStep] = mapped_column(OneOf(DipAuditStep))
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime]
    note: Mapped[str]


class SecondRating(Numbered, Base):
    """What the second rater said of one item; of an audit and item, the row with the highest id holds."""

    __tablename__ = "second_ratings"
    __table_args__ = (
        CheckConstraint("value_json IS NULL OR absence IS NULL", name="value_or_absence"),
        Index(None, "audit_id", "item_id"),
        kept(Kept.UNTIL_SUBMITTED),
    )

    audit_id: Mapped[int] = mapped_column(ForeignKey("dip_audits.id"))
    item_id: Mapped[str]
    value_json: Mapped[str | None]
    absence: Mapped[Absence | None] = mapped_column(OneOf(Absence))
    note: Mapped[str]
    given_at: Mapped[datetime]
