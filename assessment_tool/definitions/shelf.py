"""The shelf: what the instrument folders held when they were last looked through."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import structlog

from assessment_tool.core.instrument import Instrument
from assessment_tool.core.restricted import is_restricted
from assessment_tool.core.trend.crosswalk import Crosswalk
from assessment_tool.definitions.crosswalk_file import sound_crosswalks
from assessment_tool.definitions.findings import DefinitionError, Finding, Severity
from assessment_tool.definitions.lint import read_sound
from assessment_tool.definitions.lint_rules.published import read_published
from assessment_tool.definitions.offered_translations import draft_translations, offered_translations
from assessment_tool.definitions.registry import REGISTRY_FILE, Entry, Stamp, read_registry, stamp_of
from assessment_tool.definitions.schemas.registry import Status
from assessment_tool.definitions.translation_file import TranslatedVersion
from assessment_tool.definitions.version_file import IDENTITY_FILE, version_files

Stamps = tuple[Stamp | None, ...]
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Definition:
    """One version of an instrument with its canonical form, its hash, and where it stands in its life."""

    instrument: Instrument
    sha256: str
    canonical: str
    status: Status
    path: Path


@dataclass(frozen=True, slots=True)
class Place:
    """One version before it is read: its file, and its entry in the registry if it is published."""

    path: Path
    entry: Entry | None

    @property
    def status(self) -> Status:
        """Where it stands in its life."""
        return self.entry.status if self.entry else Status.DRAFT


@dataclass(frozen=True)
class Shelf:
    """Every version and its place, and what was read of them since; safe to share between threads."""

    folders: Sequence[Path]
    _translated: dict[tuple[str, str], Mapping[str, Definition]] = field(default_factory=dict)
    _read: dict[tuple[str, str], tuple[Stamps, Definition]] = field(default_factory=dict)
    _crosswalks: dict[str, tuple[Crosswalk, ...]] = field(default_factory=dict)
    _restricted: dict[str, bool] = field(default_factory=dict)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    @cached_property
    def published(self) -> Mapping[str, Entry]:
        """The entries of all registries by the hashes of their versions and translations."""
        entries = (one for registry in self._registries for one in registry.values())
        return {sha256: one for one in entries for sha256 in one.hashes}

    @cached_property
    def places(self) -> Mapping[str, Mapping[str, Place]]:
        """Every version's place, by instrument and version."""
        known: dict[str, Mapping[str, Place]] = {}
        for folder, registry in zip(self.folders, self._registries, strict=True):
            for identity in sorted(folder.glob(f"*/{IDENTITY_FILE}")):
                name = identity.parent.name
                if name in known:
                    raise DefinitionError([_twice(identity)])
                files = version_files(identity.parent)
                known[name] = {one: Place(path, registry.get((name, one))) for one, path in files.items()}
        return known

    def definition(self, instrument_id: str, version: str) -> Definition:
        """The version, which stands on the shelf; raises `DefinitionError`.

        A published one is read once, a draft whenever its files were changed: whoever decides on it reads
        what they decide on.
        """
        place = self.places[instrument_id][version]
        with self._lock:
            known, stamps = self._read.get((instrument_id, version)), _stamps(place)
            if known is None or known[0] != stamps:
                known = self._read[instrument_id, version] = stamps, _definition(place)
            return known[1]

    def is_restricted(self, instrument_id: str) -> bool:
        """Whether the newest published version is restricted; so is one that cannot be read."""
        with self._lock:
            if instrument_id not in self._restricted:
                self._restricted[instrument_id] = self._is_restricted(instrument_id)
            return self._restricted[instrument_id]

    def _is_restricted(self, instrument_id: str) -> bool:
        published = [one for one, place in self.places.get(instrument_id, {}).items() if place.entry]
        try:
            return bool(published) and is_restricted(self.definition(instrument_id, published[-1]).instrument)
        except DefinitionError:
            return True

    def translations(self, instrument_id: str, version: str) -> Mapping[str, Definition]:
        """The version, which stands on the shelf, in every other language in which it is offered."""
        place = self.places[instrument_id][version]
        if place.entry is None:
            return _by_language(place, draft_translations(place.path))
        with self._lock:
            if (instrument_id, version) not in self._translated:
                offered = offered_translations(place.path, place.entry)
                self._translated[instrument_id, version] = _by_language(place, offered)
            return self._translated[instrument_id, version]

    def unpublished_translations(self, instrument_id: str, version: str) -> Mapping[str, Definition]:
        """The published version in the languages of whole files that nobody has published with it yet."""
        place = self.places[instrument_id][version]
        if place.entry is None:
            return {}
        offered = self.translations(instrument_id, version)
        found = [one for one in draft_translations(place.path) if one.instrument.language not in offered]
        return _by_language(Place(place.path, entry=None), found)

    def crosswalks(self, instrument_id: str) -> tuple[Crosswalk, ...]:
        """The sound crosswalks between the instrument's versions; none where the folders do not hold it."""
        with self._lock:
            if instrument_id not in self._crosswalks:
                folders = {place.path.parent for place in self.places.get(instrument_id, {}).values()}
                found = (walk for folder in folders for walk in sound_crosswalks(folder))
                self._crosswalks[instrument_id] = tuple(found)
            return self._crosswalks[instrument_id]

    def renewed(self) -> "Shelf":
        """What the folders hold now; where that cannot be used, this shelf again, and an error is logged.

        A registry that is gone cannot be used either: every version published in it would be a draft again.
        """
        try:
            self._refuse_gone()
            return looked_through(self.folders)
        except (DefinitionError, OSError) as error:
            _log.error("registry_not_usable", error=type(error).__name__, reason=str(error))
            return self

    def _refuse_gone(self) -> None:
        for folder, registry in zip(self.folders, self._registries, strict=True):
            if registry and not (folder / REGISTRY_FILE).exists():
                raise FileNotFoundError(folder / REGISTRY_FILE)

    @cached_property
    def _registries(self) -> Sequence[Mapping[tuple[str, str], Entry]]:
        return [read_registry(folder) for folder in self.folders]


def looked_through(folders: Sequence[Path]) -> Shelf:
    """The shelf of these folders with all its places; raises `DefinitionError`, `OSError`."""
    shelf = Shelf(folders)
    _ = shelf.places, shelf.published
    return shelf


def _stamps(place: Place) -> Stamps:
    """What tells a draft's files from an earlier state of them; nothing for what never changes."""
    return () if place.entry else (stamp_of(place.path), stamp_of(place.path.parent / IDENTITY_FILE))


def _definition(place: Place) -> Definition:
    file = read_published(place.path, place.entry) if place.entry else read_sound(place.path)
    return Definition(file.instrument, file.sha256, file.canonical, place.status, place.path)


def _by_language(place: Place, translations: Sequence[TranslatedVersion]) -> dict[str, Definition]:
    return {
        one.instrument.language: Definition(one.instrument, one.sha256, one.canonical, place.status, one.path)
        for one in translations
    }


def _twice(identity: Path) -> Finding:
    message = f"There is a second instrument “{identity.parent.name}”."
    return Finding(Severity.ERROR, "duplicate-id", str(identity), 1, 1, message, "Rename one of the two.")
