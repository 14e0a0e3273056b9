"""A real time axis and an ordinal one: days and scores to places on paper."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

_MONTHS = 12
_STEPS = (1, 2, 3, 6, 12, 24, 60)


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Days from `first` to `last` laid out from `left` to `right`; a single day stands in the middle."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Where the day stands, to a tenth of a unit."""
        days = (self.last - self.first).days
        share = (day - self.first).days / days if days else 0.5
        return round(self.left + share * (self.right - self.left), 1)

    def ticks(self, at_most: int) -> Iterator[date]:
        """The first days of months between the ends, evenly spaced, `at_most` of them."""
        months = (self.last.year - self.first.year) * _MONTHS + self.last.month - self.first.month
        step = next((step for step in _STEPS if months / step <= at_most), _STEPS[-1])
        count = self.first.year * _MONTHS + self.first.month - 1
        for month in range(-(-count // step) * step, count + months + 1, step):
            tick = date(month // _MONTHS, month % _MONTHS + 1, 1)
            if self.first <= tick <= self.last:
                yield tick


@dataclass(frozen=True, slots=True)
class ScoreAxis:
    """Scores from `lowest` to `highest` laid out from `bottom` to `top`."""

    lowest: Decimal
    highest: Decimal
    top: float
    bottom: float

    def y(self, score: Decimal) -> float:
        """Where the score stands, to a tenth of a unit; the lowest score is nearest the bottom."""
        span = self.highest - self.lowest
        share = float((score - self.lowest) / span) if span else 0.5
        return round(self.bottom - share * (self.bottom - self.top), 1)
