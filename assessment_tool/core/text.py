"""One reading of every text that a person types: composed letters, and nothing that hides or misleads."""

import re
import unicodedata

_HIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
TURNING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""The characters that print nothing themselves and turn about what follows them."""

_TURNING = re.compile(f"[{TURNING}]+")


def cleaned(text: str) -> str:
    """The text in composed form (NFC), with plain line ends, without control characters.

    Lone surrogates and control characters other than tab and line feed are dropped; words, spaces
    and every script stay as typed.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _HIDDEN.sub("", lines))


def is_turning(character: str) -> bool:
    """Whether it is one of the turning characters."""
    return character in TURNING


def has_turning(text: str) -> bool:
    """Whether any of them stands in the text; quicker than to look for them one place after another."""
    return any(one in text for one in TURNING)


def shown(text: str) -> str:
    """The text as it is shown: characters that turn about what follows are written by their names.

    They stay as typed in what is stored; here, nobody reads what was not written.
    """
    return _TURNING.sub(lambda found: named(found.group()), text)


def named(characters: str) -> str:
    """The characters by their names, in brackets: [right-to-left override]."""
    return f"[{', '.join(_name(one) for one in characters)}]"


def _name(character: str) -> str:
    return unicodedata.name(character, f"U+{ord(character):04X}").lower()
