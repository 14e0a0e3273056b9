"""What a member of staff shows beside their password."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from assessment_tool.records.base import Base, Kept, Numbered, kept


class Authenticator(Base):
    """The app that shows somebody their figures; its secret is sealed, and a used time step never returns."""

    __tablename__ = "authenticators"
    __table_args__ = (kept(Kept.FOR_A_WHILE),)

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True, autoincrement=False)
    sealed_secret: Mapped[bytes]
    last_step: Mapped[int] = mapped_column(default=0)
    since: Mapped[datetime]


class RecoveryCode(Numbered, Base):
    """A code that opens once in the place of the authenticator's figures; only its SHA-256 is stored."""

    __tablename__ = "recovery_codes"
    __table_args__ = (kept(Kept.FOR_A_WHILE),)

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    code_sha256: Mapped[str] = mapped_column(unique=True)
    used_at: Mapped[datetime | None]
