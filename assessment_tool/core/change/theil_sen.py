"""How fast values change on real dates: the median of all slopes (Theil 1950, Sen 1968)."""

from collections.abc import Sequence
from datetime import date
from itertools import combinations
from statistics import median

DAYS = 90
"""The slope is told for this many days: a number of grades that one can picture."""


def theil_sen(points: Sequence[tuple[date, float]]) -> float | None:
    """The median change per 90 days over all pairs of different days; None where there is no pair.

    A description only: with few points it says nothing of how sure the change is.
    """
    slopes = [
        (later - earlier) / (after - before).days * DAYS
        for (before, earlier), (after, later) in combinations(sorted(points), 2)
        if after > before
    ]
    return median(slopes) if slopes else None
