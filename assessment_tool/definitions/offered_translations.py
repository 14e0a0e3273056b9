"""In which languages a version is offered: a published one in those of its published translations.

A translation is a patch of its own: it is published after its version, by two people, and the registry
keeps its hash beside that of the version with the names of translator and checker. A mended translation
is published again, and from then on it is the one that counts; what was answered in the earlier words
keeps them. One that is not on disk as it was published is not offered: lint says so.

A draft is read in the language of every translation that is whole and current, published or not: those who
look after it see it and its words together before either is published.
"""

from collections.abc import Iterator
from pathlib import Path

from assessment_tool.definitions.findings import DefinitionError
from assessment_tool.definitions.lint import read_sound
from assessment_tool.definitions.lint_rules.published import read_published
from assessment_tool.definitions.registry import Entry
from assessment_tool.definitions.translation_file import (
    TranslatedVersion,
    read_translation,
    translated_version,
    translation_path,
    translation_paths,
)
from assessment_tool.definitions.version_file import VersionFile


def draft_translations(path: Path) -> list[TranslatedVersion]:
    """The draft in this file in every other language into which it is translated, by language."""
    try:
        source = read_sound(path)
    except DefinitionError:
        return []
    found = (_whole(one, source) for one in translation_paths(path.parent))
    return [one for one in found if one]


def offered_translations(path: Path, entry: Entry) -> list[TranslatedVersion]:
    """The published version in this file in every other language in which it is offered, by language."""
    languages = sorted({one.language for one in entry.translations})
    try:
        source = read_published(path, entry) if languages else None
    except DefinitionError:
        return []
    return list(_offered(source, languages, entry)) if source else []


def _offered(source: VersionFile, languages: list[str], entry: Entry) -> Iterator[TranslatedVersion]:
    folder = Path(source.tree.file).parent
    for language in languages:
        found, published = _whole(translation_path(folder, language), source), entry.translation(language)
        if found and published and published.sha256 == found.sha256:
            yield found


def _whole(path: Path, source: VersionFile) -> TranslatedVersion | None:
    """The version in the words of this file; None where they are not whole, current and of this version."""
    try:
        return translated_version(read_translation(path), source)
    except DefinitionError:
        return None
