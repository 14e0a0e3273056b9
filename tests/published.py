"""Folders of published instruments: copied from the fixtures, with a registry of their own."""

import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

from assessment_tool.clock import today
from assessment_tool.definitions.canonical import FORMAT_NUMBER
from assessment_tool.definitions.catalogue import Status
from assessment_tool.definitions.life import Decision
from assessment_tool.definitions.publish_translation import publish_translation
from assessment_tool.definitions.registry import Entry, read_registry, write_registry
from assessment_tool.definitions.version_file import read_version
from assessment_tool.resources import instruments_dir
from tests.web.family import AT

FEATURES = Path(__file__).parent / "definitions" / "instruments"
"""One tiny instrument for each feature of the format."""


def published(folder: Path, *sources: Path) -> Path:
    """Copy the instruments of the sources into the folder and publish every version."""
    for source in sources:
        shutil.copytree(source, folder, dirs_exist_ok=True)
    write_registry(folder, [_entry(file) for file in sorted(folder.glob("*/*.0.yaml"))])
    return folder


def in_two_languages(folder: Path) -> Path:
    """Copy the tiny instrument that is translated into Welsh into the folder, published in both languages."""
    shutil.copytree(FEATURES / "translated", folder / "translated")
    published(folder)
    offer_in_welsh(folder, "1.0.0")
    return folder


def offer_in_welsh(folder: Path, version: str) -> None:
    """Publish the translation as one of this version, a published one."""
    file = folder / "translated" / "lang" / "cy.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r'version: "[0-9.]+"', f'version: "{version}"', text), encoding="utf-8")
    decision = Decision("A. Lead", today(AT), "Families asked for it.", approved_by="B. Lead")
    publish_translation(folder, ("translated", version), "cy", decision)


def with_first_versions(folder: Path) -> Path:
    """Copy the shipped instruments as on their first day: some in version 1.0.0, all else a draft."""
    shutil.copytree(instruments_dir(), folder)
    entries = read_registry(folder).values()
    first = [one for one in entries if one.version == "1.0.0" and not one.approved_by]
    write_registry(folder, [replace(one, status=Status.ACTIVE, finish_until=None, steps=()) for one in first])
    return folder


def in_version_2(folder: Path, instrument_id: str, *changes: tuple[str, str]) -> Path:
    """Write version 2.0.0 of an instrument of the folder: the text of 1.0.0 with these changes."""
    text = (folder / instrument_id / "1.0.0.yaml").read_text(encoding="utf-8")
    for before, after in (('version: "1.0.0"', 'version: "2.0.0"'), *changes):
        assert before in text, before
        text = text.replace(before, after)
    newer = folder / instrument_id / "2.0.0.yaml"
    newer.write_text(text, encoding="utf-8")
    return newer


def published_beside(folder: Path, file: Path) -> None:
    """Publish one more version in the folder, beside those that are published there."""
    write_registry(folder, [*read_registry(folder).values(), _entry(file)])


def coming_into_use(folder: Path, instrument_id: str, version: str, on: date) -> None:
    """Let a published version of the folder come into use on that day."""
    registry = read_registry(folder)
    registry[instrument_id, version] = replace(registry[instrument_id, version], effective_from=on)
    write_registry(folder, registry.values())


def _entry(file: Path) -> Entry:
    return Entry(
        id=file.parent.name,
        version=file.stem,
        status=Status.ACTIVE,
        effective_from=today(AT),
        sha256=read_version(file).sha256,
        format=FORMAT_NUMBER,
        published_on=today(AT),
        published_by="The tests",
    )
