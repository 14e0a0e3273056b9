"""Folders of published instruments: copied from the fixtures, with a registry of their own."""

import shutil
from pathlib import Path

from assessment_tool.clock import today
from assessment_tool.definitions.canonical import FORMAT_NUMBER
from assessment_tool.definitions.catalogue import Status
from assessment_tool.definitions.registry import Entry, write_registry
from assessment_tool.definitions.version_file import read_version
from tests.web.family import AT

FEATURES = Path(__file__).parent / "definitions" / "instruments"
"""One tiny instrument for each feature of the format."""


def published(folder: Path, *sources: Path) -> Path:
    """Copy the instruments of the sources into the folder and publish every version."""
    for source in sources:
        shutil.copytree(source, folder, dirs_exist_ok=True)
    write_registry(folder, [_entry(file) for file in sorted(folder.glob("*/*.0.yaml"))])
    return folder


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
