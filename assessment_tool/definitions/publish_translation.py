"""Publishing a translation: it enters the registry beside its version, with a hash of its own."""

from dataclasses import replace
from pathlib import Path

from assessment_tool.definitions.life import Decision, LifeError
from assessment_tool.definitions.lint import refuse_errors
from assessment_tool.definitions.lint_rules.published import read_published
from assessment_tool.definitions.lint_rules.translations import findings_of
from assessment_tool.definitions.registry import (
    Entry,
    PublishedTranslation,
    changing,
    read_registry,
    write_registry,
)
from assessment_tool.definitions.schemas.registry import Status
from assessment_tool.definitions.translation_file import (
    TranslatedVersion,
    read_translation,
    translated_version,
    translation_path,
)


def publish_translation(
    folder: Path, name: tuple[str, str], language: str, decision: Decision
) -> PublishedTranslation:
    """Offer an active version, named by its id and number, in another language from the day of the decision.

    A mended translation is published again. Raises `LifeError` where one person decided alone, the version
    is not active or nothing changed, and `DefinitionError` with the errors that lint finds.
    """
    decision.check_two_people()
    with changing(folder):
        registry = read_registry(folder)
        entry = _active(registry.get(name), name)
        found = _sound(folder / entry.id / f"{entry.version}.yaml", entry, language)
        published = _published(found, language, decision)
        counts = entry.translation(language)
        if counts and counts.sha256 == published.sha256:
            raise LifeError(f"This translation was published on {counts.published_on}.")
        after = replace(entry, translations=(*entry.translations, published))
        write_registry(folder, [after if one is entry else one for one in registry.values()])
    return published


def _active(entry: Entry | None, name: tuple[str, str]) -> Entry:
    if entry is None or entry.status is not Status.ACTIVE:
        raise LifeError(f"{'@'.join(name)} is not in use. Publish the version first, then its translation.")
    return entry


def _sound(path: Path, entry: Entry, language: str) -> TranslatedVersion:
    source = read_published(path, entry)
    file = translation_path(path.parent, language)
    translation = read_translation(file)
    if translation.version != entry.version:
        raise LifeError(f"{file.name} translates version {translation.version}, not {entry.version}.")
    refuse_errors(list(findings_of(file, source)))
    return translated_version(translation, source)


def _published(found: TranslatedVersion, language: str, decision: Decision) -> PublishedTranslation:
    origin = found.origin
    return PublishedTranslation(
        language=language,
        sha256=found.sha256,
        translator=origin.translator,
        checked_by=origin.checked_by,
        published_on=decision.on,
        published_by=decision.by,
        approved_by=decision.approved_by,
        because=decision.because,
    )
