"""What an unquoted word of YAML means here: never a guess, and the same for every reader.

YAML 1.1 reads `no` as false, `12:30` as 750, `010` as 8 and `1.10` as 1.1. Whatever two readers could
read differently is refused with advice; a date stays text until a field that wants a date reads it.
"""

import re
from decimal import Decimal

Scalar = str | int | Decimal | bool | None

MAXIMUM_DIGITS = 15

_WORDS: dict[str, Scalar] = {"true": True, "false": False, "null": None}
_GUESSED_WORDS = {"yes", "no", "on", "off", "y", "n", "true", "false", "null", "~"}
_WHOLE = re.compile(r"-?(0|[1-9][0-9]*)")
_FRACTION = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]*[1-9]")
_CLOCK = re.compile(r"[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?")
_NUMBER_TO_SOMEBODY = re.compile(
    r"[-+]?(0x[0-9a-f_]+|0o[0-7_]+|0b[01_]+|[0-9][0-9_]*(\.[0-9_]*)?(e[-+]?[0-9]+)?|\.[0-9_]+(e[-+]?[0-9]+)?|\.inf)|\.nan",
    re.IGNORECASE,
)


class AmbiguousScalarError(ValueError):
    """An unquoted word that readers of YAML understand differently."""

    def __init__(self, rule: str, message: str, mend: str) -> None:
        super().__init__(f"{message} {mend}")
        self.rule = rule
        self.message = message
        self.mend = mend


def plain_scalar(text: str) -> Scalar:
    """The value of an unquoted word; raises `AmbiguousScalarError` where it could mean two things."""
    if text in _WORDS:
        return _WORDS[text]
    if not text:
        raise AmbiguousScalarError(
            "yaml-empty", "There is no value here.", "Write the value, or remove the key."
        )
    if text.lower() in _GUESSED_WORDS:
        raise AmbiguousScalarError(
            "yaml-bare-word",
            f"The bare word {text} is read as true, false or nothing by some readers of YAML.",
            f'Put it in quotes ("{text}") if it is text; else write true, false or null.',
        )
    return _number(text) if text[0] in "0123456789+-." else text


def _number(text: str) -> Scalar:
    if _WHOLE.fullmatch(text) and len(text) <= MAXIMUM_DIGITS:
        return int(text)
    if _FRACTION.fullmatch(text) and len(text) <= MAXIMUM_DIGITS:
        return Decimal(text)
    if _CLOCK.fullmatch(text):
        raise AmbiguousScalarError(
            "yaml-number", f"{text} without quotes is read as a number in base 60.", "Put it in quotes."
        )
    if _NUMBER_TO_SOMEBODY.fullmatch(text):
        raise AmbiguousScalarError(
            "yaml-number",
            f"{text} without quotes is not read as the same number everywhere.",
            "Put it in quotes if it is text (a version, a code); else write a plain number such as 8 or 1.5.",
        )
    return text
