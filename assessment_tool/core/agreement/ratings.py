"""The ratings that agreement is measured on: some raters, the same units, one fixed set of labels.

The labels are always given, and never gathered from the ratings: a grade that nobody happened to use
would else be dropped and the others moved together, which changes every weighted coefficient.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

Rating = float | None
"""One of the labels; None where the rater left the unit out."""

FEWEST_RATERS = 2


class RatingsError(ValueError):
    """Ratings on which no agreement can be measured."""


@dataclass(frozen=True, slots=True)
class Ratings:
    """One row for each rater, one column for each unit. Raises `RatingsError` where they do not fit."""

    labels: tuple[float, ...]
    rows: tuple[tuple[Rating, ...], ...]

    def __post_init__(self) -> None:
        if len(self.labels) < FEWEST_RATERS or list(self.labels) != sorted(set(self.labels)):
            raise RatingsError("The labels are two or more numbers, each once, from low to high.")
        if not all(math.isfinite(label) for label in self.labels):
            raise RatingsError("Every label is a finite number.")
        if len(self.rows) < FEWEST_RATERS:
            raise RatingsError("Agreement needs the ratings of at least two raters.")
        if len({len(row) for row in self.rows}) != 1:
            raise RatingsError("Every rater's row has the same number of units; a missing rating is null.")
        known = set(self.labels)
        for number, row in enumerate(self.rows, start=1):
            for unit, rating in enumerate(row, start=1):
                if rating is not None and rating not in known:
                    raise RatingsError(f"Rater {number}, unit {unit}: {rating:g} is none of the labels.")

    def counts(self) -> list[list[int]]:
        """For each unit how many raters gave each label, in the order of the labels."""
        places = {label: place for place, label in enumerate(self.labels)}
        counts = []
        for unit in zip(*self.rows, strict=True):
            row = [0] * len(self.labels)
            for rating in unit:
                if rating is not None:
                    row[places[rating]] += 1
            counts.append(row)
        return counts

    def pairs(self) -> Iterator[tuple[float, float]]:
        """Every two ratings of one unit by different raters, each pair once."""
        for unit in zip(*self.rows, strict=True):
            given = [rating for rating in unit if rating is not None]
            for place, first in enumerate(given):
                yield from ((first, second) for second in given[place + 1 :])
