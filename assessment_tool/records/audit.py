"""The record of who did and saw what; it refers to nothing, so that it outlives whatever it speaks of."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from assessment_tool.core.audit_chain import Outcome
from assessment_tool.records.base import Base, Kept, Numbered, kept
from assessment_tool.records.column_types import OneOf


class AuditEntry(Numbered, Base):
    """One entry of the chain; its id is its number, without a gap. No column holds a name or a text."""

    __tablename__ = "audit_entries"
    __table_args__ = (
        Index(None, "family_id", "id"),
        Index(None, "actor_id", "at"),
        kept(Kept.UNCHANGED),
    )

    at: Mapped[datetime]
    action: Mapped[str]
    outcome: Mapped[Outcome] = mapped_column(OneOf(Outcome))
    actor_id: Mapped[int | None]
    session_key: Mapped[str]
    family_id: Mapped[int | None]
    record: Mapped[str]
    subject: Mapped[str]
    key_id: Mapped[str]
    seal: Mapped[str]
