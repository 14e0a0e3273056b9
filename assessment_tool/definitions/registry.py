"""The registry: which versions are published, since when, by whom, and with which hash.

Its file, `registry.lock`, stands among the instruments' folders and is written by the tool alone.
"""

import fcntl
import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from assessment_tool.definitions.findings import DefinitionError
from assessment_tool.definitions.schemas.groups import canonical_group
from assessment_tool.definitions.schemas.registry import RegistrySchema, Status
from assessment_tool.definitions.schemas.strict import Loaded
from assessment_tool.definitions.version_file import load, version_order
from assessment_tool.definitions.yaml_tree import read_tree

REGISTRY_FILE = "registry.lock"

Stamp = tuple[int, int, int]
"""When a file was last written, its length and its number on the disk."""

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
class PublishedTranslation:
    """A translation of a version as it was published: its own hash, and everybody who answers for it."""

    language: str
    sha256: str
    translator: str
    checked_by: str
    published_on: date
    published_by: str
    approved_by: str
    because: str = ""


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
    translations: tuple[PublishedTranslation, ...] = ()
    """In the order of publication: of one language the last one counts, the earlier ones stay known."""

    @property
    def latest(self) -> LaterStep | None:
        """The latest step; None where it is as it was published."""
        return self.steps[-1] if self.steps else None

    def is_to_come(self, on: date) -> bool:
        """Whether it was published for a day that is later than this one.

        One in use from the day of its publication is never to come: what was observed on paper before that
        day can be entered in it.
        """
        return on < self.effective_from > self.published_on

    def is_in_use(self, on: date) -> bool:
        """Whether something that was observed on the day can be begun in it."""
        return self.status is Status.ACTIVE and not self.is_to_come(on)

    def translation(self, language: str) -> PublishedTranslation | None:
        """The translation into the language that counts; None where none was published."""
        found = [one for one in self.translations if one.language == language]
        return found[-1] if found else None

    @property
    def hashes(self) -> tuple[str, ...]:
        """Every hash under which an assessment can hold this version: its own and its translations'."""
        return (self.sha256, *(one.sha256 for one in self.translations))


def stamp_of(path: Path) -> Stamp | None:
    """What tells a file from an earlier state of it, without reading it; None for no file."""
    try:
        facts = path.stat()
    except FileNotFoundError:
        return None
    return facts.st_mtime_ns, facts.st_size, facts.st_ino


@contextmanager
def changing(folder: Path) -> Iterator[None]:
    """Let nobody else change the folder's registry until the block is over, so that no step is lost."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


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
        entry = _entry(facts)
        if (entry.id, entry.version) in registry:
            message = f"{entry.id} {entry.version} stands here twice."
            mend = "Restore the file from version control."
            raise DefinitionError([tree.finding(("entries", number), "duplicate-id", message, mend)])
        registry[entry.id, entry.version] = entry
    return registry


def write_registry(folder: Path, entries: Iterable[Entry]) -> None:
    """Write the registry as a whole, sorted; a reader sees the old file or the new one, never a part."""
    ordered = sorted(entries, key=lambda entry: (entry.id, version_order(entry.version)))
    facts = canonical_group(_SCHEMA, {"entries": [asdict(entry) for entry in ordered]})
    text = json.dumps(facts, indent=2, ensure_ascii=False) + "\n"
    descriptor, name = tempfile.mkstemp(dir=folder, prefix=f".{REGISTRY_FILE}.")
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    Path(name).chmod(0o644)
    Path(name).replace(folder / REGISTRY_FILE)


def _entry(facts: Loaded) -> Entry:
    steps = tuple(LaterStep(**step) for step in facts["steps"])
    translations = tuple(PublishedTranslation(**one) for one in facts["translations"])
    return Entry(**{**facts, "steps": steps, "translations": translations})
