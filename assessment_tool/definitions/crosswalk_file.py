"""The crosswalks in an instrument's folder, read for use: only those in which lint finds no fault."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from assessment_tool.core.trend.crosswalk import Crosswalk
from assessment_tool.definitions.findings import DefinitionError
from assessment_tool.definitions.lint_rules.crosswalks import crosswalks
from assessment_tool.definitions.schemas.crosswalk import CrosswalkSchema, link_of
from assessment_tool.definitions.version_file import load, read_version, version_files, version_order
from assessment_tool.definitions.yaml_tree import read_tree


def sound_crosswalks(folder: Path) -> tuple[Crosswalk, ...]:
    """The crosswalks between versions in the folder; a faulty one is left out, so that it joins nothing."""
    return tuple(_sound(folder))


def _sound(folder: Path) -> Iterator[Crosswalk]:
    for path in sorted((folder / "crosswalk").glob("*.yaml")):
        try:
            walk = _read(path)
            is_sound = _is_sound(folder, walk.later)
        except DefinitionError:
            continue
        if is_sound:
            yield walk


def _read(path: Path) -> Crosswalk:
    facts = load(CrosswalkSchema(), read_tree(path))
    return Crosswalk(
        earlier=facts["earlier"],
        later=facts["later"],
        approved_by=facts["approved_by"],
        approved_on=facts["approved_on"],
        evidence=facts["evidence"],
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        links={key: link_of(one) for key, one in facts["scales"].items()},
    )


def _is_sound(folder: Path, major: int) -> bool:
    """Whether the crosswalks that lead to this major version hold for every version of it."""
    later = [path for version, path in version_files(folder).items() if version_order(version)[0] == major]
    return bool(later) and not any(finding for path in later for finding in crosswalks(read_version(path)))
