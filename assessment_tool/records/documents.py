"""Documents that left the service, byte for byte."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assessment_tool.records.base import Base, Kept, Numbered, kept
from assessment_tool.records.families import Family
from assessment_tool.records.users import User


class IssuedDocument(Numbered, Base):
    """One PDF as it was issued, with its SHA-256, what went in, and the versions that made it."""

    __tablename__ = "issued_documents"
    __table_args__ = (kept(Kept.UNCHANGED),)

    family_id: Mapped[int] = mapped_column(ForeignKey("families.id"), index=True)
    kind: Mapped[str]
    title: Mapped[str]
    is_draft: Mapped[bool]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    made_at: Mapped[datetime]
    inputs_json: Mapped[str]
    pdf: Mapped[bytes] = mapped_column(deferred=True, deferred_raiseload=True)
    pdf_sha256: Mapped[str]
    weasyprint_version: Mapped[str]
    pango_version: Mapped[str]
    application_version: Mapped[str]

    family: Mapped[Family] = relationship(lazy="raise")
    made_by: Mapped[User] = relationship(lazy="raise")
