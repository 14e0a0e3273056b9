"""In which languages a published version is offered: those of the translations that were published with it.

A translation is a patch of its own: it is published after its version, by two people, and the registry
keeps its hash beside that of the version with the names of translator and checker. A mended translation
is published again, and from then on it is the one that counts; what was answered in the earlier words
keeps them. One that is not on disk as it was published is not offered: lint says so.
"""

from collections.abc import Iterator
from pathlib import Path

from assessment_tool.definitions.findings import DefinitionError
from assessment_tool.definitions.lint_rules.published import read_published
from assessment_tool.definitions.registry import Entry
from assessment_tool.definitions.translation_file import (
    TranslatedVersion,
    read_translation,
    translated_version,
    translation_path,
)
from assessment_tool.definitions.version_file import VersionFile


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
        try:
            found = translated_version(read_translation(translation_path(folder, language)), source)
        except DefinitionError:
            continue
        published = entry.translation(language)
        if published and published.sha256 == found.sha256:
            yield found
