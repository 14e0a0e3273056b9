"""Characters that the shipped fonts cannot draw are written by their names, so that none vanishes.

A letter without a glyph would print as an empty box, or in whatever font a machine happens to have.
"""

import re
from collections.abc import Iterator
from functools import cache
from struct import unpack_from

from assessment_tool.core.text import is_turning, named
from assessment_tool.documents.pdf import OWN_FILES

_WHITE = frozenset(map(ord, "\t\n\r \u200b"))
_WINDOWS_UNICODE = (3, 1)


def printable(text: str) -> str:
    """The same text, in which a run of characters without a glyph is their names in brackets.

    An emoji reads “[crying face]”, a word in a script that the fonts lack as the names of its letters;
    characters that turn about what follows are named whether the fonts have them or not.
    """
    return _without_glyph().sub(lambda found: named(found.group()), text)


@cache
def _without_glyph() -> re.Pattern[str]:
    drawn = frozenset.intersection(*(drawn_by(path.read_bytes()) for path in OWN_FILES.values()))
    known = (one for one in map(chr, sorted(drawn | _WHITE)) if not is_turning(one))
    return re.compile(f"[^{''.join(map(re.escape, known))}]+")


def drawn_by(font: bytes) -> frozenset[int]:
    """The code points of the basic plane for which a TrueType font has a glyph."""
    start = _table(font, b"cmap")
    (count,) = unpack_from(">2xH", font, start)
    maps = (unpack_from(">HHI", font, start + 4 + 8 * place) for place in range(count))
    [at] = [start + offset for *kind, offset in maps if tuple(kind) == _WINDOWS_UNICODE]
    return frozenset(point for point, glyph in _segments(font, at) if glyph)


def _table(font: bytes, wanted: bytes) -> int:
    (count,) = unpack_from(">4xH", font)
    tables = (unpack_from(">4s4xI4x", font, 12 + 16 * place) for place in range(count))
    return next(int(offset) for tag, offset in tables if tag == wanted)


def _segments(font: bytes, at: int) -> Iterator[tuple[int, int]]:
    """Every code point of a segmented map (format 4) with its glyph; 0 is the empty box."""
    (size,) = unpack_from(">6xH", font, at)
    for place in range(0, size, 2):
        (last,) = unpack_from(">H", font, at + 14 + place)
        first, delta, skip = (unpack_from(">H", font, at + 16 + part * size + place)[0] for part in (1, 2, 3))
        for point in range(first, last + 1):
            glyph = point
            if skip:
                (glyph,) = unpack_from(">H", font, at + 16 + 3 * size + place + skip + 2 * (point - first))
            yield point, (glyph + delta) & 0xFFFF if glyph else 0
