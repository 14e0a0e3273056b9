"""The versions of one instrument: where each stands, what was found in drafts, and how much they change."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assessment_tool.definitions.catalogue import Catalogue, Status
from assessment_tool.definitions.diff.difference import Difference, difference
from assessment_tool.definitions.findings import DefinitionError, Finding
from assessment_tool.definitions.lint import has_errors, lint_version, read_sound
from assessment_tool.definitions.registry import Entry
from assessment_tool.definitions.version_file import read_version


@dataclass(frozen=True, slots=True)
class VersionRecord:
    """One version; `before` is the published version that it comes after, empty where it is the first.

    Findings and difference are those of a draft; a published version was checked when it was published.
    """

    version: str
    entry: Entry | None
    before: str
    findings: Sequence[Finding] = ()
    difference: Difference | None = None

    @property
    def status(self) -> Status:
        """Where it stands in its life."""
        return self.entry.status if self.entry else Status.DRAFT

    @property
    def can_be_used(self) -> bool:
        """Whether no finding stands in the way of its use."""
        return not has_errors(self.findings)


def history(catalogue: Catalogue, instrument_id: str, *, with_drafts: bool) -> list[VersionRecord]:
    """The published versions, the newest first, and where wanted the drafts among them, each checked.

    Raises `UnknownInstrumentError`.
    """
    return list(_records(catalogue, instrument_id, with_drafts=with_drafts))[::-1]


def _records(catalogue: Catalogue, instrument_id: str, *, with_drafts: bool) -> Iterator[VersionRecord]:
    before = ""
    for version in catalogue.versions(instrument_id):
        entry = catalogue.published(instrument_id, version)
        if entry:
            yield VersionRecord(version, entry, before)
            before = version
        elif with_drafts:
            yield _draft(catalogue, instrument_id, version, before)


def _draft(catalogue: Catalogue, instrument_id: str, version: str, before: str) -> VersionRecord:
    path = catalogue.path(instrument_id, version)
    findings = lint_version(path)
    changed = _difference(catalogue, instrument_id, before, version) if before else None
    return VersionRecord(version, None, before, findings, changed)


def _difference(catalogue: Catalogue, instrument_id: str, before: str, after: str) -> Difference | None:
    """What the draft changes; None where one of the two cannot be read: the findings say why."""
    try:
        return difference(
            read_version(catalogue.path(instrument_id, before)),
            read_sound(catalogue.path(instrument_id, after)),
        )
    except DefinitionError:
        return None
