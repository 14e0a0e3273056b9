"""The trend of a child: stored, comparable results of one instrument, carer beside carer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assessment_tool.core.instrument import Instrument
from assessment_tool.core.permissions import Action, Actor
from assessment_tool.core.trend import (
    Crosswalk,
    Rescoring,
    Series,
    Told,
    Whose,
    letter,
    never_rescored,
    series_of,
    tell,
)
from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.records.assessments import Assessment, Revision
from assessment_tool.records.chronology import FamilyEvent, FamilyEventKind
from assessment_tool.records.families import Family, Person
from assessment_tool.services.access import NotFoundError, require
from assessment_tool.services.assessments.recorded_care import begun_unrecorded
from assessment_tool.services.assessments.standings import standings_of
from assessment_tool.services.change_rules import Measure, measure_of
from assessment_tool.services.openness import open_to
from assessment_tool.services.signed_assessments import (
    SignedAssessment,
    counted_assessments,
    rescored_answers,
    versions_of,
)
from assessment_tool.services.uncounted import Uncounted, uncounted_revisions
from assessment_tool.services.version_life import Withdrawal, withdrawal_of

_SINGLE_CONTACTS = frozenset({FamilyEventKind.CONTACT_KEPT, FamilyEventKind.CONTACT_MISSED})


@dataclass(frozen=True, slots=True)
class Rated:
    """Whose line it is: a carer's; for an instrument about no carer the child's or the household's."""

    person: str
    is_self_rating: bool = False

    @property
    def name(self) -> str:
        """What the line is called."""
        return f"{self.person} (own rating)" if self.is_self_rating else self.person


@dataclass(frozen=True, slots=True)
class Marker:
    """An event beside a trend, under the letter that chart, page and report share."""

    letter: str
    event: FamilyEvent


@dataclass(frozen=True, slots=True)
class Trend:
    """One child (or none, where the instrument is about none), one instrument, every carer assessed."""

    family: Family
    child: Person | None
    instrument: Instrument
    """The newest version used: its sections give the order of the scales."""
    carers: Mapping[Whose, Rated]
    """In the order of their ids, each one's own ratings after those by others; under no id whom an
    instrument about no carer is about."""
    assessments: Sequence[SignedAssessment]
    """Oldest observed first."""
    events: Sequence[FamilyEvent]
    """All of the family's that stand, oldest first; those within the period are the chart's markers."""
    measure: Measure
    """By which rules a change is told."""
    withdrawals: Mapping[str, Withdrawal] = field(default_factory=dict)
    """By the hash of each version used in which a fault was found."""

    crosswalks: tuple[Crosswalk, ...] = ()
    """What was approved of scales that changed between major versions of the instrument."""

    rescored: Rescoring = never_rescored
    """Earlier answers by a later version, where a crosswalk wants it."""

    uncounted: Sequence[Uncounted] = ()
    """What is left out because it does not count, whatever of the rest is shown."""

    begun_unrecorded: frozenset[int] = frozenset()
    """The ids of the assessments of care that nobody had recorded when they were begun."""

    @property
    def without_carer(self) -> str:
        """Whom an instrument about no carer is about."""
        return _without_carer(self.child, self.family)

    @property
    def versions(self) -> list[Instrument]:
        """The versions used in what is shown, the newest first."""
        return versions_of(self.assessments)

    @property
    def withdrawn(self) -> list[tuple[Withdrawal, list[SignedAssessment]]]:
        """Each withdrawal with the assessments whose scores it makes doubtful."""
        found = {
            sha256: [one for one in self.assessments if one.source_sha256 == sha256]
            for sha256 in self.withdrawals
        }
        return [(self.withdrawals[sha256], doubtful) for sha256, doubtful in found.items() if doubtful]

    @property
    def period(self) -> tuple[date, date]:
        """The first and the last observed date."""
        days = [one.observed_on for one in self.assessments]
        return min(days), max(days)

    @property
    def markers(self) -> list[Marker]:
        """The events within the period that stand beside the chart, lettered, oldest first.

        Single contacts are left out: there are many, and the family's page lists them.
        """
        first, last = self.period
        shown = [
            event
            for event in self.events
            if first <= event.happened_on <= last and event.kind not in _SINGLE_CONTACTS
        ]
        return [Marker(letter(place), event) for place, event in enumerate(shown)]

    @property
    def contacts_kept(self) -> int:
        """How many contacts of the period were kept."""
        return self._count(FamilyEventKind.CONTACT_KEPT)

    @property
    def contacts_missed(self) -> int:
        """How many contacts of the period were not."""
        return self._count(FamilyEventKind.CONTACT_MISSED)

    def _count(self, kind: FamilyEventKind) -> int:
        first, last = self.period
        return sum(1 for event in self.events if event.kind is kind and first <= event.happened_on <= last)

    def only(self, assessments: Sequence[SignedAssessment]) -> "Trend":
        """The trend of some of its assessments, at least one, and of those whom they are about."""
        shown = {one.whose for one in assessments}
        return replace(
            self,
            assessments=assessments,
            carers={whose: carer for whose, carer in self.carers.items() if whose in shown},
        )

    @property
    def people(self) -> dict[int, str]:
        """The carers by id, each once, whoever rated."""
        return {whose.carer_id: one.person for whose, one in self.carers.items() if whose.carer_id}

    def told(self, scale_id: str) -> list[Told]:
        """What may be said of the scale, one for each line."""
        return [tell(one, self.instrument, self.measure.rules) for one in self.series(scale_id)]

    def series(self, scale_id: str) -> list[Series]:
        """The scale's series, one for each line."""
        direction = self.instrument.scales_by_id[scale_id].direction
        scored = [one.scored for one in self.assessments]
        joined_by = self.measure.comparability(self.crosswalks, self.rescored)
        return series_of(scored, scale_id, direction, joined_by)


@dataclass(frozen=True, slots=True)
class TrendChoice:
    """A trend that can be shown: who and which instrument, over how many signed assessments."""

    child: Person | None
    instrument_id: str
    count: int


def trend_of(
    session: Session,
    actor: Actor,
    family_id: int,
    instrument_id: str,
    child_id: int | None,
    *,
    catalogue: Catalogue,
    at: datetime,
) -> Trend:
    """The trend of one child and instrument from stored results.

    Only where a crosswalk says so are earlier answers scored by a later version too; the stored result
    stands beside, and nothing new is kept.

    Raises `NotFoundError` where the family is not the actor's to see or nothing was signed yet,
    `BlindError` while they are to grade one of the assessments again without seeing its grades.
    """
    require(session, actor, Action.READ_FAMILY, family_id, at)
    where = (
        Assessment.family_id == family_id,
        Assessment.instrument_id == instrument_id,
        Assessment.child_id == child_id if child_id else Assessment.child_id.is_(None),
    )
    assessments = counted_assessments(session, actor, *where)
    if not assessments:
        raise NotFoundError("trend")
    family = session.get_one(Family, family_id)
    people = _people(session, {child_id, *(one.whose.carer_id for one in assessments)} - {None})
    child = people[child_id] if child_id else None
    return Trend(
        family=family,
        child=child,
        instrument=versions_of(assessments)[0],
        carers=_carers(people, assessments, _without_carer(child, family)),
        assessments=assessments,
        events=_events(session, family_id),
        measure=measure_of(session, instrument_id),
        withdrawals=withdrawals_in(catalogue, assessments),
        crosswalks=catalogue.crosswalks(instrument_id),
        rescored=rescored_answers(assessments),
        uncounted=uncounted_revisions(session, actor, *where),
        begun_unrecorded=begun_unrecorded(session, [one.assessment.id for one in assessments]),
    )


def trends_to_show(session: Session, actor: Actor, family_id: int, at: datetime) -> list[TrendChoice]:
    """The trends that the family has: every child and instrument with an assessment that counts."""
    require(session, actor, Action.READ_FAMILY, family_id, at)
    query = (
        select(Revision.id, Assessment.id, Assessment.child_id, Assessment.instrument_id)
        .join(Assessment, Assessment.id == Revision.assessment_id)
        .where(Assessment.family_id == family_id, Revision.signed_at.is_not(None), open_to(actor))
    )
    rows = session.execute(query).all()
    standings = standings_of(session, [assessment_id for _, assessment_id, _, _ in rows])
    counted: dict[tuple[int | None, str], int] = {}
    for revision_id, _, child_id, instrument_id in rows:
        if standings[revision_id].counts:
            counted[child_id, instrument_id] = counted.get((child_id, instrument_id), 0) + 1
    children = _people(session, {child_id for child_id, _ in counted if child_id})
    return [
        TrendChoice(children[child_id] if child_id else None, instrument_id, count)
        for (child_id, instrument_id), count in sorted(
            counted.items(), key=lambda one: (one[0][0] or 0, one[0][1])
        )
    ]


def withdrawals_in(catalogue: Catalogue, assessments: Sequence[SignedAssessment]) -> dict[str, Withdrawal]:
    """By the hash of each version used in which a fault was found."""
    used = dict.fromkeys(one.source_sha256 for one in assessments)
    found = ((sha256, withdrawal_of(catalogue, sha256)) for sha256 in used)
    return {sha256: withdrawal for sha256, withdrawal in found if withdrawal}


def _carers(
    people: Mapping[int, Person], assessments: Sequence[SignedAssessment], without_carer: str
) -> dict[Whose, Rated]:
    lines = sorted({one.whose for one in assessments}, key=lambda whose: whose.place)
    return {
        whose: Rated(people[whose.carer_id].name if whose.carer_id else without_carer, whose.is_self_rating)
        for whose in lines
    }


def _without_carer(child: Person | None, family: Family) -> str:
    return child.name if child else f"The {family.name} household"


def _people(session: Session, ids: set[int | None]) -> dict[int, Person]:
    query = select(Person).where(Person.id.in_(ids))
    return {person.id: person for person in session.scalars(query)}


def _events(session: Session, family_id: int) -> list[FamilyEvent]:
    """All that happened; what was struck out did not."""
    query = select(FamilyEvent).where(FamilyEvent.family_id == family_id, ~FamilyEvent.strike.has())
    return list(session.scalars(query.order_by(FamilyEvent.happened_on, FamilyEvent.id)))
