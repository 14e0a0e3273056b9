"""Into which languages a version was translated, by whom, and whether it is offered in them now."""

from collections.abc import Iterator
from dataclasses import dataclass

from assessment_tool.core.languages import language_name
from assessment_tool.definitions.registry import Entry, PublishedTranslation
from assessment_tool.web.parts import parts


@dataclass(frozen=True, slots=True)
class TranslatedInto:
    """One language: the translation that counts, and whether something can be begun in it."""

    name: str
    published: PublishedTranslation
    is_offered: bool


def translations_of(instrument_id: str, entry: Entry) -> Iterator[TranslatedInto]:
    """Each language of the version's translations once, by its code."""
    offered = parts().catalogue.translations(instrument_id, entry.version)
    for language in sorted({one.language for one in entry.translations}):
        published = entry.translation(language)
        if published:
            yield TranslatedInto(language_name(language), published, language in offered)
