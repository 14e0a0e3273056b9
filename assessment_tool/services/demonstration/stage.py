"""What playing a story needs: the open transaction, the staff, the calendar, and the order of things."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import NamedTuple

from sqlalchemy.orm import Session

from assessment_tool.clock import LONDON
from assessment_tool.core.permissions import Actor
from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.records.users import User
from assessment_tool.services.access import actor_of
from assessment_tool.services.demonstration.days import StoryDays


class Moment(NamedTuple):
    """Something to be done, and when it was done."""

    at: datetime
    do: Callable[[datetime], None]


@dataclass(frozen=True, slots=True)
class Stage:
    """One loading of the demonstration."""

    session: Session
    catalogue: Catalogue
    days: StoryDays
    users: Mapping[str, User]
    allocated: dict[tuple[int, str], date] = field(default_factory=dict)
    """From when on each member of staff sees each family."""

    def actor(self, username: str) -> Actor:
        """The member of staff as the services want them."""
        return actor_of(self.users[username])

    def seen_by(self, username: str, family_id: int, day: str, clock_time: time) -> datetime:
        """The instant on the day; for what was before their time, on the first day on which they see it."""
        first = self.allocated[family_id, username]
        if self.days.day(day) >= first:
            return self.days.at(day, clock_time)
        return datetime.combine(first, clock_time, LONDON).astimezone(UTC)
