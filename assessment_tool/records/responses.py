"""The responses of a revision, their earlier states, and the result that was computed at signing."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from assessment_tool.core.instrument import Absence
from assessment_tool.core.responses import Confidence
from assessment_tool.records.base import Base, Kept, Numbered, kept
from assessment_tool.records.column_types import OneOf

_NOT_BOTH = "value_json IS NULL OR absence IS NULL"


class Response(Base):
    """What stands for one item: a value or an absence, or neither where the answer was cleared."""

    __tablename__ = "responses"
    __table_args__ = (CheckConstraint(_NOT_BOTH, name="value_or_absence"), kept(Kept.UNTIL_SIGNED))

    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id"), primary_key=True)
    item_id: Mapped[str] = mapped_column(primary_key=True)
    value_json: Mapped[str | None]
    absence: Mapped[Absence | None] = mapped_column(OneOf(Absence))
    evidence: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    confidence: Mapped[Confidence | None] = mapped_column(OneOf(Confidence))
    age_band: Mapped[str] = mapped_column(default="", server_default=text("''"))
    """The band of ages whose descriptions were before the person; empty where the item has none."""
    is_carried: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether it comes from a draft in an older version, and nobody has confirmed it in this one."""
    version: Mapped[int] = mapped_column(default=1)
    updated_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    updated_at: Mapped[datetime]


class ResponseHistory(Numbered, Base):
    """How a response stood before it was overwritten."""

    __tablename__ = "response_history"
    __table_args__ = (UniqueConstraint("revision_id", "item_id", "version"), kept(Kept.UNCHANGED_IN_DRAFT))

    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id"))
    item_id: Mapped[str]
    version: Mapped[int]
    value_json: Mapped[str | None]
    absence: Mapped[Absence | None] = mapped_column(OneOf(Absence))
    evidence: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    confidence: Mapped[Confidence | None] = mapped_column(OneOf(Confidence))
    age_band: Mapped[str] = mapped_column(default="", server_default=text("''"))
    is_carried: Mapped[bool] = mapped_column(default=False, server_default=false())
    updated_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    updated_at: Mapped[datetime]


class Result(Base):
    """The scores of a signed revision as they were computed then; never recomputed in place."""

    __tablename__ = "results"
    __table_args__ = (kept(Kept.UNCHANGED),)

    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id"), primary_key=True)
    result_json: Mapped[str]
    result_sha256: Mapped[str]
    engine_version: Mapped[str]
    computed_at: Mapped[datetime]
