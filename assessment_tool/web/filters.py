"""How values are written on pages: dates, times and grades."""

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from flask import Flask

from assessment_tool.clock import LONDON
from assessment_tool.core.ages import NotYetBornError, age_on
from assessment_tool.core.languages import paragraphs
from assessment_tool.core.scoring import plain
from assessment_tool.documents import days
from assessment_tool.documents.age_words import MONTHS_IN_YEAR, SHOW_MONTHS_UNDER, age_words
from assessment_tool.documents.sentences import counted, time_looked_at, times

if TYPE_CHECKING:
    from assessment_tool.records.families import Person

_WRITTEN_OTHERWISE = {
    "mothers_partner": "Mother’s partner",
    "fathers_partner": "Father’s partner",
    "sub_area": "Sub-area",
}


def register(app: Flask) -> None:
    """Make the filters known to templates."""
    app.add_template_filter(day)
    app.add_template_filter(short_day)
    app.add_template_filter(moment)
    app.add_template_filter(grade)
    app.add_template_filter(words)
    app.add_template_filter(age)
    app.add_template_filter(age_words)
    app.add_template_filter(time_looked_at)
    app.add_template_filter(times)
    app.add_template_filter(paragraphs)
    app.add_template_filter(bare)


def day(value: date | None) -> str:
    """A date in full: 4 March 2026."""
    return days.day(value) or "no date yet"


def short_day(value: date | None) -> str:
    """A date for tables: 4 Mar 2026."""
    return days.short_day(value) or "–"


def moment(value: datetime | None) -> str:
    """An instant on London's clock: 4 March 2026 at 14:05."""
    if value is None:
        return "not yet"
    return f"{days.day(value)} at {value.astimezone(LONDON):%H:%M}"


def grade(value: Decimal | None) -> str:
    """A score as figures, or the words for its absence; never nought for nothing."""
    return plain(value) or "not scored"


def bare(text: str) -> str:
    """The words alone, for a place that holds no markup: it says itself in which language they are."""
    return "".join(text)


def words(value: str) -> str:
    """A stored word as it is read: `not_observed` becomes “Not observed”."""
    return _WRITTEN_OTHERWISE.get(value) or value.replace("_", " ").capitalize()


def age(person: "Person", on: date) -> str:
    """A person's age on a day, in months under two years, or when the birth is expected."""
    if person.born_on is None:
        return f"expected {day(person.expected_on)}" if person.expected_on else "age not known"
    try:
        months = age_on(person.born_on, on).months or 0
    except NotYetBornError:
        return "not born yet"
    if months < SHOW_MONTHS_UNDER:
        return counted(months, "month")
    return f"{months // MONTHS_IN_YEAR} years"
