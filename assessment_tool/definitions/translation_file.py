"""The translations of a version as they stand on disk, in the folder `lang` beside it.

A text is translated from the words whose hash its entry names. Where those words changed, where a text has
no translation, or where an entry names no text, the translation is out of date: lint says so, and the form
is not offered in that language until it is mended. Nothing is ever translated while the service runs.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assessment_tool.core.instrument import Instrument
from assessment_tool.core.translation import Translation
from assessment_tool.definitions.canonical import canonical_form, canonical_sha256
from assessment_tool.definitions.findings import DefinitionError, Finding
from assessment_tool.definitions.schemas.strict import Loaded
from assessment_tool.definitions.schemas.translation import TranslationSchema
from assessment_tool.definitions.suggestions import did_you_mean
from assessment_tool.definitions.translated import translated
from assessment_tool.definitions.version_file import VersionFile, load
from assessment_tool.definitions.wording import text_sha256, texts_of
from assessment_tool.definitions.yaml_tree import Tree, read_tree

FOLDER = "lang"
_MOST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class TranslationFile:
    """One translation as read, with the places of all its values."""

    tree: Tree
    facts: Loaded

    @property
    def language(self) -> str:
        """The language that it translates into."""
        return str(self.facts["language"])

    @property
    def version(self) -> str:
        """The version that it translates."""
        return str(self.facts["version"])


@dataclass(frozen=True, slots=True)
class TranslatedVersion:
    """A version in another language, with its canonical form and hash."""

    instrument: Instrument
    origin: Translation
    canonical: str
    sha256: str
    path: Path


def translation_paths(folder: Path) -> list[Path]:
    """The files of the translations of the instrument in this folder, by language."""
    return sorted((folder / FOLDER).glob("*.yaml"))


def translation_path(folder: Path, language: str) -> Path:
    """Where the translation of the instrument in this folder into the language stands."""
    return folder / FOLDER / f"{language}.yaml"


def read_translation(path: Path) -> TranslationFile:
    """The translation in the file; raises `DefinitionError` with every fault of its shape."""
    tree = read_tree(path)
    return TranslationFile(tree, load(TranslationSchema(), tree))


def translation_findings(translation: TranslationFile, source: VersionFile) -> Iterator[Finding]:
    """Why it cannot stand for this version: texts that changed, are missing, or are not there."""
    wanted = texts_of(source.identity, source.version)
    written, tree = translation.facts["texts"], translation.tree
    for key, text in wanted.items():
        if key not in written:
            message = f"“{key}” is not translated: {_short(text)}"
            yield tree.finding(("texts",), "translation-missing", message, f"Add it, with {_of(text)}.")
        elif written[key]["of"] != text_sha256(text):
            message = f"“{key}” was translated from other words. It reads now: {_short(text)}"
            mend = f"Translate it again, and write {_of(text)}."
            yield tree.finding(("texts", key), "translation-outdated", message, mend)
    for key in written:
        if key not in wanted:
            message = f"“{key}” names no text of version {source.instrument.version}."
            mend = did_you_mean(key, wanted)
            yield tree.finding(("texts", key), "translation-unknown", message, mend)


def translated_version(translation: TranslationFile, source: VersionFile) -> TranslatedVersion:
    """The version in the language of the translation.

    Raises `DefinitionError` where the translation is not complete and up to date, or of another version.
    """
    findings = list(translation_findings(translation, source))
    if findings or translation.version != source.instrument.version:
        raise DefinitionError(findings)
    words = {name: translation.facts[name] for name in ("language", "translator", "checked_by")}
    words["texts"] = {key: entry["text"] for key, entry in translation.facts["texts"].items()}
    canonical = canonical_form(source.identity, source.version, words)
    instrument, origin = translated(source.identity, source.version, words, source.sha256)
    return TranslatedVersion(
        instrument=instrument,
        origin=origin,
        canonical=canonical,
        sha256=canonical_sha256(canonical),
        path=Path(translation.tree.file),
    )


def _of(text: str) -> str:
    return f"of: {text_sha256(text)}"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return f"“{words if len(words) <= _MOST_SHOWN else words[: _MOST_SHOWN - 1] + '…'}”"
