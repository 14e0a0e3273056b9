"""The registry: which versions are published, since when, by whom, and with which hash.

Its file, `registry.lock`, stands among the instruments' folders and is written by the tool alone.
"""

import json
import os
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from assessment_tool.definitions.findings import DefinitionError
from assessment_tool.definitions.schemas.groups import canonical_group
from assessment_tool.definitions.schemas.registry import RegistrySchema, Status
from assessment_tool.definitions.version_file import load, version_order
from assessment_tool.definitions.yaml_tree import read_tree

REGISTRY_FILE = "registry.lock"

_SCHEMA = RegistrySchema()


@dataclass(frozen=True, slots=True)
class LaterStep:
    """One step of a version's life after it was published: what it became, when, by whom and why."""

    status: Status
    on: date
    by: str
    because: str
    approved_by: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One published version, and what became of it."""

    id: str
    version: str
    status: Status
    effective_from: date
    sha256: str
    format: int
    published_on: date
    published_by: str
    approved_by: str = ""
    because: str = ""
    finish_until: date | None = None
    """The last day on which a draft begun in a superseded version can be signed."""
    steps: tuple[LaterStep, ...] = ()

    @property
    def latest(self) -> LaterStep | None:
        """The latest step; None where it is as it was published."""
        return self.steps[-1] if self.steps else None


def read_registry(folder: Path) -> dict[tuple[str, str], Entry]:
    """The published versions of the folder by id and version; none where nothing is published yet.

    Raises `DefinitionError` where the file is not as the tool writes it.
    """
    path = folder / REGISTRY_FILE
    if not path.exists():
        return {}
    tree = read_tree(path)  # JSON is YAML, so faults are told with their places here too
    registry: dict[tuple[str, str], Entry] = {}
    for number, facts in enumerate(load(_SCHEMA, tree)["entries"]):
        entry = Entry(**{**facts, "steps": tuple(LaterStep(**step) for step in facts["steps"])})
        if (entry.id, entry.version) in registry:
            message = f"{entry.id} {entry.version} stands here twice."
            mend = "Restore the file from version control."
            raise DefinitionError([tree.finding(("entries", number), "duplicate-id", message, mend)])
        registry[entry.id, entry.version] = entry
    return registry


def write_registry(folder: Path, entries: Iterable[Entry]) -> None:
    """Write the registry as a whole, sorted; a reader sees the old file or the new one, never a part."""
    ordered = sorted(entries, key=lambda entry: (entry.id, version_order(entry.version)))
    facts = canonical_group(_SCHEMA, {"entries": [_facts(entry) for entry in ordered]})
    text = json.dumps(facts, indent=2, ensure_ascii=False) + "\n"
    descriptor, name = tempfile.mkstemp(dir=folder, prefix=f".{REGISTRY_FILE}.")
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    Path(name).chmod(0o644)
    Path(name).replace(folder / REGISTRY_FILE)


def _facts(entry: Entry) -> dict[str, object]:
    return {**asdict(entry), "steps": tuple(asdict(step) for step in entry.steps)}
