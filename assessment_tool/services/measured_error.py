"""How far two raters of this authority differ about the same care, once enough was graded twice."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from assessment_tool.core.change.repeatability import FEWEST_PAIRS, repeatability
from assessment_tool.services.dip_audits.pairs import GradePair, given_twice, grade_pairs


@dataclass(frozen=True, slots=True)
class MeasuredError:
    """The authority's own measurement error of one instrument, in grades of one question."""

    pairs: int
    squares: float
    """The sum of the squared differences of the pairs."""
    within: float
    """The standard deviation within a pair: the root of `squares` / (2 * `pairs`)."""
    smallest_detectable_change: float
    """The change of one question that is beyond it at 95 %: 1.96 times the root of 2 times `within`."""


def measured_error(session: Session, instrument_id: str) -> MeasuredError | None:
    """From the authority's double-scored pairs, in one query; None where there are too few."""
    return error_of(given_twice(grade_pairs(session, instrument_id)))


def measured_errors(session: Session) -> dict[str, MeasuredError]:
    """That of every instrument with enough pairs, by its id, in one query."""
    pairs: dict[str, list[GradePair]] = {}
    for one in grade_pairs(session):
        pairs.setdefault(one.instrument.id, []).append(one)
    found = {instrument_id: error_of(given_twice(mine)) for instrument_id, mine in pairs.items()}
    return {instrument_id: error for instrument_id, error in found.items() if error}


def error_of(pairs: Sequence[tuple[float, float]]) -> MeasuredError | None:
    """The error that the pairs show; None for fewer than thirty."""
    if len(pairs) < FEWEST_PAIRS:
        return None
    found = repeatability(pairs)
    return MeasuredError(
        pairs=found.pairs,
        squares=sum((first - second) ** 2 for first, second in pairs),
        within=found.within,
        smallest_detectable_change=found.smallest_detectable_change,
    )
