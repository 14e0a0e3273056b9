"""A version taken apart: everything in it that has a name, with its values and the path to it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from assessment_tool.definitions.version_file import VersionFile


class PartKind(StrEnum):
    """What a part of an instrument is."""

    VERSION = "version"
    SECTION = "section"
    ITEM = "item"
    OPTION = "option"
    GRADE = "grade"
    AGE_BAND = "age band"
    FLAG = "flag"
    SCALE = "scale"
    BAND = "band"


_INSIDE = {
    (PartKind.VERSION, "grades.options"): PartKind.GRADE,
    (PartKind.VERSION, "gate.items"): PartKind.ITEM,
    (PartKind.VERSION, "sections"): PartKind.SECTION,
    (PartKind.VERSION, "scales"): PartKind.SCALE,
    (PartKind.SECTION, "sections"): PartKind.SECTION,
    (PartKind.SECTION, "items"): PartKind.ITEM,
    (PartKind.ITEM, "options"): PartKind.OPTION,
    (PartKind.ITEM, "age_bands"): PartKind.AGE_BAND,
    (PartKind.ITEM, "flags"): PartKind.FLAG,
    (PartKind.SCALE, "bands"): PartKind.BAND,
}
"""Which lists hold parts with names of their own; every other list is one value."""

_NAMED_FOR_ALL = {PartKind.SECTION, PartKind.ITEM, PartKind.SCALE}
"""What is known by its own name wherever it stands; the others by their owner's name and their own."""

Key = tuple[PartKind, tuple[str, ...]]
Path = tuple[str | int, ...]


_NOWHERE: Key = (PartKind.VERSION, ("",))
"""What the version as a whole stands in."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part: its names from the outermost inwards, and its own values by their dotted keys.

    What equals its default is not among the values. `inside` is the part that it stands in.
    """

    kind: PartKind
    names: tuple[str, ...]
    path: Path
    values: Mapping[str, Any]
    inside: Key

    @property
    def stands_alone(self) -> bool:
        """Whether it is known by its own name, wherever it stands."""
        return self.kind in _NAMED_FOR_ALL

    @property
    def key(self) -> Key:
        """What the same part of another version is found by."""
        return self.kind, self.names

    @property
    def title(self) -> str:
        """The part as a person is told of it."""
        if not self.names:
            return "The version"
        owners = "".join(f" of {name}" for name in reversed(self.names[:-1]))
        return f"The {self.kind} {self.names[-1]}{owners}"


def parts_of(file: VersionFile) -> dict[Key, Part]:
    """Every part of the version, in the order of the file."""
    facts = json.loads(file.canonical)["version"]
    return {part.key: part for part in _parts(PartKind.VERSION, (), facts, (), _NOWHERE)}


def _parts(
    kind: PartKind, names: tuple[str, ...], facts: Mapping[str, Any], path: Path, inside: Key
) -> Iterator[Part]:
    flat = dict(_flattened(facts))
    values = {key: value for key, value in flat.items() if (kind, key) not in _INSIDE}
    yield Part(kind, names, path, values, inside)
    for key, inner_facts in flat.items():
        inner_kind = _INSIDE.get((kind, key))
        if inner_kind:
            for number, one in enumerate(inner_facts):
                name = one.get("id") or one["code"]
                inner_names = (name,) if inner_kind in _NAMED_FOR_ALL else (*names, name)
                inner_path = (*path, *key.split("."), number)
                yield from _parts(inner_kind, inner_names, one, inner_path, (kind, names))


def _flattened(facts: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """The values with dotted keys through the groups that have no name."""
    for key, value in facts.items():
        if isinstance(value, dict):
            yield from _flattened(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value
