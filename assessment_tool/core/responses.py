"""Responses: one answer each, with its evidence, or the reason why there is none."""

import re
import reprlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from assessment_tool.core.conditions import ConditionValue
from assessment_tool.core.instrument import Absence, Item, Kind
from assessment_tool.core.rows import RowFault, Rows, read_rows
from assessment_tool.core.text import cleaned

MAXIMUM_TEXT = 20_000
MAXIMUM_DIGITS = 15
SHOWN_OF_A_REFUSED_VALUE = 60

_PARTIAL_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_FIRST_DAY = "YYYY-01-01"
_PLAIN_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")

Value = str | Decimal | tuple[str, ...] | Rows
"""A code or text or (partial) ISO date, a number, the codes of several options in form order, or rows."""


class Confidence(StrEnum):
    """How sure the rater is of an answer."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Response:
    """What stands for one item: a value, or an absence, or (both None) nothing yet."""

    value: Value | None = None
    absence: Absence | None = None
    evidence: str = ""
    source: str = ""
    confidence: Confidence | None = None

    def __post_init__(self) -> None:
        if self.value is not None and self.absence is not None:
            raise ValueError("A response has a value or a reason for its absence, never both.")

    @property
    def is_blank(self) -> bool:
        """Whether nothing has been said yet: neither an answer nor why there is none."""
        return self.value is None and self.absence is None


Responses = Mapping[str, Response]
NO_RESPONSE = Response()


class ValueNotPermittedError(ValueError):
    """A value that the item does not take."""

    def __init__(self, item_id: str, value: object, permitted: str) -> None:
        shown = str(value) if isinstance(value, str | Decimal) else reprlib.repr(value)
        if len(shown) > SHOWN_OF_A_REFUSED_VALUE:
            shown = shown[: SHOWN_OF_A_REFUSED_VALUE - 1] + "…"
        super().__init__(f"“{item_id}” does not take “{shown}”: {permitted}.")
        self.item_id = item_id
        self.value = value
        self.permitted = permitted


def permitted_value(item: Item, raw: object) -> Value:
    """The value that `raw` (from a form, a file or the API) means for the item.

    One reading for every way in. Raises `ValueNotPermittedError` saying what the item takes.
    """
    match item.kind:
        case Kind.GRADED | Kind.SINGLE:
            return _one_code(item, raw)
        case Kind.MULTIPLE:
            return _several_codes(item, raw)
        case Kind.NUMBER:
            return _number(item, raw)
        case Kind.DATE:
            return _partial_date(item, raw)
        case Kind.TEXT:
            return _text(item, raw)
        case Kind.REPEATED:
            return _rows(item, raw)
        case Kind.NOTE:
            raise ValueNotPermittedError(item.id, raw, "it is a note to read, not a question")


def permitted_absence(item: Item, raw: object) -> Absence:
    """The absence reason that `raw` names; raises `ValueNotPermittedError` listing those allowed."""
    if isinstance(raw, str) and raw in [absence.value for absence in item.absences]:
        return Absence(raw)
    reasons = ", ".join(item.absences) or "none"
    raise ValueNotPermittedError(item.id, raw, f"the reasons allowed for no answer are {reasons}")


def meaning(item: Item, value: Value) -> tuple[Decimal | None, ConditionValue | None]:
    """What an answer counts (None where it carries no score), and what a condition sees of it.

    A condition sees codes; numbers for graded and number items; of rows how many there are. Raises
    `ValueNotPermittedError` where a code, or a number, is none that the item takes.
    """
    if isinstance(value, str):
        return item.choices.get(value) or _meaning_of_text(item, value)
    if isinstance(value, Decimal):
        number = _number(item, value)
        return number, number
    if isinstance(value, tuple):
        return _summed(item, value), frozenset(value)
    return None, Decimal(len(value))


def points(item: Item, response: Response) -> Decimal | None:
    """What the response counts; None where there is no answer or where it carries no score."""
    return None if response.value is None else meaning(item, response.value)[0]


def condition_type(item: Item) -> type:
    """The kind of value that a condition sees for the item."""
    if item.kind in {Kind.GRADED, Kind.NUMBER, Kind.REPEATED}:
        return Decimal
    return frozenset if item.kind is Kind.MULTIPLE else str


def _meaning_of_text(item: Item, value: str) -> tuple[None, str]:
    if item.kind not in {Kind.TEXT, Kind.DATE}:
        raise ValueNotPermittedError(item.id, value, f"it takes one of {_codes(item)}")
    return None, value


def _summed(item: Item, codes: Sequence[str]) -> Decimal | None:
    chosen = [item.option(code) for code in _several_codes(item, codes)]
    scores = [option.score for option in chosen if option and option.score is not None]
    return sum(scores, Decimal(0)) if scores else None


def _one_code(item: Item, raw: object) -> str:
    if isinstance(raw, str | int) and not isinstance(raw, bool):
        option = item.option(f"{raw}")
        if option:
            return option.code
    raise ValueNotPermittedError(item.id, raw, f"it takes one of {_codes(item)}")


def _several_codes(item: Item, raw: object) -> tuple[str, ...]:
    codes = raw if isinstance(raw, list | tuple) else None
    if not codes or any(not isinstance(code, str) or not item.option(code) for code in codes):
        raise ValueNotPermittedError(item.id, raw, f"it takes a list with one or more of {_codes(item)}")
    return tuple(option.code for option in item.options if option.code in codes)


def _codes(item: Item) -> str:
    return ", ".join(option.code for option in item.options)


def _number(item: Item, raw: object) -> Decimal:
    value = _decimal(raw)
    limits = item.number
    if (
        value is None
        or (limits.whole and value != value.to_integral_value())
        or (limits.minimum is not None and value < limits.minimum)
        or (limits.maximum is not None and value > limits.maximum)
    ):
        raise ValueNotPermittedError(item.id, raw, _number_wanted(item))
    return value


def _decimal(raw: object) -> Decimal | None:
    """A plain number in ASCII digits; booleans, exponents, infinities and over-long ones are none."""
    if isinstance(raw, bool) or not isinstance(raw, str | int | float | Decimal):
        return None
    text = str(raw).strip()
    if len(text) > MAXIMUM_DIGITS or not _PLAIN_NUMBER.fullmatch(text):
        return None
    return Decimal(text) or Decimal(0)  # never minus nought


def _number_wanted(item: Item) -> str:
    limits = item.number
    kind = "a whole number" if limits.whole else "a number"
    low = "" if limits.minimum is None else f" from {limits.minimum}"
    high = "" if limits.maximum is None else f" up to {limits.maximum}"
    return f"it takes {kind}{low}{high}, in figures"


def _partial_date(item: Item, raw: object) -> str:
    """A date as YYYY, YYYY-MM or YYYY-MM-DD that exists in the calendar."""
    text = raw.isoformat() if isinstance(raw, date) else raw
    if isinstance(text, str) and _PARTIAL_DATE.fullmatch(text) and _exists(text):
        return text
    raise ValueNotPermittedError(item.id, raw, "it takes a date that exists, as YYYY, YYYY-MM or YYYY-MM-DD")


def _exists(text: str) -> bool:
    try:
        date.fromisoformat(text + _FIRST_DAY[len(text) :])
    except ValueError:
        return False
    return True


def _rows(item: Item, raw: object) -> Rows:
    try:
        return read_rows(item, raw, permitted_value)
    except RowFault as fault:
        raise ValueNotPermittedError(item.id, raw, str(fault)) from fault
    except ValueNotPermittedError as error:
        column = next(one.title for one in item.columns if one.id == error.item_id)
        raise ValueNotPermittedError(item.id, error.value, f"in “{column}”, {error.permitted}") from error


def _text(item: Item, raw: object) -> str:
    text = cleaned(raw) if isinstance(raw, str) else ""
    if text.strip() and len(text) <= MAXIMUM_TEXT:
        return text
    raise ValueNotPermittedError(item.id, raw, f"it takes a text of up to {MAXIMUM_TEXT} characters")
