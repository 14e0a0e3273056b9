"""Long unbroken words: the printer cuts them off the page unless they may break, so they get places to."""

import re

LONGEST_WORD = 40
_ZERO_WIDTH_SPACE = "\u200b"
_LONG = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")


def breakable(text: str) -> str:
    """The same text, in which every word of more than `LONGEST_WORD` characters may break."""
    return _LONG.sub(_broken, text)


def _broken(found: re.Match[str]) -> str:
    word = found.group()
    pieces = (word[start : start + LONGEST_WORD] for start in range(0, len(word), LONGEST_WORD))
    return _ZERO_WIDTH_SPACE.join(pieces)
