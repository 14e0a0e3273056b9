"""Days as one writes them, whatever the language of the machine: 4 March 2026, 4 Mar 2026, March 2026."""

from datetime import date

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SHORT = 3


def in_full(on: date) -> str:
    """A day in full: 4 March 2026."""
    return f"{on.day} {month_in_full(on)}"


def in_short(on: date) -> str:
    """A day as tables have it: 4 Mar 2026."""
    return f"{on.day} {month_in_short(on)}"


def month_in_full(on: date) -> str:
    """The month of a day: March 2026."""
    return f"{_MONTHS[on.month - 1]} {on.year}"


def month_in_short(on: date) -> str:
    """The month of a day as an axis has it: Mar 2026."""
    return f"{_MONTHS[on.month - 1][:_SHORT]} {on.year}"
