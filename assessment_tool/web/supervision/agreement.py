"""How far raters agree, by instrument and area, with what that does and does not say."""

from flask import render_template

from assessment_tool.core.agreement import Coefficient, ObservedAgreement
from assessment_tool.core.change.repeatability import FEWEST_PAIRS
from assessment_tool.services.agreement import FEWEST_FOR_COEFFICIENTS, Agreement, InstrumentAgreement
from assessment_tool.services.agreement import agreement as agreement_of
from assessment_tool.web.identity import current_actor
from assessment_tool.web.parts import reading_session
from assessment_tool.web.supervision.blueprint import pages

TOO_FEW = "Too few pairs"
NO_VALUE = "None: the grades hardly vary"
NO_INTERVAL = "how sure this is cannot be told: the grades are too much alike"


@pages.get("/supervision/agreement")
def agreement() -> str:
    """The figures of the authority; nobody is named, and nobody is ranked."""
    return render_template(
        "supervision/agreement.html",
        page_title="Agreement between raters",
        instruments=agreement_of(reading_session(), current_actor()),
        fewest_pairs=FEWEST_PAIRS,
        fewest_for_coefficients=FEWEST_FOR_COEFFICIENTS,
        seen_rows=seen_rows,
        coefficient_rows=coefficient_rows,
    )


def seen_rows(one: InstrumentAgreement) -> list[list[str]]:
    """For each area its pairs, and what share is the same and within one grade, with its interval."""
    return [[area.title, str(area.pairs), *_seen(area.observed)] for area in _areas(one)]


def coefficient_rows(one: InstrumentAgreement) -> list[list[str]]:
    """For each area its three coefficients, each with its interval."""
    return [
        [area.title, *(_figure(found) for found in (area.kappa, area.ac2, area.alpha))]
        for area in _areas(one)
    ]


def _areas(one: InstrumentAgreement) -> list[Agreement]:
    """The whole, and its areas where there are several."""
    return [one.whole, *(one.areas if len(one.areas) > 1 else [])]


def _seen(observed: ObservedAgreement | None) -> list[str]:
    if observed is None:
        return [TOO_FEW, TOO_FEW]
    return [
        _share(observed.exact, observed.exact_interval),
        _share(observed.within_one, observed.within_one_interval),
    ]


def _share(share: float, interval: tuple[float, float] | None) -> str:
    return f"{share:.0%}" + (f" ({interval[0]:.0%} to {interval[1]:.0%})" if interval else "")


def _figure(found: Coefficient | None) -> str:
    if found is None:
        return TOO_FEW
    if found.value is None:
        return NO_VALUE
    low_to_high = f"{found.interval[0]:.2f} to {found.interval[1]:.2f}" if found.interval else NO_INTERVAL
    return f"{found.value:.2f} ({low_to_high})"
