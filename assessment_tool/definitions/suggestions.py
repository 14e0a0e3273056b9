"""The word that was probably meant."""

import difflib
from collections.abc import Iterable

MOST_LISTED = 20


def near(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """Up to three known words that resemble the one that was written, the nearest first."""
    return tuple(difflib.get_close_matches(word, list(known), n=3, cutoff=0.6))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """“Did you mean …?” or, where nothing resembles the word, the known words unless they are many."""
    known = list(known)
    close = near(word, known)
    if close:
        return f"Did you mean {' or '.join(f'“{one}”' for one in close)}?"
    return f"Known here: {', '.join(known)}." if 0 < len(known) <= MOST_LISTED else "Check the spelling."
