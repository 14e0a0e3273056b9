"""Days as a document writes them: in figures and words, an instant as the day it was in London."""

from datetime import date, datetime

from assessment_tool.clock import today

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day(value: date | datetime | None) -> str:
    """A day in full, 4 March 2026; nothing where there is none. The language of the machine plays no part."""
    on = _on(value)
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}" if on else ""


def short_day(value: date | datetime | None) -> str:
    """A day as tables have it, 4 Mar 2026."""
    on = _on(value)
    return f"{on.day} {_MONTHS[on.month - 1][:3]} {on.year}" if on else ""


def _on(value: date | datetime | None) -> date | None:
    return today(value) if isinstance(value, datetime) else value
