"""What was proposed for versions of instruments, and what a second person decided."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from assessment_tool.core.version_step import Outcome, VersionStep
from assessment_tool.records.base import Base, Kept, Numbered, kept
from assessment_tool.records.column_types import OneOf


class VersionProposal(Numbered, Base):
    """One step proposed for a version; it holds for the file with this hash alone."""

    __tablename__ = "version_proposals"
    __table_args__ = (
        CheckConstraint("(step = 'supersede') = (finish_until IS NOT NULL)", name="finish_until"),
        Index(None, "instrument_id", "version"),
        kept(Kept.UNCHANGED),
    )

    instrument_id: Mapped[str]
    version: Mapped[str]
    step: Mapped[VersionStep] = mapped_column(OneOf(VersionStep))
    sha256: Mapped[str]
    finish_until: Mapped[date | None]
    because: Mapped[str]
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    proposed_at: Mapped[datetime]


class VersionDecision(Numbered, Base):
    """How a proposal ended; there is one for each that is not open any more."""

    __tablename__ = "version_decisions"
    __table_args__ = (kept(Kept.UNCHANGED),)

    proposal_id: Mapped[int] = mapped_column(ForeignKey("version_proposals.id"), unique=True)
    outcome: Mapped[Outcome] = mapped_column(OneOf(Outcome))
    because: Mapped[str]
    decided_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    decided_at: Mapped[datetime]
