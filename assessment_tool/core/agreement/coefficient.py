"""A coefficient of agreement with what is known of its precision."""

from dataclasses import dataclass

from assessment_tool.core.agreement.wilson import Z95, Interval

_NOUGHT = 1e-9


@dataclass(frozen=True, slots=True)
class Coefficient:
    """The value with its standard error and 95 % interval; None where the ratings do not give one."""

    value: float | None
    standard_error: float | None
    interval: Interval | None


NO_COEFFICIENT = Coefficient(None, None, None)


def coefficient(value: float, standard_error: float | None, quantile: float = Z95) -> Coefficient:
    """The value with its interval, `quantile` standard errors to either side but not above 1.

    An error of nought says that the ratings are too few or too much alike to tell, not that the value is
    certain: then there is no interval.
    """
    if standard_error is None or standard_error < _NOUGHT:
        return Coefficient(value, None, None)
    half = quantile * standard_error
    return Coefficient(value, standard_error, (max(-1.0, value - half), min(1.0, value + half)))
