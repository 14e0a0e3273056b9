"""What happened around a family, and how far each parent has been reached: written once, never changed."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assessment_tool.records.base import Base, Kept, Numbered, kept
from assessment_tool.records.column_types import OneOf
from assessment_tool.records.families import Person
from assessment_tool.records.users import User


class Parent(StrEnum):
    """The two slots that every child has, filled or empty."""

    MOTHER = "mother"
    FATHER = "father"


class SlotState(StrEnum):
    """How far a parent has been assessed, or why not."""

    COMPLETED = "completed"
    PARTLY = "partly"
    ATTEMPTED = "attempted"
    DECLINED = "declined"
    UNKNOWN_IDENTITY = "unknown_identity"
    NOT_SAFE_TO_CONTACT = "not_safe_to_contact"
    DECEASED = "deceased"
    NOT_STARTED = "not_started"


class FamilyEventKind(StrEnum):
    """The markers of a family's timeline."""

    SERVICE_STARTED = "service_started"
    SERVICE_ENDED = "service_ended"
    PLAN_REVIEW = "plan_review"
    CONFERENCE = "conference"
    MOVE = "move"
    BIRTH = "birth"
    NOTIFICATION = "notification"
    CONTACT_KEPT = "contact_kept"
    CONTACT_MISSED = "contact_missed"
    HOUSEHOLD_CHANGE = "household_change"


class ParentSlot(Numbered, Base):
    """How a parent's slot stood on a day; of a child and a parent, the row with the highest id counts."""

    __tablename__ = "parent_slots"
    __table_args__ = (Index(None, "child_id", "parent"), kept(Kept.UNCHANGED))

    child_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    parent: Mapped[Parent] = mapped_column(OneOf(Parent))
    state: Mapped[SlotState] = mapped_column(OneOf(SlotState))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    note: Mapped[str] = mapped_column(default="")
    as_of_on: Mapped[date]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    recorded_at: Mapped[datetime]

    person: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=person_id)


class FamilyEvent(Numbered, Base):
    """Something that happened, with its source; `strike` says why it is not to be believed any more."""

    __tablename__ = "family_events"
    __table_args__ = (Index(None, "family_id", "happened_on"), kept(Kept.UNCHANGED))

    family_id: Mapped[int] = mapped_column(ForeignKey("families.id"))
    happened_on: Mapped[date]
    kind: Mapped[FamilyEventKind] = mapped_column(OneOf(FamilyEventKind))
    title: Mapped[str]
    detail: Mapped[str] = mapped_column(default="")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    source: Mapped[str] = mapped_column(default="")
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    recorded_at: Mapped[datetime]

    person: Mapped[Person | None] = relationship(lazy="raise")
    strike: Mapped["EventStrike | None"] = relationship(lazy="raise")


class EventStrike(Numbered, Base):
    """Why an event was struck out, and by whom; the event itself stays as it was recorded."""

    __tablename__ = "event_strikes"
    __table_args__ = (kept(Kept.UNCHANGED),)

    event_id: Mapped[int] = mapped_column(ForeignKey("family_events.id"), unique=True)
    reason: Mapped[str]
    struck_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    struck_at: Mapped[datetime]

    struck_by: Mapped[User] = relationship(lazy="raise")
