"""What stands against recording an event: all of it at once, each by its field and with what to do."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assessment_tool.clock import today
from assessment_tool.core.days import in_full
from assessment_tool.core.text import cleaned
from assessment_tool.records.chronology import FamilyEventKind
from assessment_tool.records.families import Allocation, Family, MemberRole, Membership, Person

EARLIEST = date(1900, 1, 1)
MAXIMUM_TITLE = 200
MAXIMUM_DETAIL = 10_000
YEARS_BEFORE_THE_FIRST_RECORD = 2


class EventFaultsError(ValueError):
    """An event that cannot be recorded or struck out; `faults` says by field what to mend."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(" ".join(faults.values()))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class NewEvent:
    """Something that happened to a family, with its source; None stands for a day or kind not given."""

    happened_on: date | None
    kind: FamilyEventKind | None
    title: str
    detail: str = ""
    source: str = ""
    person_id: int | None = None
    is_day_confirmed: bool = False
    """Whether whoever records it has said that an unlikely day is right."""


def faults_of(session: Session, family_id: int, new: NewEvent, on: date) -> dict[str, str]:
    """By field what is wrong with the event, or doubtful and not confirmed."""
    return dict(_faults(session, family_id, new, on))


def _faults(session: Session, family_id: int, new: NewEvent, on: date) -> Iterator[tuple[str, str]]:
    if new.kind is None:
        yield "kind", "Choose what kind of event it was."
    wrong = _wrong_day(new.happened_on, on)
    if wrong:
        yield "happened_on", wrong
    elif new.happened_on and not new.is_day_confirmed:
        doubt = _doubt(session, family_id, new.happened_on)
        if doubt:
            yield "is_day_confirmed", f"{doubt} Mend the date, or tick that it is right."
    if not 0 < len(cleaned(new.title).strip()) <= MAXIMUM_TITLE:
        yield "title", f"Say in up to {MAXIMUM_TITLE} characters what happened."
    if len(cleaned(new.detail).strip()) > MAXIMUM_DETAIL:
        yield "detail", f"Keep the detail to {MAXIMUM_DETAIL:,} characters."


def _wrong_day(happened_on: date | None, on: date) -> str:
    if happened_on is None:
        return "Enter the date."
    if happened_on > on:
        return "The date must be today or in the past."
    return "" if happened_on >= EARLIEST else f"The year must be {EARLIEST.year} or later."


def _doubt(session: Session, family_id: int, happened_on: date) -> str:
    """Why the day is unlikely; empty where it is not."""
    day, born_on = in_full(happened_on), _first_birth(session, family_id)
    if born_on and happened_on < born_on:
        return f"{day} is before any child of the family was born (the first on {in_full(born_on)})."
    first = _first_record(session, family_id)
    bound = (first.year - YEARS_BEFORE_THE_FIRST_RECORD, first.month, first.day)
    if (happened_on.year, happened_on.month, happened_on.day) < bound:
        return f"{day} is more than two years before the first record of the family ({in_full(first)})."
    return ""


def _first_birth(session: Session, family_id: int) -> date | None:
    """The day on which the eldest child was born; None where none is born yet."""
    query = select(func.min(Person.born_on)).join(Membership, Membership.person_id == Person.id)
    return session.scalar(query.where(Membership.family_id == family_id, Membership.role == MemberRole.CHILD))


def _first_record(session: Session, family_id: int) -> date:
    """The day from which the family is known to the service: opened, allocated, or its first member."""
    days = [
        session.scalar(select(func.min(table.from_on)).where(table.family_id == family_id))
        for table in (Allocation, Membership)
    ]
    return min([today(session.get_one(Family, family_id).created_at), *(day for day in days if day)])
