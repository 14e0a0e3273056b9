"""Ratings handed in from outside to measure agreement on, read strictly."""

from decimal import Decimal
from pathlib import Path

from assessment_tool.core.agreement import Rating, Ratings, RatingsError
from assessment_tool.definitions.strict_json import MAXIMUM_BYTES, NotStrictJsonError, parse_json

PARTS = {"labels", "ratings"}
MOST_LABELS = 25
MOST_UNITS = 20_000
MOST_RATERS = 500
LARGEST_LABEL = 1_000_000


class RatingsFileError(ValueError):
    """Ratings that cannot be read; `faults` are clear lines."""

    def __init__(self, *faults: str) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def read_ratings_file(path: Path) -> Ratings:
    """The ratings in the file; raises `RatingsFileError`.

    The file: {"labels": [1, 2, 3], "ratings": [[1, 2, null], [1, 3, 3]]}: a row for each rater, a place
    for each unit, null where a rater left it out.
    """
    try:
        with path.open("rb") as file:
            data = parse_json(file.read(MAXIMUM_BYTES + 1))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise RatingsFileError(f"“{path}” cannot be read: {reason}.") from error
    except NotStrictJsonError as error:
        raise RatingsFileError(*error.faults) from error
    if not isinstance(data, dict) or set(data) != PARTS:
        raise RatingsFileError("The file is an object with exactly two keys: labels and ratings.")
    try:
        return Ratings(_labels(data["labels"]), _rows(data["ratings"]))
    except RatingsError as error:
        raise RatingsFileError(str(error)) from error


def _labels(data: object) -> tuple[float, ...]:
    if not isinstance(data, list) or len(data) > MOST_LABELS:
        raise RatingsFileError(f"labels: give a list of at most {MOST_LABELS} numbers, as in [1, 2, 3].")
    return tuple(_number(one, f"labels, number {place}") for place, one in enumerate(data, start=1))


def _rows(data: object) -> tuple[tuple[Rating, ...], ...]:
    if not isinstance(data, list) or not all(isinstance(row, list) for row in data):
        raise RatingsFileError("ratings: give a list with one list for each rater.")
    if len(data) > MOST_RATERS:
        raise RatingsFileError(f"ratings: give the lists of at most {MOST_RATERS} raters.")
    if any(len(row) > MOST_UNITS for row in data):
        raise RatingsFileError(f"ratings: give at most {MOST_UNITS:,} units.")
    return tuple(
        tuple(_rating(one, f"ratings, rater {rater}, unit {unit}") for unit, one in enumerate(row, start=1))
        for rater, row in enumerate(data, start=1)
    )


def _rating(value: object, place: str) -> Rating:
    return None if value is None else _number(value, place)


def _number(value: object, place: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise RatingsFileError(f"{place}: this is no number. Write a label, or null for no rating.")
    if not -LARGEST_LABEL <= value <= LARGEST_LABEL:
        raise RatingsFileError(f"{place}: labels lie between -{LARGEST_LABEL:,} and {LARGEST_LABEL:,}.")
    return float(value)
