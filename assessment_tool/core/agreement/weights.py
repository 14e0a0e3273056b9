"""How much two labels agree: wholly, not at all, or the more the nearer they lie.

Sources: Cohen (1968) for linear and quadratic weights; Gwet (2014), Handbook of Inter-Rater Reliability,
for ordinal ones.
"""

from collections.abc import Sequence
from enum import StrEnum
from math import comb

Matrix = list[list[float]]


class Weighting(StrEnum):
    """How agreement falls with the distance of two labels."""

    IDENTITY = "identity"
    LINEAR = "linear"
    QUADRATIC = "quadratic"
    ORDINAL = "ordinal"


def agreement_weights(labels: Sequence[float], weighting: Weighting) -> Matrix:
    """By the places of two labels: 1 for the same label, falling to 0 for the two ends."""
    places = range(len(labels))
    return [[_weight(labels, weighting, first, second) for second in places] for first in places]


def _weight(labels: Sequence[float], weighting: Weighting, first: int, second: int) -> float:
    whole = labels[-1] - labels[0]
    apart = abs(labels[first] - labels[second]) / whole
    match weighting:
        case Weighting.IDENTITY:
            return float(first == second)
        case Weighting.LINEAR:
            return 1 - apart
        case Weighting.QUADRATIC:
            return 1 - apart**2
        case Weighting.ORDINAL:
            return 1 - comb(abs(first - second) + 1, 2) / comb(len(labels), 2)
