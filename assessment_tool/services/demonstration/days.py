"""The story's calendar: days counted in weeks back from the day of loading, so that it never ages."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from assessment_tool.clock import LONDON

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = re.compile(rf"w(\d+) ({'|'.join(WEEKDAYS)})")
_DAY_IN_TEXT = re.compile(rf"\{{({_DAY.pattern})\}}")


class NoSuchDayError(ValueError):
    """A text that names no day of the story; days are written “w12 tue”: a weekday, so many weeks ago."""

    def __init__(self, text: str) -> None:
        super().__init__(f"“{text}” is no day of the story.")
        self.text = text


@dataclass(frozen=True, slots=True)
class StoryDays:
    """The calendar as seen from the day of loading. “w1 sun” is the Sunday before that week began."""

    today: date

    def day(self, text: str) -> date:
        """The day that “w12 tue” means: the Tuesday twelve weeks before this week's Tuesday."""
        found = _DAY.fullmatch(text)
        if found is None:
            raise NoSuchDayError(text)
        monday = self.today - timedelta(days=self.today.weekday())
        return monday + timedelta(days=WEEKDAYS.index(found[2]), weeks=-int(found[1]))

    def at(self, text: str, clock_time: time) -> datetime:
        """The instant at which it is so late in London on that day."""
        return datetime.combine(self.day(text), clock_time, LONDON).astimezone(UTC)

    def answer(self, text: str) -> str:
        """An answer as a form takes it: a day of the story as its ISO date, any other text as `told`."""
        return self.day(text).isoformat() if _DAY.fullmatch(text) else self.told(text)

    def told(self, text: str) -> str:
        """The text with each day in braces, “{w12 tue}”, written out as “14 May”."""
        return _DAY_IN_TEXT.sub(lambda found: _written(self.day(found[1])), text)


def _written(day: date) -> str:
    return f"{day.day} {day:%B}"
