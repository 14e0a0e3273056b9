"""When somebody is to be asked again, after it was not safe to ask."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from assessment_tool.records.base import Base, Kept, Numbered, kept


class FurtherAttempt(Numbered, Base):
    """The day on which to ask again; of an assessment, the row with the highest id counts.

    No day means that nothing is left to ask: the gate was opened, or asking began anew.
    """

    __tablename__ = "further_attempts"
    __table_args__ = (kept(Kept.UNCHANGED),)

    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessments.id"), index=True)
    planned_on: Mapped[date | None]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    recorded_at: Mapped[datetime]
