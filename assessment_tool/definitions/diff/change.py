"""One change between two versions: what, where on both sides, and the bump that it needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from assessment_tool.definitions.diff.parts import Part
from assessment_tool.definitions.version_file import version_order
from assessment_tool.definitions.yaml_tree import Tree

_MOST_SHOWN = 80


class Bump(IntEnum):
    """Which number of major.minor.patch a change must raise; a higher one needs more."""

    PATCH = 1
    MINOR = 2
    MAJOR = 3

    @property
    def word(self) -> str:
        """As a person calls it."""
        return self.name.lower()


class ChangeKind(StrEnum):
    """What happened to a part of the instrument."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"
    REORDERED = "reordered"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a file, counted from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        """As editors understand it."""
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Change:
    """One change. A value is None where there is none; `key` is empty where the whole part is meant."""

    kind: ChangeKind
    bump: Bump
    part: Part
    key: str
    before: object
    after: object
    spots: tuple[Spot, Spot]

    def __str__(self) -> str:
        """The change in one line, the bump and both places first."""
        return f"{self.bump.word}: {self.spots[0]} → {self.spots[1]}: {self.message}"

    @property
    def message(self) -> str:
        """The change in words."""
        if not self.key:
            return f"{self.part.title} is {self.kind}."
        return f"{self.part.title}: {self.key} was {_shown(self.before)} and is {_shown(self.after)}."

    def as_json(self) -> Mapping[str, object]:
        """The change as plain data."""
        then, now = ({"file": one.file, "line": one.line, "column": one.column} for one in self.spots)
        return {
            "bump": self.bump.word,
            "kind": self.kind.value,
            "part": self.part.kind.value,
            "name": "/".join(self.part.names),
            "key": self.key,
            "before": {**then, "value": self.before},
            "after": {**now, "value": self.after},
            "message": self.message,
        }


def spot(tree: Tree, path: tuple[str | int, ...]) -> Spot:
    """Where the path, or the nearest thing around it, stands in the tree's file."""
    return Spot(tree.file, *tree.place(path))


def declared_bump(before: str, after: str) -> Bump | None:
    """The bump from one version number to a higher one; None where it is not higher."""
    earlier, later = version_order(before), version_order(after)
    if later <= earlier:
        return None
    place = next(place for place, (one, other) in enumerate(zip(earlier, later, strict=True)) if one != other)
    return Bump(Bump.MAJOR - place)


def _shown(value: object) -> str:
    if value is None:
        return "not there"
    text = " ".join(_flat(value).split())
    return f"“{text if len(text) <= _MOST_SHOWN else text[: _MOST_SHOWN - 1] + '…'}”"


def _flat(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_flat(one) for one in value)
    return str(value).lower() if isinstance(value, bool) else str(value)
