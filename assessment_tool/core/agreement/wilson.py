"""Wilson's interval for a share (1927): honest for few units and for shares near none or all."""

from math import sqrt
from statistics import NormalDist

Interval = tuple[float, float]

Z95 = NormalDist().inv_cdf(0.975)


def wilson_interval(hits: int, of: int) -> Interval:
    """The 95 % interval of the share `hits` / `of`; `of` is at least one."""
    share, square = hits / of, Z95**2
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = Z95 * sqrt(share * (1 - share) / of + square / (4 * of**2)) / (1 + square / of)
    return max(0.0, middle - half), min(1.0, middle + half)
