"""Instrument definitions as they stood when an assessment used them."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from assessment_tool.records.base import Base, Kept, kept


class Definition(Base):
    """The canonical text of one instrument version, under its SHA-256, for whoever rereads a result."""

    __tablename__ = "definitions"
    __table_args__ = (Index(None, "instrument_id", "version"), kept(Kept.UNCHANGED))

    sha256: Mapped[str] = mapped_column(primary_key=True)
    instrument_id: Mapped[str]
    version: Mapped[str]
    format_number: Mapped[int]
    canonical: Mapped[str]
    stored_at: Mapped[datetime]
