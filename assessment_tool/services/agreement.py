"""How far the authority's raters agree, by instrument and area: never by worker, since it ranks nobody."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy.orm import Session

from assessment_tool.core.agreement import (
    Coefficient,
    Level,
    ObservedAgreement,
    Weighting,
    cohen_kappa,
    gwet,
    krippendorff_alpha,
    observed_agreement,
)
from assessment_tool.core.permissions import Action, Actor, Matter, refusal
from assessment_tool.services.access import NotPermittedError
from assessment_tool.services.dip_audits.pairs import GradePair, given_twice, grade_pairs, ratings_of
from assessment_tool.services.measured_error import MeasuredError, error_of

FEWEST_FOR_COEFFICIENTS = 10
"""With fewer pairs the intervals of chance-corrected coefficients say nothing at all."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far the pairs of one area, or of a whole instrument, agree."""

    title: str
    observed: ObservedAgreement | None
    """What was seen; None where no question has two grades."""
    without_grade: int
    """Questions to which one of the two gave no grade."""
    kappa: Coefficient | None
    """Cohen's, with quadratic weights; like the next two None where there are too few pairs."""
    ac2: Coefficient | None
    alpha: Coefficient | None

    @property
    def pairs(self) -> int:
        """How many questions two raters graded."""
        return self.observed.pairs if self.observed else 0


@dataclass(frozen=True, slots=True)
class InstrumentAgreement:
    """An instrument as a whole, its areas, and the measurement error once there are enough pairs."""

    instrument_id: str
    title: str
    whole: Agreement
    areas: Sequence[Agreement]
    error: MeasuredError | None


def agreement(session: Session, actor: Actor) -> list[InstrumentAgreement]:
    """Of every instrument that was graded twice, in a fixed number of queries; `NotPermittedError`."""
    reason = refusal(actor, Action.READ_AGREEMENT, Matter(is_allocated=False))
    if reason:
        raise NotPermittedError(Action.READ_AGREEMENT, reason)
    return [
        _of_instrument(instrument_id, list(pairs))
        for instrument_id, pairs in groupby(grade_pairs(session), key=lambda pair: pair.instrument.id)
    ]


def _of_instrument(instrument_id: str, pairs: Sequence[GradePair]) -> InstrumentAgreement:
    return InstrumentAgreement(
        instrument_id=instrument_id,
        title=pairs[-1].instrument.title,
        whole=_of(pairs, "All areas"),
        areas=list(_by_area(pairs)),
        error=error_of(given_twice(pairs)),
    )


def _by_area(pairs: Sequence[GradePair]) -> Iterator[Agreement]:
    """The areas in the order of the newest form among the pairs; others after them."""
    by_area: dict[str, list[GradePair]] = {}
    titles: dict[str, str] = {section.id: section.title for section in pairs[-1].instrument.form}
    for pair in pairs:
        area = next(one for one in pair.instrument.form if pair.item in one.all_items())
        by_area.setdefault(area.id, []).append(pair)
        titles.setdefault(area.id, area.title)
    return (_of(by_area[area_id], title) for area_id, title in titles.items() if area_id in by_area)


def _of(pairs: Sequence[GradePair], title: str) -> Agreement:
    ratings, graded = ratings_of(pairs), len(given_twice(pairs))
    is_enough = graded >= FEWEST_FOR_COEFFICIENTS
    return Agreement(
        title=title,
        observed=observed_agreement(ratings),
        without_grade=len(pairs) - graded,
        kappa=cohen_kappa(ratings, Weighting.QUADRATIC) if is_enough else None,
        ac2=gwet(ratings, Weighting.QUADRATIC) if is_enough else None,
        alpha=krippendorff_alpha(ratings, Level.ORDINAL) if is_enough else None,
    )
