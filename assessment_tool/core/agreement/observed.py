"""Agreement as it was seen, before any correction for chance: always told first."""

from dataclasses import dataclass

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
    places = {label: place for place, label in enumerate(ratings.labels)}
    apart = [abs(places[first] - places[second]) for first, second in ratings.pairs()]
    if not apart:
        return None
    of, exact, within = len(apart), apart.count(0), sum(1 for one in apart if one <= 1)
    has_interval = len(ratings.rows) == 2  # noqa: PLR2004 - two raters
    return ObservedAgreement(
        pairs=of,
        exact=exact / of,
        within_one=within / of,
        exact_interval=wilson_interval(exact, of) if has_interval else None,
        within_one_interval=wilson_interval(within, of) if has_interval else None,
    )
