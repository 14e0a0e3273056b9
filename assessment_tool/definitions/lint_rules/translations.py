"""Translations: named by their language, of a version that is there, complete, and up to date."""

from collections.abc import Iterator
from pathlib import Path

from assessment_tool.definitions.findings import DefinitionError, Finding, Severity
from assessment_tool.definitions.registry import read_registry
from assessment_tool.definitions.translation_file import (
    TranslationFile,
    read_translation,
    translated_version,
    translation_findings,
    translation_paths,
)
from assessment_tool.definitions.version_file import VersionFile, version_files


def translations(file: VersionFile) -> Iterator[Finding]:
    """Whatever is wrong with the translations of this version, and those that stayed with an older one."""
    for path in translation_paths(Path(file.tree.file).parent):
        yield from findings_of(path, file)


def findings_of(path: Path, file: VersionFile) -> Iterator[Finding]:
    """Whatever is wrong with one translation, as far as it is this version's matter."""
    try:
        yield from _findings(read_translation(path), file)
    except DefinitionError as error:
        yield from error.findings


def _findings(translation: TranslationFile, file: VersionFile) -> Iterator[Finding]:
    name, instrument = Path(translation.tree.file).name, file.instrument
    if (translation.facts["id"], f"{translation.language}.yaml") != (instrument.id, name):
        message = f"The file is {instrument.id}/{name} and speaks of {translation.facts['id']} in "
        mend = f"Name it {translation.language}.yaml, in the folder of its instrument."
        yield translation.tree.finding((), "translation", f"{message}{translation.language}.", mend)
    elif translation.version != instrument.version:
        yield from _of_another_version(translation, file)
    elif translation.language == instrument.language:
        message = f"Version {instrument.version} is written in {instrument.language} already."
        yield translation.tree.finding(("language",), "translation", message, "Remove the translation.")
    else:
        findings = list(translation_findings(translation, file))
        yield from findings or _not_as_published(translation, file)


def _of_another_version(translation: TranslationFile, file: VersionFile) -> Iterator[Finding]:
    versions = list(version_files(Path(file.tree.file).parent))
    place = ("version",)
    if translation.version not in versions:
        message = f"There is no version {translation.version} to translate."
        mend = f"Name one of {', '.join(versions)}."
        yield translation.tree.finding(place, "translation", message, mend)
    elif file.instrument.version == versions[-1]:
        message = f"It translates {translation.version}: {versions[-1]} is not offered in this language."
        mend = f"Bring it up to date with {versions[-1]}."
        yield translation.tree.finding(place, "translation-behind", message, mend, Severity.WARNING)


def _not_as_published(translation: TranslationFile, file: VersionFile) -> Iterator[Finding]:
    folder = Path(file.tree.file).absolute().parent.parent
    entry = read_registry(folder).get((file.instrument.id, file.instrument.version))
    published = entry.translation(translation.language) if entry else None
    if published and published.sha256 != translated_version(translation, file).sha256:
        message = f"It is not as it was published on {published.published_on}, so it is not offered."
        mend = "Publish it anew, or restore the file."
        yield translation.tree.finding((), "translation-unpublished", message, mend, Severity.WARNING)
