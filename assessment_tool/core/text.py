"""One reading of every text that a person types: composed letters, and nothing that hides."""

import re
import unicodedata

_HIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def cleaned(text: str) -> str:
    """The text in composed form (NFC), with plain line ends, without control characters.

    Lone surrogates and control characters other than tab and line feed are dropped; words, spaces
    and every script stay as typed.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _HIDDEN.sub("", lines))
