"""Agreement as it was seen, before any correction for chance: always told first."""

from dataclasses import dataclass
from itertools import pairwise

from assessment_tool.core.agreement.ratings import Ratings
from assessment_tool.core.agreement.wilson import Interval, wilson_interval


@dataclass(frozen=True, slots=True)
class ObservedAgreement:
    """Of `pairs` ratings of the same unit, the share that are the same and that lie within one label.

    The intervals are Wilson's at 95 % and hold for two raters; with more raters a unit's pairs hang
    together, and none is given.
    """

    pairs: int
    exact: float
    within_one: float
    exact_interval: Interval | None
    within_one_interval: Interval | None


def observed_agreement(ratings: Ratings) -> ObservedAgreement | None:
    """Exact and within-one agreement over all pairs of ratings; None where no unit has two ratings."""
    counts = ratings.counts()
    of = sum(_pairs(sum(row)) for row in counts)
    if not of:
        return None
    exact = sum(_pairs(count) for row in counts for count in row)
    within = exact + sum(one * other for row in counts for one, other in pairwise(row))
    has_interval = len(ratings.rows) == 2  # noqa: PLR2004 - two raters
    return ObservedAgreement(
        pairs=of,
        exact=exact / of,
        within_one=within / of,
        exact_interval=wilson_interval(exact, of) if has_interval else None,
        within_one_interval=wilson_interval(within, of) if has_interval else None,
    )


def _pairs(count: int) -> int:
    """How many pairs so many ratings make."""
    return count * (count - 1) // 2
