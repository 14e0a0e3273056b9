"""A child's age on a given day, in completed months, born or unborn."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

MONTHS_TO_ADULTHOOD = 18 * 12


@dataclass(frozen=True, slots=True)
class ChildAge:
    """Completed months since birth; `None` for a child who is not born yet."""

    months: int | None

    @property
    def is_unborn(self) -> bool:
        """Whether the child is expected and not yet born."""
        return self.months is None


UNBORN = ChildAge(months=None)


@dataclass(frozen=True, slots=True)
class AgeRange:
    """Ages for which an item or an anchor set is meant: `from_months <= age < before_months`.

    Unborn children belong to a range only where it says so.
    """

    from_months: int = 0
    before_months: int = MONTHS_TO_ADULTHOOD
    unborn: bool = False

    def contains(self, age: ChildAge) -> bool:
        """Whether a child of this age falls in the range."""
        if age.months is None:
            return self.unborn
        return self.from_months <= age.months < self.before_months


class NotYetBornError(ValueError):
    """The day lies before the child's birth."""

    def __init__(self, born_on: date, on: date) -> None:
        super().__init__(f"The child was born on {born_on}, after {on}.")
        self.born_on = born_on
        self.on = on


def age_on(born_on: date, on: date) -> ChildAge:
    """The age in completed calendar months; a birthday on the 31st completes at a short month's end.

    Raises `NotYetBornError` when the day lies before the birth.
    """
    if on < born_on:
        raise NotYetBornError(born_on, on)
    months = (on.year - born_on.year) * 12 + on.month - born_on.month
    day_is_reached = on.day >= born_on.day or _is_last_of_month(on)
    return ChildAge(months if day_is_reached else months - 1)


def _is_last_of_month(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]
