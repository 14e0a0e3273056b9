"""Reliable change of one person's sum on a published questionnaire (Jacobson and Truax, 1991)."""

from dataclasses import dataclass
from decimal import Decimal
from math import sqrt

RELIABLE = 1.96


@dataclass(frozen=True, slots=True)
class PublishedError:
    """What was published of a summed questionnaire's scores: how they spread, and how alike two are."""

    standard_deviation: Decimal
    reliability: Decimal
    """From 0 to below 1: the share of the spread that is not error."""
    source: str


@dataclass(frozen=True, slots=True)
class ReliableChange:
    """The index, the standard errors it comes from, and the smallest change that is reliable."""

    standard_error: float
    standard_error_of_difference: float
    index: float
    smallest: float

    @property
    def is_reliable(self) -> bool:
        """Whether so large a change would be rarer than one in twenty by measurement error alone."""
        return abs(self.index) > RELIABLE


def reliable_change(
    before: float, after: float, standard_deviation: float, reliability: float
) -> ReliableChange:
    """The change of a *summed* questionnaire, by its published standard deviation and reliability.

    Never for single grades: they are no sum, and have no such figures. Raises `ValueError` where the
    deviation is not above nought or the reliability not from 0 to below 1.
    """
    if standard_deviation <= 0 or not 0 <= reliability < 1:
        raise ValueError("The deviation must be above 0, and the reliability from 0 to below 1.")
    error = standard_deviation * sqrt(1 - reliability)
    of_difference = sqrt(2) * error
    return ReliableChange(error, of_difference, (after - before) / of_difference, RELIABLE * of_difference)
