"""How hard words are to read, as the age for which they read: the Flesch–Kincaid grade plus five.

A child in that school year is of that age. Syllables are counted by groups of vowels, which is right for most
English words and near for the rest.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

_WORD = re.compile(r"[A-Za-z’']+")
_SENTENCE_END = re.compile(r"[.!?]+")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_END = re.compile(r"[^aeiouyl]e(s|d)?$")
_YEARS_BEFORE_SCHOOL = 5
_GRADUATE = 22


def age_of(texts: Sequence[str]) -> float:
    """The reading age of the texts, each of them at least one sentence; never above that of a graduate."""
    words = [word for text in texts for word in _WORD.findall(text)]
    if not words:
        return 0
    sentences = sum(max(1, len(_SENTENCE_END.findall(text))) for text in texts)
    syllables = sum(_syllables(word.lower()) for word in words)
    grade = 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59
    return min(max(grade, 0) + _YEARS_BEFORE_SCHOOL, _GRADUATE)


@lru_cache(maxsize=20_000)
def _syllables(word: str) -> int:
    groups = len(_VOWELS.findall(word))
    return max(1, groups - (1 if _SILENT_END.search(word) else 0))
