"""Days as a document writes them: an instant is the day it was in London, and no day is nothing."""

from datetime import date, datetime

from assessment_tool.clock import today
from assessment_tool.core.days import in_full, in_short


def day(value: date | datetime | None) -> str:
    """A day in full, 4 March 2026; nothing where there is none."""
    on = _on(value)
    return in_full(on) if on else ""


def short_day(value: date | datetime | None) -> str:
    """A day as tables have it, 4 Mar 2026; nothing where there is none."""
    on = _on(value)
    return in_short(on) if on else ""


def between(first: date, last: date) -> str:
    """The time from one day to another, the year once: between 3 May and 9 August 2026."""
    since = in_full(first).removesuffix(f" {last.year}")
    return f"between {since} and {in_full(last)}"


def _on(value: date | datetime | None) -> date | None:
    return today(value) if isinstance(value, datetime) else value
