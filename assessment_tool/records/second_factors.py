"""What a member of staff shows beside their password."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from assessment_tool.records.base import Base, Kept, kept


class Authenticator(Base):
    """The app that shows somebody their figures; its secret is sealed, and a used time step never returns."""

    __tablename__ = "authenticators"
    __table_args__ = (kept(Kept.FOR_A_WHILE),)

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True, autoincrement=False)
    sealed_secret: Mapped[bytes]
    last_step: Mapped[int] = mapped_column(default=0)
    since: Mapped[datetime]
