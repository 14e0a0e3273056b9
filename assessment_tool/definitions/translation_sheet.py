"""What a translator is given: the file of a translation with every source text and the hash of each."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from assessment_tool.definitions.schemas.strict import Loaded
from assessment_tool.definitions.translation_file import read_translation, translation_path
from assessment_tool.definitions.version_file import VersionFile
from assessment_tool.definitions.wording import text_sha256, texts_of


def translation_sheet(source: VersionFile, language: str) -> str:
    """The file to fill in: what is translated and up to date stands in it, the rest is blank.

    Above each text stands what it translates, and where that changed the translation of the earlier words.
    Raises `DefinitionError` where the translation so far cannot be read.
    """
    path = translation_path(Path(source.tree.file).parent, language)
    so_far = read_translation(path).facts if path.exists() else {}
    return "\n".join(_lines(source, language, so_far)) + "\n"


def _lines(source: VersionFile, language: str, so_far: Loaded) -> Iterator[str]:
    yield f"id: {source.instrument.id}"
    yield f"version: {_quoted(source.instrument.version)}"
    yield f"language: {_quoted(language)}"
    for name in ("translator", "checked_by"):
        yield f"{name}: {_quoted(so_far.get(name, ''))}"
    yield "texts:"
    for key, text in texts_of(source.identity, source.version).items():
        yield from _entry(key, text, so_far.get("texts", {}).get(key))


def _entry(key: str, text: str, before: Mapping[str, str] | None) -> Iterator[str]:
    holds = before is not None and before["of"] == text_sha256(text)
    yield f"  # {_in_one_line(text)}"
    if before and not holds:
        yield f"  # Earlier words were translated: {_in_one_line(before['text'])}"
    yield f"  {_quoted(key)}:"
    yield f"    text: {_quoted(before['text'] if before and holds else '')}"
    yield f"    of: {text_sha256(text)}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _in_one_line(text: str) -> str:
    return " ".join(text.split())
