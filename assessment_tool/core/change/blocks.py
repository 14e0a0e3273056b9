"""Change over several sub-areas together: Page's test for an order, Friedman's for any difference.

Sources: Page (1963), Friedman (1937) with the correction for ties of Conover (1999). The blocks must be
independent; sub-areas of one assessment are not, so both are an indication for a supervisor and no more.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations
from math import floor
from statistics import NormalDist

from assessment_tool.core.change.chi_square import chi_square_tail

Blocks = Sequence[Sequence[float]]
"""One row for each block, one column for each occasion in the order of time."""

EXACT_UP_TO = 8
"""Occasions for which all orders within a block are counted; above, the normal approximation."""


@dataclass(frozen=True, slots=True)
class PageTest:
    """Page's L, with the share of orders in which it is so large; ties are ranked alike, then ignored."""

    statistic: float
    p: float
    is_exact: bool


@dataclass(frozen=True, slots=True)
class Friedman:
    """Friedman's chi-square, corrected for ties, with its large-sample p."""

    statistic: float
    p: float


def page_trend(blocks: Blocks) -> PageTest:
    """The test that values rise over the occasions; raises `ValueError` for a table that is not whole."""
    columns = _checked(blocks)
    ranks = [_ranks(block) for block in blocks]
    statistic = sum(place * rank for block in ranks for place, rank in enumerate(block, start=1))
    if columns <= EXACT_UP_TO:
        return PageTest(statistic, _exact_tail(statistic, len(blocks), columns), is_exact=True)
    mean = len(blocks) * columns * (columns + 1) ** 2 / 4
    spread = (len(blocks) * columns**2 * (columns**2 - 1) * (columns + 1) / 144) ** 0.5
    return PageTest(statistic, 1 - NormalDist().cdf((statistic - mean) / spread), is_exact=False)


def friedman(blocks: Blocks) -> Friedman:
    """The test that some occasion differs; raises `ValueError` for a table that is not whole or all tied."""
    columns = _checked(blocks)
    rows = len(blocks)
    ranks = [_ranks(block) for block in blocks]
    sums = [sum(column) for column in zip(*ranks, strict=True)]
    tied = sum(size**3 - size for block in blocks for size in Counter(block).values())
    correction = 1 - tied / (rows * columns * (columns**2 - 1))
    if not correction:
        raise ValueError("Within every block all values are alike.")
    squares = sum(one**2 for one in sums)
    plain = 12 / (rows * columns * (columns + 1)) * squares - 3 * rows * (columns + 1)
    return Friedman(plain / correction, chi_square_tail(plain / correction, columns - 1))


def _checked(blocks: Blocks) -> int:
    """How many occasions there are."""
    columns = len(blocks[0]) if blocks else 0
    if columns < 3 or any(len(block) != columns for block in blocks):  # noqa: PLR2004 - two are a pair
        raise ValueError("Every block needs the same occasions, three at least.")
    return columns


def _ranks(values: Sequence[float]) -> list[float]:
    """Ranks from 1, tied values sharing the mean of theirs."""
    ordered = sorted(values)
    return [ordered.index(value) + (ordered.count(value) + 1) / 2 for value in values]


def _exact_tail(statistic: float, rows: int, columns: int) -> float:
    """The share of orders that come to so much; without ties L is whole, so a half is taken as the less."""
    places = range(1, columns + 1)
    of_one = Counter(sum(map(int.__mul__, places, order)) for order in permutations(places))
    of_all = Counter({0: 1})
    for _ in range(rows):
        together: Counter[int] = Counter()
        for so_far, ways in of_all.items():
            for more, of_more in of_one.items():
                together[so_far + more] += ways * of_more
        of_all = together
    return sum(ways for total, ways in of_all.items() if total >= floor(statistic)) / sum(of_all.values())
