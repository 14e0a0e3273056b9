"""Which words of two texts differ, so that a page can mark them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_TOKEN = re.compile(r"\n|[^\s]+")
_LEAST_ALIKE = 0.5
"""Below this the texts have so little in common that marking single words would only confuse."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in a row that the other text has as well, or that it has not."""

    text: str
    is_changed: bool


Lines = tuple[tuple[Piece, ...], ...]
_Run = tuple[Sequence[str], bool]


def marked(before: str, after: str) -> tuple[Lines, Lines]:
    """Both texts line by line, the words that only one of them has marked in it."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < _LEAST_ALIKE:
        return _lines([(old, True)]), _lines([(new, True)])
    steps = matcher.get_opcodes()
    return (
        _lines((old[start:end], tag != "equal") for tag, start, end, _, _ in steps),
        _lines((new[start:end], tag != "equal") for tag, _, _, start, end in steps),
    )


def _lines(runs: Iterable[_Run]) -> Lines:
    lines: list[list[Piece]] = [[]]
    for tokens, is_changed in runs:
        first, *others = " ".join(tokens).split("\n")
        lines[-1] += _piece(first, is_changed=is_changed)
        lines += [_piece(text, is_changed=is_changed) for text in others]
    return tuple(tuple(line) for line in lines if line)


def _piece(text: str, *, is_changed: bool) -> list[Piece]:
    return [Piece(text.strip(), is_changed)] if text.strip() else []
