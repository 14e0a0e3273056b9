"""A date as it is typed in three boxes; perhaps only the year, or the month and the year, is known."""

from collections.abc import Mapping

from assessment_tool.web.assessments.item_field import AnswerFaultError

PARTS = ("day", "month", "year")


def parts_of(stored: str) -> dict[str, str]:
    """What the boxes hold for a date that is stored as YYYY, YYYY-MM or YYYY-MM-DD."""
    return dict(zip(reversed(PARTS), stored.split("-"), strict=False))


def date_of(parts: Mapping[str, str], where: str = "Enter") -> str | None:
    """The date that the boxes mean, whether or not it exists; None where all are empty.

    Raises `AnswerFaultError`, which begins with `where`, if the year is missing, or the month of a day.
    """
    day, month, year = (parts.get(part, "").strip() for part in PARTS)
    if not (day or month or year):
        return None
    if not year or (day and not month):
        raise AnswerFaultError(f"{where} at least the year; with a day, enter the month too.")
    return "-".join(part.zfill(2) for part in (year, month, day) if part)
