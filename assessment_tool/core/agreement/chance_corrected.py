"""Gwet's AC1 and AC2, Fleiss' kappa and Brennan and Prediger's coefficient, for any number of raters.

They differ in what agreement by chance they take off. Sources: Fleiss (1971); Brennan and Prediger
(1981), with two raters Bennett's S and Randolph's free-marginal kappa; Gwet (2008, 2014), whose standard
errors for a sample of units these are, missing ratings included.
"""

from collections.abc import Callable, Sequence
from math import sqrt

from assessment_tool.core.agreement.coefficient import NO_COEFFICIENT, Coefficient, coefficient
from assessment_tool.core.agreement.ratings import Ratings
from assessment_tool.core.agreement.student import t_quantile
from assessment_tool.core.agreement.tallies import Tallies, tallies
from assessment_tool.core.agreement.weights import Weighting

Chance = Callable[[Tallies], tuple[float, list[float]]]
"""Agreement by chance, and each unit's part in it (their mean is that agreement)."""


def gwet(ratings: Ratings, weighting: Weighting = Weighting.IDENTITY) -> Coefficient:
    """AC1, or with weights AC2: steady where nearly everybody gives the same label, where kappa is not."""
    return _corrected(ratings, weighting, _gwet_chance)


def fleiss_kappa(ratings: Ratings, weighting: Weighting = Weighting.IDENTITY) -> Coefficient:
    """Fleiss' kappa; without a value where only one label was ever given."""
    return _corrected(ratings, weighting, _fleiss_chance)


def brennan_prediger(ratings: Ratings, weighting: Weighting = Weighting.IDENTITY) -> Coefficient:
    """The coefficient that takes every label to be as likely by chance as any other."""
    return _corrected(ratings, weighting, _uniform_chance)


def _corrected(ratings: Ratings, weighting: Weighting, chance: Chance) -> Coefficient:
    found = tallies(ratings, weighting)
    if found is None:
        return NO_COEFFICIENT
    expected, parts = chance(found)
    if expected >= 1:
        return NO_COEFFICIENT
    value = (found.observed - expected) / (1 - expected)
    agreed = [
        agreement - expected if raters > 1 else 0.0
        for agreement, raters in zip(found.agreement, found.raters, strict=True)
    ]
    by_unit = [
        one / (1 - expected) - 2 * (1 - value) * (part - expected) / (1 - expected)
        for one, part in zip(found.scaled(agreed), parts, strict=True)
    ]
    return _with_interval(value, by_unit)


def _with_interval(value: float, by_unit: Sequence[float]) -> Coefficient:
    """The value with the standard error of a mean over the units; none for a single unit."""
    units = len(by_unit)
    if units == 1:
        return Coefficient(value, None, None)
    variance = sum((one - value) ** 2 for one in by_unit) / (units * (units - 1))
    return coefficient(value, sqrt(variance), t_quantile(units - 1))


def _gwet_chance(found: Tallies) -> tuple[float, list[float]]:
    size = len(found.weights)
    factor = sum(map(sum, found.weights)) / (size * (size - 1))
    expected = factor * sum(share * (1 - share) for share in found.prevalence)
    parts = [
        factor * sum(count * (1 - share) for count, share in zip(row, found.prevalence, strict=True)) / raters
        for row, raters in zip(found.counts, found.raters, strict=True)
    ]
    return expected, parts


def _fleiss_chance(found: Tallies) -> tuple[float, list[float]]:
    by_label = [
        sum(weight * share for weight, share in zip(row, found.prevalence, strict=True))
        for row in found.weights
    ]
    expected = sum(one * share for one, share in zip(by_label, found.prevalence, strict=True))
    parts = [
        sum(count * one for count, one in zip(row, by_label, strict=True)) / raters
        for row, raters in zip(found.counts, found.raters, strict=True)
    ]
    return expected, parts


def _uniform_chance(found: Tallies) -> tuple[float, list[float]]:
    expected = sum(map(sum, found.weights)) / len(found.weights) ** 2
    return expected, [expected] * len(found.counts)
