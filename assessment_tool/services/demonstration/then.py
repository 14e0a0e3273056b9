"""The catalogue as it was when a story's assessment was made: a history holds versions since superseded."""

from dataclasses import replace
from datetime import date

from assessment_tool.definitions.catalogue import Catalogue, Definition, Status
from assessment_tool.definitions.registry import Entry


class CatalogueThen(Catalogue):
    """The same instruments, with one of them in the days when an earlier version was the newest in use."""

    def __init__(self, now: Catalogue, instrument_id: str, version: str) -> None:
        super().__init__(now.folders)
        self._now = now
        self._then = now.find(instrument_id, version)

    def newest(self, instrument_id: str, on: date) -> Definition:
        """That version; of the other instruments what is in use now."""
        if instrument_id == self._then.instrument.id:
            return self._then
        return self._now.newest(instrument_id, on)

    def entry(self, sha256: str) -> Entry | None:
        """What the registries say now, but of that version that nothing has closed it yet."""
        entry = self._now.entry(sha256)
        if entry is None or sha256 != self._then.sha256:
            return entry
        return replace(entry, status=Status.ACTIVE, finish_until=None, steps=())
