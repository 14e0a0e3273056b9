"""Whether values in the order of time tend one way: Mann and Kendall's test, exact also with ties.

Sources: Mann (1945), Kendall (1975). With ties among the values the number of inversions of all orders is
distributed as the Gaussian multinomial coefficient says (MacMahon, 1916), so nothing need be approximated
for as few assessments as a family has.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from math import comb, prod, sqrt
from statistics import NormalDist

FEWEST_FOR_P = 5
"""With fewer values even the clearest trend has a two-sided p above .05: none is told."""

EXACT_UP_TO = 30

Polynomial = list[int]
"""The number of orders by their number of inversions."""


@dataclass(frozen=True, slots=True)
class MannKendall:
    """`s`: pairs that rise less pairs that fall; `tau`: tau-b, None where all values are alike.

    `p_one_sided` is that of a trend the way it was seen, `p` two-sided.
    """

    n: int
    s: int
    tau: float | None
    p_one_sided: float
    p: float
    is_exact: bool


def mann_kendall(values: Sequence[float]) -> MannKendall:
    """The test of values in the order of time, no two of the same moment.

    Up to 30 values by counting all orders, ties included; above by the normal approximation with the
    variance that ties leave, continuity corrected.
    """
    n = len(values)
    s = sum((later > earlier) - (later < earlier) for earlier, later in combinations(values, 2))
    ties = list(Counter(values).values())
    untied = comb(n, 2) - sum(comb(size, 2) for size in ties)
    tau = s / sqrt(untied * comb(n, 2)) if untied else None
    is_exact = n <= EXACT_UP_TO
    beyond = _exact_tail(ties, untied, abs(s)) if is_exact else _normal_tail(n, ties, abs(s))
    return MannKendall(n, s, tau, beyond, min(1.0, 2 * beyond) if s else 1.0, is_exact)


def _exact_tail(ties: Sequence[int], untied: int, at_least: int) -> float:
    """The share of all orders in which S is that large: untied pairs less twice the inversions."""
    orders = _gaussian_multinomial(tuple(sorted(ties)))
    most = (untied - at_least) // 2
    return sum(orders[: most + 1]) / sum(orders)


@lru_cache(maxsize=1024)
def _gaussian_multinomial(sizes: tuple[int, ...]) -> Polynomial:
    """How many orders of a multiset with these multiplicities have 0, 1, 2 … inversions."""
    orders: Polynomial = [1]
    placed = 0
    for size in sizes:
        for one in range(1, size + 1):
            orders = _divided(_times(orders, placed + one), one)
        placed += size
    return orders


def _times(orders: Polynomial, length: int) -> Polynomial:
    """Multiplied by 1 + q + … + q^(length-1)."""
    product = [0] * (len(orders) + length - 1)
    for place, count in enumerate(orders):
        for step in range(length):
            product[place + step] += count
    return product


def _divided(orders: Polynomial, length: int) -> Polynomial:
    """Divided by the same; what the multinomial divides by always goes in without a rest."""
    rest, quotient = list(orders), []
    for place in range(len(orders) - length + 1):
        count = rest[place]
        quotient.append(count)
        for step in range(length):
            rest[place + step] -= count
    return quotient


def _normal_tail(n: int, ties: Sequence[int], at_least: int) -> float:
    by_ties = sum(prod((size, size - 1, 2 * size + 5)) for size in ties)
    variance = (n * (n - 1) * (2 * n + 5) - by_ties) / 18
    if not variance:
        return 1.0
    return 1 - NormalDist().cdf(max(at_least - 1, 0) / sqrt(variance))
