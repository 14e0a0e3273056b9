"""The quantile of Student's t distribution that a 95 % interval needs."""

from math import fsum, pi, sqrt, tan

from assessment_tool.core.agreement.wilson import Z95

_P = 0.975
_TERMS = (
    (4, (1, 1)),
    (96, (3, 16, 5)),
    (384, (-15, 17, 19, 3)),
    (92160, (-945, -1920, 1482, 776, 79)),
)
"""Divisors and coefficients of z, z³, z⁵ …: Abramowitz and Stegun (1964), 26.7.5."""


def t_quantile(degrees_of_freedom: int) -> float:
    """The 97.5 % quantile; within 0.02 of the exact value at three degrees of freedom, far nearer above."""
    if degrees_of_freedom == 1:
        return tan(pi * (_P - 0.5))
    if degrees_of_freedom == 2:  # noqa: PLR2004 - the other closed form
        return (2 * _P - 1) * sqrt(2 / (1 - (2 * _P - 1) ** 2))
    return Z95 + fsum(
        _polynomial(coefficients) / (divisor * degrees_of_freedom**power)
        for power, (divisor, coefficients) in enumerate(_TERMS, start=1)
    )


def _polynomial(coefficients: tuple[int, ...]) -> float:
    return fsum(one * Z95 ** (2 * place + 1) for place, one in enumerate(coefficients))
