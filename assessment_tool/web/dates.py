"""Dates typed in three boxes: read exactly, or answered with what to mend."""

from collections.abc import Mapping
from datetime import date

_WIDTHS = {"day": 2, "month": 2, "year": 4}


def read_date(form: Mapping[str, str], name: str) -> date | str:
    """The date in `<name>-day`, `-month` and `-year`, or a sentence that says what is wrong with it."""
    parts = {part: form.get(f"{name}-{part}", "").strip() for part in _WIDTHS}
    absent = [part for part, text in parts.items() if not text]
    if len(absent) == len(parts):
        return "Enter the date."
    if absent:
        return f"The date needs a {' and a '.join(absent)}."
    if not all(_is_figures(text, _WIDTHS[part]) for part, text in parts.items()):
        return "Enter the date in figures, for example 4 3 2026."
    if len(parts["year"]) < _WIDTHS["year"]:
        return "Write the year with four figures, for example 2026."
    try:
        return date(int(parts["year"]), int(parts["month"]), int(parts["day"]))
    except ValueError:
        return "There is no such date. Check the day, the month and the year."


def is_empty(form: Mapping[str, str], name: str) -> bool:
    """Whether all three boxes were left empty."""
    return not any(form.get(f"{name}-{part}", "").strip() for part in _WIDTHS)


def _is_figures(text: str, width: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= width
