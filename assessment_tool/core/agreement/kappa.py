"""Cohen's kappa of two raters, unweighted or weighted, with its large-sample standard error.

Sources: Cohen (1960, 1968); Fleiss, Cohen and Everitt (1969) for the standard error.
"""

from collections import Counter
from math import sqrt

from assessment_tool.core.agreement.coefficient import NO_COEFFICIENT, Coefficient, coefficient
from assessment_tool.core.agreement.ratings import Ratings, RatingsError
from assessment_tool.core.agreement.weights import Matrix, Weighting, agreement_weights


def cohen_kappa(ratings: Ratings, weighting: Weighting = Weighting.IDENTITY) -> Coefficient:
    """Agreement of two raters beyond chance; without a value where both gave but one label, the same.

    Units that one of them left out are left out. Raises `RatingsError` unless there are two raters.
    """
    if len(ratings.rows) != 2:  # noqa: PLR2004 - Cohen's kappa is of two raters
        raise RatingsError("Cohen's kappa is of two raters.")
    shares = _shares(ratings)
    if shares is None:
        return NO_COEFFICIENT
    weights = agreement_weights(ratings.labels, weighting)
    first = [sum(row) for row in shares]
    second = [sum(column) for column in zip(*shares, strict=True)]
    places = range(len(first))
    observed = sum(weights[i][j] * shares[i][j] for i in places for j in places)
    expected = sum(weights[i][j] * first[i] * second[j] for i in places for j in places)
    if expected >= 1:
        return NO_COEFFICIENT
    value = (observed - expected) / (1 - expected)
    units = sum(1 for _ in ratings.pairs())
    variance = _variance(shares, weights, value, expected) / units
    return coefficient(value, sqrt(variance))


def _shares(ratings: Ratings) -> Matrix | None:
    """Of the units that both rated, the share with each pair of labels."""
    places = {label: place for place, label in enumerate(ratings.labels)}
    pairs = [(places[first], places[second]) for first, second in ratings.pairs()]
    if not pairs:
        return None
    counts = Counter(pairs)
    return [[counts[first, second] / len(pairs) for second in places.values()] for first in places.values()]


def _variance(shares: Matrix, weights: Matrix, value: float, expected: float) -> float:
    """The variance of one unit's part, under no assumption on the true kappa.

    The squares are of deviations from the mean, so that nought comes out where all parts are equal.
    """
    places = range(len(shares))
    first = [sum(row) for row in shares]
    second = [sum(column) for column in zip(*shares, strict=True)]
    by_row = [sum(weights[i][j] * second[j] for j in places) for i in places]
    by_column = [sum(weights[i][j] * first[i] for i in places) for j in places]
    mean = value - expected * (1 - value)
    spread = sum(
        shares[i][j] * (weights[i][j] - (by_row[i] + by_column[j]) * (1 - value) - mean) ** 2
        for i in places
        for j in places
    )
    return float(spread) / (1 - expected) ** 2
