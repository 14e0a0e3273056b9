"""What a page over many families says of each line, worked out once: a copy, never a record."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from assessment_tool.records.base import Base, Kept, kept


class LineSummary(Base):
    """By the newest assessment of a line; it holds as long as `fingerprint` is what it would be made of.

    Made anew from the stored results whenever it does not, so that it may be swept away at any time.
    """

    __tablename__ = "line_summaries"
    __table_args__ = (kept(Kept.FOR_A_WHILE),)

    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id"), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(primary_key=True)
    summary_json: Mapped[str]
    made_at: Mapped[datetime]
