"""The upper tail of the chi-square distribution for whole degrees of freedom."""

from math import erfc, exp, pi, sqrt


def chi_square_tail(value: float, degrees_of_freedom: int) -> float:
    """How often a chi-square variable is at least so large: the finite sums (Abramowitz 26.4.4, 26.4.5)."""
    half = value / 2
    if degrees_of_freedom % 2 == 0:
        term = total = exp(-half)
        for step in range(1, degrees_of_freedom // 2):
            term *= half / step
            total += term
        return total
    total = erfc(sqrt(half))
    term = exp(-half) * sqrt(2 * value / pi) if value else 0.0
    for step in range(1, degrees_of_freedom, 2):
        total += term
        term *= value / (step + 2)
    return total
