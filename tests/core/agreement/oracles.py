"""Ratings whose coefficients others have published."""

from typing import Final

from assessment_tool.core.agreement import Ratings

_: Final = None

FOUR_RATERS = Ratings(
    (1, 2, 3, 4, 5),
    (
        (1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _),
        (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3),
        (_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _),
        (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _),
    ),
)
"""Four raters, twelve units, with gaps: Krippendorff (2011), and Gwet's example of the same data."""

ANXIETY = (
    (3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3),
    (3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4),
    (2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2),
)
"""Three raters of twenty people: `anxiety` of the R package irr."""

FLEISS = (
    (0, 0, 0, 0, 14),
    (0, 2, 6, 4, 2),
    (0, 0, 3, 5, 6),
    (0, 3, 9, 2, 0),
    (2, 2, 8, 1, 1),
    (7, 7, 0, 0, 0),
    (3, 2, 6, 3, 0),
    (2, 5, 3, 2, 2),
    (6, 5, 2, 1, 0),
    (0, 2, 2, 3, 7),
)
"""Counts of five labels by fourteen raters: Fleiss (1971), as it is worked through in encyclopaedias."""

SHROUT_AND_FLEISS = ((9, 2, 5, 8), (6, 1, 3, 2), (8, 4, 6, 8), (7, 1, 2, 6), (10, 5, 6, 9), (6, 2, 4, 7))
"""Six subjects by four judges (1979)."""


def from_table(table: tuple[tuple[int, ...], ...]) -> Ratings:
    """The ratings of two raters, from how often each pair of labels was given."""
    pairs = [
        (row, column)
        for row, counts in enumerate(table, start=1)
        for column, count in enumerate(counts, start=1)
        for _ in range(count)
    ]
    labels = tuple(range(1, len(table) + 1))
    return Ratings(labels, (tuple(row for row, _ in pairs), tuple(column for _, column in pairs)))


def from_counts(counts: tuple[tuple[int, ...], ...]) -> Ratings:
    """Ratings that give each unit those counts of the labels from 1 on."""
    units = [[label for label, count in enumerate(row, start=1) for _ in range(count)] for row in counts]
    return Ratings(tuple(range(1, len(counts[0]) + 1)), tuple(zip(*units, strict=True)))


def respaced(first: tuple[int, ...], second: tuple[int, ...]) -> Ratings:
    """The ratings with the labels that nobody used dropped and the others moved together."""
    used = sorted({*first, *second})
    rows = tuple(tuple(used.index(rating) + 1 for rating in row) for row in (first, second))
    return Ratings(tuple(range(1, len(used) + 1)), rows)
