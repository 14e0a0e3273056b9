"""How hard the words of the items are to read: a figure to think about, never a fault.

The figure is the Flesch–Kincaid grade plus five, the age at which a child in that school year is. Its
syllables are counted by groups of vowels, which is right for most English words and near for the rest.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from assessment_tool.core.instrument import Item
from assessment_tool.definitions.findings import Finding, Severity
from assessment_tool.definitions.places import placed_items
from assessment_tool.definitions.version_file import VersionFile

_WORD = re.compile(r"[A-Za-z’']+")
_SENTENCE_END = re.compile(r"[.!?]+")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_END = re.compile(r"[^aeiouyl]e(s|d)?$")
_YEARS_BEFORE_SCHOOL = 5
_GRADUATE = 22


def reading_age(file: VersionFile) -> Iterator[Finding]:
    """One note: the reading age of all item texts, and which item is the hardest."""
    if not file.instrument.language.startswith("en"):
        return
    texts = {item.path: list(_texts(item.part)) for item in placed_items(file.instrument)}
    hardest = max(texts, key=lambda path: age_of(texts[path]))
    whole = age_of([text for some in texts.values() for text in some])
    most = age_of(texts[hardest])
    message = f"The items read as for an age of {whole:.0f}; the hardest, this one, of {most:.0f}."
    mend = "Where that is too high for those who answer, write shorter sentences and plainer words."
    yield file.tree.finding((*hardest, "title"), "reading-age", message, mend, Severity.INFO)


def age_of(texts: list[str]) -> float:
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


def _texts(item: Item) -> Iterator[str]:
    """What is read to answer the item: its wording, its options or anchors."""
    yield item.title
    yield from item.anchors.values() if item.anchors else (option.label for option in item.options)
    for band in item.age_bands:
        yield from (text for text in (band.title, *band.anchors.values()) if text)
