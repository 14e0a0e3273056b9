"""What chance-corrected coefficients of any number of raters start from, whoever left a unit out."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from assessment_tool.core.agreement.ratings import Ratings
from assessment_tool.core.agreement.weights import Matrix, Weighting, agreement_weights


@dataclass(frozen=True)
class Tallies:
    """Counts of labels by unit, for units with at least one rating, and the agreement weights."""

    counts: list[list[int]]
    weights: Matrix

    @cached_property
    def raters(self) -> list[int]:
        """How many raters each unit has."""
        return [sum(row) for row in self.counts]

    @cached_property
    def shared(self) -> int:
        """How many units have two raters or more."""
        return sum(1 for raters in self.raters if raters > 1)

    @cached_property
    def agreement(self) -> list[float]:
        """For each unit the weighted share of its pairs of raters that agree; 0 where it has one rater."""
        return [
            _pairs_that_agree(row, self.weights) / (raters * (raters - 1)) if raters > 1 else 0.0
            for row, raters in zip(self.counts, self.raters, strict=True)
        ]

    @cached_property
    def observed(self) -> float:
        """The mean of that over the units with two raters or more."""
        return sum(self.agreement) / self.shared

    @cached_property
    def prevalence(self) -> list[float]:
        """How often each label is given: the mean of the units' shares."""
        shares = [
            [count / raters for count in row] for row, raters in zip(self.counts, self.raters, strict=True)
        ]
        return [sum(column) / len(shares) for column in zip(*shares, strict=True)]

    def scaled(self, by_unit: Sequence[float]) -> list[float]:
        """Values of units with two raters or more, so weighted that their mean over all units is theirs."""
        factor = len(self.counts) / self.shared
        return [
            factor * value if raters > 1 else 0.0 for value, raters in zip(by_unit, self.raters, strict=True)
        ]


def tallies(ratings: Ratings, weighting: Weighting) -> Tallies | None:
    """The tallies; None where no unit has two ratings."""
    counts = [row for row in ratings.counts() if sum(row)]
    if not any(sum(row) > 1 for row in counts):
        return None
    return Tallies(counts, agreement_weights(ratings.labels, weighting))


def _pairs_that_agree(row: Sequence[int], weights: Matrix) -> float:
    """The weighted number of ordered pairs of raters that agree on one unit."""
    places = [place for place, count in enumerate(row) if count]
    return sum(
        row[first] * (sum(row[second] * weights[first][second] for second in places) - 1) for first in places
    )
