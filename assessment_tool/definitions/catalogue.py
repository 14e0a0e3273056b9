"""The catalogue: every instrument of the instrument folders, each version read when first wanted."""

import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from assessment_tool.core.trend.crosswalk import Crosswalk
from assessment_tool.definitions.findings import DefinitionError
from assessment_tool.definitions.registry import REGISTRY_FILE, Entry, Stamp, stamp_of
from assessment_tool.definitions.schemas.registry import Status
from assessment_tool.definitions.shelf import Definition, Place, Shelf, looked_through
from assessment_tool.definitions.suggestions import near
from assessment_tool.definitions.version_file import version_order

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


class Catalogue:
    """The instruments in these folders; safe to share between threads.

    The folders are looked through when first asked for and again whenever a registry was changed, by whatever
    process; each version is parsed once in between.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = tuple(folders)
        self._held: Shelf | None = None
        self._registries = [folder / REGISTRY_FILE for folder in self.folders]
        self._stamps: Sequence[Stamp | None] = ()
        self._lock = threading.Lock()

    def ids(self) -> tuple[str, ...]:
        """The ids of all instruments, sorted."""
        return tuple(sorted(self._shelf.places))

    def versions(self, instrument_id: str) -> tuple[str, ...]:
        """All versions of the instrument, the oldest first; raises `UnknownInstrumentError`."""
        return tuple(self._versions(instrument_id))

    def titles(self) -> Mapping[str, str]:
        """The title of every instrument by id, as its newest published version gives it."""
        published = ((one, self._published_versions(one)) for one in self.ids())
        return {one: self.find(one, versions[-1]).instrument.title for one, versions in published if versions}

    def title(self, instrument_id: str) -> str:
        """The title that the newest published version gives, else the newest draft; else the id itself."""
        places = self._shelf.places.get(instrument_id, {})
        newest_first = list(places)[::-1]
        for version in sorted(newest_first, key=lambda one: places[one].entry is None):
            with suppress(DefinitionError):
                return self.find(instrument_id, version).instrument.title
        return instrument_id

    def is_restricted(self, instrument_id: str) -> bool:
        """Whether the newest published version may be read by few alone; False of what is not published."""
        return self._shelf.is_restricted(instrument_id)

    def in_use(self, on: date) -> tuple[Definition, ...]:
        """Of every instrument the newest version in use on the day, if any; drafts are in nobody's way."""
        return tuple(self.newest(one, on) for one in self.ids() if self._used_versions(one, on))

    def to_come(self, on: date) -> tuple[Entry, ...]:
        """The published versions that come into use after the day, the nearest first."""
        entries = (place.entry for places in self._shelf.places.values() for place in places.values())
        later = (one for one in entries if one and one.status is Status.ACTIVE and one.is_to_come(on))
        return tuple(sorted(later, key=lambda one: (one.effective_from, one.id)))

    def status(self, instrument_id: str, version: str) -> Status:
        """Where the version stands in its life, without reading it; raises `UnknownInstrumentError`."""
        return self._place(instrument_id, version).status

    def entry(self, sha256: str) -> Entry | None:
        """What the registries say of the version with this hash, its own or a translation's; else None."""
        return self._shelf.published.get(sha256)

    def published(self, instrument_id: str, version: str) -> Entry | None:
        """The version's entry in the registry; None for a draft. Raises `UnknownInstrumentError`."""
        return self._place(instrument_id, version).entry

    def path(self, instrument_id: str, version: str) -> Path:
        """The version's file, without reading it; raises `UnknownInstrumentError`."""
        return self._place(instrument_id, version).path

    def find(self, instrument_id: str, version: str) -> Definition:
        """This version of the instrument.

        Raises `UnknownInstrumentError`, or `DefinitionError` where the files cannot be used: among
        other faults, where a published file no longer has the hash it was published with.
        """
        self._place(instrument_id, version)
        return self._shelf.definition(instrument_id, version)

    def newest(self, instrument_id: str, on: date) -> Definition:
        """The newest version of the instrument that is in use on the day; raises as `find`."""
        used = self._used_versions(instrument_id, on)
        if not used:
            others = [f"{instrument_id}@{one}" for one in self._versions(instrument_id)]
            raise UnknownInstrumentError(instrument_id, None, others)
        return self.find(instrument_id, max(used, key=version_order))

    def translations(self, instrument_id: str, version: str) -> Mapping[str, Definition]:
        """The version in every other language in which it is offered, by language.

        Of a published one those alone that are on disk as they were published with it; of a draft every
        whole one. Raises `UnknownInstrumentError`.
        """
        self._place(instrument_id, version)
        return self._shelf.translations(instrument_id, version)

    def unpublished_translations(self, instrument_id: str, version: str) -> Mapping[str, Definition]:
        """A published version in the words of whole translations that are not published with it, as drafts.

        For those who look after it, before they publish a translation. Raises `UnknownInstrumentError`.
        """
        self._place(instrument_id, version)
        return self._shelf.unpublished_translations(instrument_id, version)

    def crosswalks(self, instrument_id: str) -> tuple[Crosswalk, ...]:
        """The sound crosswalks between the instrument's versions; none where the folders do not hold it."""
        return self._shelf.crosswalks(instrument_id)

    @property
    def _shelf(self) -> Shelf:
        """What the folders hold now: the shelf at hand, unless a registry was changed meanwhile."""
        stamps, held = [stamp_of(one) for one in self._registries], self._held
        if held is None or stamps != self._stamps:
            with self._lock:
                if self._held is None or stamps != self._stamps:
                    self._held = self._held.renewed() if self._held else looked_through(self.folders)
                    self._stamps = stamps
                held = self._held
        return held

    def _published_versions(self, instrument_id: str) -> list[str]:
        versions = self._versions(instrument_id)
        return [version for version, place in versions.items() if place.status is not Status.DRAFT]

    def _used_versions(self, instrument_id: str, on: date) -> list[str]:
        versions = self._versions(instrument_id)
        return [version for version, place in versions.items() if place.entry and place.entry.is_in_use(on)]

    def _place(self, instrument_id: str, version: str) -> Place:
        versions = self._versions(instrument_id)
        if version not in versions:
            suggestions = [f"{instrument_id}@{one}" for one in versions]
            raise UnknownInstrumentError(instrument_id, version, suggestions)
        return versions[version]

    def _versions(self, instrument_id: str) -> Mapping[str, Place]:
        places = self._shelf.places
        if instrument_id not in places:
            suggestions = [self._found_as(one) for one in near(instrument_id, places)]
            raise UnknownInstrumentError(instrument_id, None, suggestions)
        return places[instrument_id]

    def _found_as(self, instrument_id: str) -> str:
        """What finds the instrument: its id, or where no version is active its newest version."""
        places = self._versions(instrument_id)
        is_active = any(place.status is Status.ACTIVE for place in places.values())
        return instrument_id if is_active or not places else f"{instrument_id}@{list(places)[-1]}"
