"""How long, and how often, an instrument wants care to be observed."""

from dataclasses import dataclass
from datetime import date

MOST_OBSERVATIONS = 400
"""More observations than this are in no window: a greater number was mistyped."""


@dataclass(frozen=True, slots=True)
class ObservationWindow:
    """The days before the observed date that one assessment looks at, and the observations in them.

    Where `minimum_observations` is none, nobody is asked how often care was observed.
    """

    days: int
    minimum_observations: int | None = None

    def is_enough(self, times_observed: int | None) -> bool:
        """Whether care was observed often enough; a number that nobody knows is not enough."""
        least = self.minimum_observations
        return least is None or (times_observed is not None and times_observed >= least)

    def days_too_long(self, first: date | None, last: date | None, factor: int) -> int:
        """How many days were observed, both ends counted, where that is far too long; else nought.

        Too long is more than `factor` times the window: another picture, for which somebody says why.
        """
        days = (last - first).days + 1 if first and last else 0
        return days if days > factor * self.days else 0
