"""Where the versions that assessments use stand: what may still be signed, which scores carry a warning."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from assessment_tool.core.permissions import Actor
from assessment_tool.definitions.catalogue import Catalogue, Status
from assessment_tool.definitions.registry import Entry
from assessment_tool.records.assessments import Assessment, OpenedBecause, Revision
from assessment_tool.records.definitions import Definition
from assessment_tool.records.families import Family
from assessment_tool.services.access import families_of
from assessment_tool.services.openness import open_to

_DAY = "{0.day} {0:%B %Y}"


class VersionClosedError(Exception):
    """The version of the instrument is out of use; the draft stays as it is."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A version in which a fault was found: which, when it was withdrawn, and why."""

    version: str
    on: date
    because: str

    @property
    def sentence(self) -> str:
        """The warning beside its scores."""
        return f"Version {self.version} was withdrawn on {_DAY.format(self.on)} for a fault: {self.because}"


@dataclass(frozen=True, slots=True)
class Affected:
    """A signed assessment whose scores come from a version."""

    family_reference: str
    assessment_id: int
    revision_id: int
    observed_on: date | None


def withdrawal_of(catalogue: Catalogue, sha256: str) -> Withdrawal | None:
    """The withdrawal of the version with this hash; None where none was found faulty."""
    entry = catalogue.entry(sha256)
    if entry is None or entry.status is not Status.WITHDRAWN or entry.latest is None:
        return None
    return Withdrawal(entry.version, entry.latest.on, entry.latest.because)


def closed_because(catalogue: Catalogue, revision: Revision, day: date) -> str:
    """Why the draft cannot be signed on the day, its version being out of use; empty where it can.

    What was signed once can be put right in its own version, unless a fault was found in that version.
    """
    entry = catalogue.entry(revision.definition_sha256)
    if entry is None or entry.latest is None or _may_be_finished(entry, revision, day):
        return ""
    if entry.finish_until:
        return f"Drafts in version {entry.version} could be signed until {_DAY.format(entry.finish_until)}."
    since = _DAY.format(entry.latest.on)
    return f"Version {entry.version} was {entry.status} on {since}: {entry.latest.because}"


def to_be_finished_until(catalogue: Catalogue, revision: Revision) -> date | None:
    """The last day on which the draft in a superseded version can be signed; None where there is none."""
    entry = catalogue.entry(revision.definition_sha256)
    is_first = revision.opened_because is OpenedBecause.FIRST
    return entry.finish_until if entry and is_first else None


def affected_by(
    session: Session, instrument_id: str, version: str, *where: ColumnElement[bool]
) -> Sequence[Affected]:
    """Every signed assessment with scores of the version, for whoever must tell the families' workers."""
    query = (
        select(Family.reference, Assessment.id, Revision.id, Revision.observed_on)
        .join(Assessment, Assessment.id == Revision.assessment_id)
        .join(Family, Family.id == Assessment.family_id)
        .join(Definition, Definition.sha256 == Revision.definition_sha256)
        .where(Definition.instrument_id == instrument_id, Definition.version == version)
        .where(Revision.signed_at.is_not(None), *where)
        .order_by(Family.reference, Revision.observed_on, Revision.id)
    )
    return [Affected(*row) for row in session.execute(query)]


def affected_in_families_of(
    session: Session, actor: Actor, instrument_id: str, version: str, at: datetime
) -> Sequence[Affected]:
    """Those of the affected assessments that are about families which the person works with."""
    theirs = {family.reference for family in families_of(session, actor, at)}
    found = affected_by(session, instrument_id, version, open_to(actor))
    return [one for one in found if one.family_reference in theirs]


def affected_count(session: Session, instrument_id: str, version: str) -> int:
    """How many signed assessments have scores of the version: a number alone, which names no family."""
    query = (
        select(func.count(Revision.id))
        .join(Definition, Definition.sha256 == Revision.definition_sha256)
        .where(Definition.instrument_id == instrument_id, Definition.version == version)
        .where(Revision.signed_at.is_not(None))
    )
    return session.scalars(query).one()


def _may_be_finished(entry: Entry, revision: Revision, day: date) -> bool:
    if revision.opened_because is not OpenedBecause.FIRST:
        return entry.status is not Status.WITHDRAWN
    is_in_time = entry.finish_until is not None and day <= entry.finish_until
    return entry.status is Status.SUPERSEDED and is_in_time
