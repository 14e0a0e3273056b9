"""Measurement error from units that were measured twice (Bland and Altman, 1986)."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

FEWEST_PAIRS = 30
"""With fewer double-scored pairs an authority has no figure of its own."""


@dataclass(frozen=True, slots=True)
class Repeatability:
    """The standard deviation within a unit, and the smallest change that is beyond it at 95 %."""

    pairs: int
    within: float
    smallest_detectable_change: float


def repeatability(pairs: Sequence[tuple[float, float]]) -> Repeatability:
    """From pairs of measurements of the same thing; raises `ValueError` where there is none."""
    if not pairs:
        raise ValueError("There is no pair.")
    within = sqrt(sum((first - second) ** 2 for first, second in pairs) / (2 * len(pairs)))
    return Repeatability(len(pairs), within, 1.96 * sqrt(2) * within)
