"""How long, and how often, an instrument wants care to be observed."""

from dataclasses import dataclass

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
