"""The single values that files are made of, each strict, and each with its canonical form."""

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, NoReturn

from marshmallow import ValidationError, fields

from assessment_tool.core.conditions import Condition, ConditionError, parse_condition
from assessment_tool.core.text import cleaned
from assessment_tool.definitions.schemas.faults import refused
from assessment_tool.definitions.suggestions import did_you_mean

MAXIMUM_TEXT = 20_000
MAXIMUM_DECIMALS = 4

_MOST_SHOWN = 60
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Field(fields.Field[Any]):
    """A value of a definition; without a default it must be there."""

    wanted = "a value"

    def __init__(self, **options: Any) -> None:
        super().__init__(required="load_default" not in options, **options)

    def make_error(self, key: str, **_: object) -> ValidationError:
        """Marshmallow's own faults (missing, null, invalid), in our words."""
        return refused(*_basic_fault(key, self.wanted))

    def canonical(self, value: Any) -> object:
        """The value as plain data for the canonical form."""
        return value

    def _read(self, value: object) -> Any:
        """The value that stands in the file as a value of this kind; raises where it is none."""
        raise NotImplementedError

    def _deserialize(self, value: object, attr: str | None, data: object, **_: object) -> Any:
        return self._read(value)

    def refuse(self, value: object, mend: str = "") -> NoReturn:
        """Say that this value is not what is wanted."""
        raise refused("value", f"{shown(value)} cannot stand here.", mend or f"Write {self.wanted}.")


class Text(Field):
    """A text for people; never blank."""

    wanted = "a text"
    pattern: re.Pattern[str] | None = None

    def _read(self, value: object) -> str:
        if not isinstance(value, str):
            self.refuse(value, f"Write {self.wanted}, in quotes.")
        text = cleaned(value).strip()
        if not text or len(text) > MAXIMUM_TEXT or (self.pattern and not self.pattern.fullmatch(text)):
            self.refuse(value)
        return text


class Id(Text):
    """The name of a section, item, scale, band or flag."""

    wanted = "an id of small letters, digits and underscores that begins with a letter"
    pattern = re.compile(r"[a-z][a-z0-9_]{0,63}")


class InstrumentId(Text):
    """The name of an instrument, which is also its folder's."""

    wanted = "an id of small letters, digits and hyphens that begins with a letter"
    pattern = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


class VersionNumber(Text):
    """A version as major.minor.patch."""

    wanted = 'a version such as "1.10.0"'
    pattern: re.Pattern[str] = re.compile(r"(0|[1-9][0-9]{0,4})(\.(0|[1-9][0-9]{0,4})){2}")


class Language(Text):
    """The language that the version is written in."""

    wanted = "a language such as en or cy"
    pattern: re.Pattern[str] = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")


class Code(Text):
    """What is stored when an option is chosen."""

    wanted = "a code of letters, digits, full stops, hyphens and underscores"
    pattern = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")


class Sha256(Text):
    """A SHA-256 as 64 hexadecimal digits."""

    wanted = "a SHA-256 of 64 hexadecimal digits"
    pattern = re.compile(r"[0-9a-f]{64}")


class ConditionText(Field):
    """A condition, parsed."""

    wanted = "a condition in quotes"

    def _read(self, value: object) -> Condition:
        if not isinstance(value, str):
            self.refuse(value)
        try:
            return parse_condition(cleaned(value).strip())
        except ConditionError as error:
            mend = "Use and, or, not, comparisons, in, answered(item), ids, 'codes' and numbers."
            raise refused("condition", str(error), mend) from error

    def canonical(self, value: Condition | None) -> str | None:
        """The condition's text."""
        return None if value is None else value.text


class Number(Field):
    """A plain number, exact."""

    wanted = f"a number with at most {MAXIMUM_DECIMALS} decimals"

    def _read(self, value: object) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            self.refuse(value)
        number = Decimal(value)
        exponent = number.normalize().as_tuple().exponent
        if not isinstance(exponent, int) or exponent < -MAXIMUM_DECIMALS or abs(number) >= 10**12:
            self.refuse(value)
        return number

    def canonical(self, value: Decimal | None) -> int | float | None:
        """A JSON number; at most four decimals and twelve digits survive it exactly."""
        if value is None:
            return None
        return int(value) if value == value.to_integral_value() else float(value)


class Above(Number):
    """A plain number above another."""

    def __init__(self, bound: int, **options: Any) -> None:
        super().__init__(**options)
        self.bound = bound
        self.wanted = f"a number above {bound}"

    def _read(self, value: object) -> Decimal:
        number = super()._read(value)
        if number <= self.bound:
            self.refuse(value)
        return number


class Share(Number):
    """A share of a whole, less than all of it."""

    wanted = "a number from 0 to below 1"

    def _read(self, value: object) -> Decimal:
        number = super()._read(value)
        if not 0 <= number < 1:
            self.refuse(value)
        return number


class Whole(Field):
    """A whole number within limits."""

    def __init__(self, least: int, most: int, **options: Any) -> None:
        super().__init__(**options)
        self.least, self.most = least, most
        self.wanted = f"a whole number from {least} to {most}"

    def _read(self, value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not self.least <= value <= self.most:
            self.refuse(value)
        return value


class Truth(Field):
    """True or false."""

    wanted = "true or false"

    def _read(self, value: object) -> bool:
        if not isinstance(value, bool):
            self.refuse(value)
        return value


class CalendarDate(Field):
    """A day that exists in the calendar."""

    wanted = "a date that exists, as YYYY-MM-DD"

    def _read(self, value: object) -> date:
        if not isinstance(value, str) or not _DAY.fullmatch(value):
            self.refuse(value)
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.refuse(value)

    def canonical(self, value: date) -> str:
        """The date as YYYY-MM-DD."""
        return value.isoformat()


class Choice(Field):
    """One of a closed set of words."""

    def __init__(self, words: type[StrEnum], **options: Any) -> None:
        super().__init__(**options)
        self.words = {word.value: word for word in words}
        self.wanted = f"one of {', '.join(self.words)}"

    def _read(self, value: object) -> StrEnum:
        if not isinstance(value, str) or value not in self.words:
            self.refuse(value, did_you_mean(str(value), self.words))
        return self.words[value]

    def canonical(self, value: StrEnum | None) -> str | None:
        """The word."""
        return None if value is None else value.value


def _basic_fault(key: str, wanted: str) -> tuple[str, str, str]:
    if key == "required":
        return "missing-key", "A key is missing here", f"Add it, with {wanted}."
    return "value", "There is no value here.", f"Write {wanted}, or remove the key."


def shown(value: object) -> str:
    """The value in a few words: its kind tells a text of digits from a number."""
    text = " ".join(cleaned(str(value)).split())
    text = text if len(text) <= _MOST_SHOWN else text[: _MOST_SHOWN - 1] + "…"
    kinds = {list: "This list", dict: "This mapping", type(None): "Nothing", str: f"The text “{text}”"}
    return kinds.get(type(value)) or (text.lower() if isinstance(value, bool) else text)
