"""Languages by their English names, and texts that say in which language they are.

Pages and documents are in English. A text of a translated instrument stands among them as `InLanguage`:
wherever a template shows it, it says by itself that it is to be read, spoken and broken in its own language.
"""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Self

_NAMES: Mapping[str, str] = {
    "am": "Amharic", "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "cs": "Czech", "cy": "Welsh",
    "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "fa": "Farsi", "fr": "French",
    "ga": "Irish", "gd": "Scottish Gaelic", "gu": "Gujarati", "hi": "Hindi", "hu": "Hungarian",
    "it": "Italian", "ku": "Kurdish", "lt": "Lithuanian", "lv": "Latvian", "ne": "Nepali", "pa": "Punjabi",
    "pl": "Polish", "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "rom": "Romani", "ru": "Russian",
    "sk": "Slovak", "so": "Somali", "sq": "Albanian", "sw": "Swahili", "ta": "Tamil", "ti": "Tigrinya",
    "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "yi": "Yiddish", "zh": "Chinese",
}  # fmt: skip
_FROM_THE_RIGHT = frozenset({"ar", "fa", "ps", "ur", "yi"})


class InLanguage(str):
    """Words in a language; equal to the same words without it."""

    __slots__ = ("language",)
    language: str

    def __new__(cls, words: str, language: str) -> Self:
        """The words, marked."""
        marked = super().__new__(cls, words)
        marked.language = language
        return marked

    def __html__(self) -> str:
        """The words as a page shows them; no template escapes them a second time."""
        turned = ' dir="rtl"' if self.language.partition("-")[0] in _FROM_THE_RIGHT else ""
        return f'<span lang="{escape(self.language)}"{turned}>{escape(self)}</span>'


class Mixed(str):
    """Texts in a row that are not all in one language; equal to the same words without it."""

    __slots__ = ("parts",)
    parts: tuple[str, ...]

    def __new__(cls, parts: Iterable[str]) -> Self:
        """The texts, one directly after the other."""
        kept = tuple(parts)
        mixed = super().__new__(cls, "".join(kept))
        mixed.parts = kept
        return mixed

    def __html__(self) -> str:
        """The texts as a page shows them, each in its language."""
        return "".join(one.__html__() if isinstance(one, Marked) else escape(one) for one in self.parts)


Marked = InLanguage | Mixed


def language_name(code: str) -> str:
    """What the language is called in English: cy is Welsh. One that is not known here keeps its code."""
    language, _, country = code.partition("-")
    name = _NAMES.get(language, f"the language “{language}”")
    return f"{name} ({country})" if country else name


def language_of(text: str) -> str:
    """The language that the text says it is in; empty where that is the one of the page."""
    return text.language if isinstance(text, InLanguage) else ""


def together(*texts: str) -> str:
    """The texts one directly after the other, each in its language."""
    return Mixed(texts) if any(isinstance(one, Marked) for one in texts) else "".join(texts)


def in_a_row(texts: Iterable[str], between: str) -> str:
    """The texts with the same words between each two, each in its language."""
    parts = [part for one in texts for part in (between, one)]
    return together(*parts[1:])


def changed(text: str, change: Callable[[str], str]) -> str:
    """The text with its words changed, each part still in its language."""
    match text:
        case InLanguage():
            return InLanguage(change(text), text.language)
        case Mixed():
            return Mixed(changed(one, change) for one in text.parts)
        case _:
            return change(text)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, each in its language."""
    lines = [one.strip() for one in text.split("\n") if one.strip()]
    return [InLanguage(one, text.language) for one in lines] if isinstance(text, InLanguage) else lines
