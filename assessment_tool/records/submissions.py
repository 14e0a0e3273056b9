"""Forms that were sent, so that one sent twice is answered once."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from assessment_tool.records.base import Base, Kept, Numbered, kept


class Submission(Numbered, Base):
    """One form under its idempotency key, the hash of what it said, and where its answer went."""

    __tablename__ = "submissions"
    __table_args__ = (kept(Kept.FOR_A_WHILE),)

    key: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    route: Mapped[str]
    body_sha256: Mapped[str]
    made_at: Mapped[datetime]
    location: Mapped[str]
