"""Ages as one says them: a child's own, and the range for which a wording is meant."""

from assessment_tool.core.ages import MONTHS_TO_ADULTHOOD, AgeRange, ChildAge
from assessment_tool.documents.sentences import counted, listed

MONTHS_IN_YEAR = 12
SHOW_MONTHS_UNDER = 24


def age_words(low: int, before: int) -> str:
    """An age range as one says it: under 6 months, 1 year to under 4 years, from 12 years."""
    if before >= MONTHS_TO_ADULTHOOD:
        return f"from {_length(low)}" if low else ""
    return f"{_length(low)} to under {_length(before)}" if low else f"under {_length(before)}"


def range_in_words(ages: AgeRange) -> str:
    """The same of a range that may hold unborn children; empty where it holds every age after birth alone."""
    born = age_words(ages.from_months, ages.before_months) if ages.before_months else ""
    is_any_born = ages.before_months == MONTHS_TO_ADULTHOOD and not ages.from_months
    after = "any age after birth" if is_any_born and ages.unborn else born
    return listed([part for part in ("before birth" if ages.unborn else "", after) if part])


def age_in_words(age: ChildAge) -> str:
    """How old one child is: in months under two years, in years and months from then on."""
    if age.months is None:
        return "not born yet"
    if age.months < SHOW_MONTHS_UNDER:
        return counted(age.months, "month")
    years, months = divmod(age.months, MONTHS_IN_YEAR)
    return listed([counted(years, "year"), *([counted(months, "month")] if months else [])])


def _length(months: int) -> str:
    if months % MONTHS_IN_YEAR:
        return counted(months, "month")
    return counted(months // MONTHS_IN_YEAR, "year")
