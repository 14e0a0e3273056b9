"""The catalogue: every instrument of the instrument folders, each version read when first wanted."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from assessment_tool.core.instrument import Instrument
from assessment_tool.core.trend.crosswalk import Crosswalk
from assessment_tool.definitions.crosswalk_file import sound_crosswalks
from assessment_tool.definitions.findings import DefinitionError, Finding, Severity
from assessment_tool.definitions.lint import read_sound
from assessment_tool.definitions.lint_rules.published import read_published
from assessment_tool.definitions.offered_translations import offered_translations
from assessment_tool.definitions.registry import Entry, read_registry
from assessment_tool.definitions.schemas.registry import Status
from assessment_tool.definitions.suggestions import near
from assessment_tool.definitions.version_file import IDENTITY_FILE, version_files, version_order

__all__ = ["Catalogue", "Definition", "Status", "UnknownInstrumentError"]


class UnknownInstrumentError(LookupError):
    """No such instrument, no such version of it, or none that is in use; `suggestions` are near names."""

    def __init__(self, instrument_id: str, version: str | None, suggestions: Sequence[str]) -> None:
        what = f"“{instrument_id}”" if version is None else f"“{instrument_id}” in version {version}"
        hint = f" Did you mean {' or '.join(suggestions)}?" if suggestions else ""
        super().__init__(f"There is no instrument {what} in use.{hint}")
        self.instrument_id = instrument_id
        self.version = version
        self.suggestions = tuple(suggestions)


@dataclass(frozen=True, slots=True)
class Definition:
    """One version of an instrument with its canonical form, its hash, and where it stands in its life."""

    instrument: Instrument
    sha256: str
    canonical: str
    status: Status
    path: Path


@dataclass(frozen=True, slots=True)
class _Place:
    """One version before it is read: its file, and its entry in the registry if it is published."""

    path: Path
    entry: Entry | None

    @property
    def status(self) -> Status:
        return self.entry.status if self.entry else Status.DRAFT


class Catalogue:
    """The instruments in these folders; safe to share between threads.

    The folders are looked through once, and each version is parsed once, when first asked for.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = tuple(folders)
        self._read: dict[tuple[str, str], Definition] = {}
        self._translated: dict[tuple[str, str], Mapping[str, Definition]] = {}
        self._crosswalks: dict[str, tuple[Crosswalk, ...]] = {}
        self._lock = threading.RLock()

    def ids(self) -> tuple[str, ...]:
        """The ids of all instruments, sorted."""
        return tuple(sorted(self._known))

    def versions(self, instrument_id: str) -> tuple[str, ...]:
        """All versions of the instrument, the oldest first; raises `UnknownInstrumentError`."""
        return tuple(self._versions(instrument_id))

    def titles(self) -> Mapping[str, str]:
        """The title of every instrument by id, as its newest published version gives it."""
        published = ((one, self._published_versions(one)) for one in self.ids())
        return {one: self.find(one, versions[-1]).instrument.title for one, versions in published if versions}

    def in_use(self) -> tuple[Definition, ...]:
        """The latest active version of every instrument that has one, by id; drafts are in nobody's way."""
        return tuple(self.find(one) for one in self.ids() if self._active_versions(one))

    def status(self, instrument_id: str, version: str) -> Status:
        """Where the version stands in its life, without reading it; raises `UnknownInstrumentError`."""
        return self._place(instrument_id, version).status

    def entry(self, sha256: str) -> Entry | None:
        """What the registries say of the version with this hash, its own or a translation's; else None."""
        return self._published.get(sha256)

    def published(self, instrument_id: str, version: str) -> Entry | None:
        """The version's entry in the registry; None for a draft. Raises `UnknownInstrumentError`."""
        return self._place(instrument_id, version).entry

    def path(self, instrument_id: str, version: str) -> Path:
        """The version's file, without reading it; raises `UnknownInstrumentError`."""
        return self._place(instrument_id, version).path

    def find(self, instrument_id: str, version: str | None = None) -> Definition:
        """This version of the instrument; by default its latest active one.

        Raises `UnknownInstrumentError`, or `DefinitionError` where the files cannot be used: among
        other faults, where a published file no longer has the hash it was published with.
        """
        wanted = version or self._latest_active(instrument_id)
        place = self._place(instrument_id, wanted)
        with self._lock:
            if (instrument_id, wanted) not in self._read:
                self._read[instrument_id, wanted] = _definition(place)
            return self._read[instrument_id, wanted]

    def translations(self, instrument_id: str, version: str) -> Mapping[str, Definition]:
        """The version in every other language in which it is offered, by language.

        Those alone that are on disk as they were published, of a version that is itself unchanged. Raises
        `UnknownInstrumentError`.
        """
        place = self._place(instrument_id, version)
        with self._lock:
            if (instrument_id, version) not in self._translated:
                self._translated[instrument_id, version] = _translations(place)
            return self._translated[instrument_id, version]

    def crosswalks(self, instrument_id: str) -> tuple[Crosswalk, ...]:
        """The sound crosswalks between the instrument's versions; none where the folders do not hold it."""
        places = self._known.get(instrument_id, {})
        with self._lock:
            if instrument_id not in self._crosswalks:
                folders = {place.path.parent for place in places.values()}
                found = (walk for folder in folders for walk in sound_crosswalks(folder))
                self._crosswalks[instrument_id] = tuple(found)
            return self._crosswalks[instrument_id]

    def _latest_active(self, instrument_id: str) -> str:
        active = self._active_versions(instrument_id)
        if not active:
            others = [f"{instrument_id}@{one}" for one in self._versions(instrument_id)]
            raise UnknownInstrumentError(instrument_id, None, others)
        return max(active, key=version_order)

    def _published_versions(self, instrument_id: str) -> list[str]:
        versions = self._versions(instrument_id)
        return [version for version, place in versions.items() if place.status is not Status.DRAFT]

    def _active_versions(self, instrument_id: str) -> list[str]:
        versions = self._versions(instrument_id)
        return [version for version, place in versions.items() if place.status is Status.ACTIVE]

    def _place(self, instrument_id: str, version: str) -> _Place:
        versions = self._versions(instrument_id)
        if version not in versions:
            suggestions = [f"{instrument_id}@{one}" for one in versions]
            raise UnknownInstrumentError(instrument_id, version, suggestions)
        return versions[version]

    def _versions(self, instrument_id: str) -> Mapping[str, _Place]:
        if instrument_id not in self._known:
            suggestions = [self._found_as(one) for one in near(instrument_id, self._known)]
            raise UnknownInstrumentError(instrument_id, None, suggestions)
        return self._known[instrument_id]

    def _found_as(self, instrument_id: str) -> str:
        """What finds the instrument: its id, or where no version is active its newest version."""
        versions = self.versions(instrument_id)
        is_in_use = self._active_versions(instrument_id) or not versions
        return instrument_id if is_in_use else f"{instrument_id}@{versions[-1]}"

    @cached_property
    def _published(self) -> Mapping[str, Entry]:
        entries = (one for folder in self.folders for one in read_registry(folder).values())
        return {sha256: one for one in entries for sha256 in one.hashes}

    @cached_property
    def _known(self) -> Mapping[str, Mapping[str, _Place]]:
        known: dict[str, Mapping[str, _Place]] = {}
        for folder in self.folders:
            registry = read_registry(folder)
            for identity in sorted(folder.glob(f"*/{IDENTITY_FILE}")):
                name = identity.parent.name
                if name in known:
                    raise DefinitionError([_twice(identity)])
                files = version_files(identity.parent)
                known[name] = {one: _Place(path, registry.get((name, one))) for one, path in files.items()}
        return known


def _definition(place: _Place) -> Definition:
    file = read_published(place.path, place.entry) if place.entry else read_sound(place.path)
    return Definition(file.instrument, file.sha256, file.canonical, place.status, place.path)


def _translations(place: _Place) -> dict[str, Definition]:
    if place.entry is None:
        return {}
    return {
        one.instrument.language: Definition(one.instrument, one.sha256, one.canonical, place.status, one.path)
        for one in offered_translations(place.path, place.entry)
    }


def _twice(identity: Path) -> Finding:
    message = f"There is a second instrument “{identity.parent.name}”."
    return Finding(Severity.ERROR, "duplicate-id", str(identity), 1, 1, message, "Rename one of the two.")
