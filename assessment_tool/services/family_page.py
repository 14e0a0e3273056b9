"""What a family's page shows: people, relationships, both parent slots, assessments and events."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from assessment_tool.clock import today
from assessment_tool.core.lifecycle import EventKind, Standing
from assessment_tool.core.permissions import Action, Actor
from assessment_tool.records.assessments import Assessment, AssessmentEvent, Revision
from assessment_tool.records.chronology import EventStrike, FamilyEvent, Parent, ParentSlot
from assessment_tool.records.families import (
    Allocation,
    CareRelationship,
    Family,
    MemberRole,
    Membership,
    Person,
)
from assessment_tool.records.users import User
from assessment_tool.services.access import require
from assessment_tool.services.assessments.standings import standings_of
from assessment_tool.services.family_events import may_strike_out
from assessment_tool.services.openness import open_to

_BEGUN_AND_ENDED = (EventKind.OPENED, EventKind.DISCARDED)


@dataclass(frozen=True, slots=True)
class ListedRevision:
    """One revision in a list, without its answers."""

    revision: Revision
    assessment: Assessment
    standing: Standing
    author: User
    opened_by: User
    """Who opened it: a supervisor who returned what came before, for its author."""
    discarded: AssessmentEvent | None = None
    """By whom, when and why the draft was discarded, where it was."""

    @property
    def is_current(self) -> bool:
        """Whether it is a draft or counts: what a worker sees first, before the past ones."""
        return self.standing is Standing.DRAFT or self.standing.counts


@dataclass(frozen=True, slots=True)
class FamilyPage:
    """A family as its page shows it, for one reader on one day."""

    family: Family
    day: date
    children: Sequence[Person]
    carers: Sequence[Person]
    others: Sequence[Person]
    relationships: Mapping[tuple[int, int], CareRelationship]
    """By child id and carer id; of several the newest."""
    slots: Mapping[tuple[int, Parent], ParentSlot]
    """By child id and parent; a pair without entry was never filled, and is shown as empty."""
    workers: Sequence[User]
    revisions: Sequence[ListedRevision]
    """All revisions, newest observed or opened first."""
    events: Sequence[FamilyEvent]
    """Newest first, those that were struck out included."""
    strikable: frozenset[int]
    """The ids of the events that the reader may strike out."""

    @property
    def people(self) -> Mapping[int, Person]:
        """Every member by id."""
        return {person.id: person for person in (*self.children, *self.carers, *self.others)}

    def of_pair(self, child_id: int | None, carer_id: int | None, instrument_id: str) -> list[ListedRevision]:
        """The revisions about a child and a carer with one instrument, newest first."""
        wanted = (child_id, carer_id, instrument_id)
        return [
            one
            for one in self.revisions
            if (one.assessment.child_id, one.assessment.carer_id, one.assessment.instrument_id) == wanted
        ]


def family_page(session: Session, actor: Actor, family_id: int, at: datetime) -> FamilyPage:
    """Everything on the family's page in a fixed number of queries; `NotFoundError` unless it is theirs."""
    require(session, actor, Action.READ_FAMILY, family_id, at)
    members = _members(session, family_id)
    children = [person for role, person in members if role is MemberRole.CHILD]
    child_ids = [child.id for child in children]
    events = _events(session, family_id)
    return FamilyPage(
        family=session.get_one(Family, family_id),
        day=today(at),
        children=children,
        carers=[person for role, person in members if role is MemberRole.CARER],
        others=[person for role, person in members if role is MemberRole.OTHER],
        relationships=_relationships(session, child_ids),
        slots=_slots(session, child_ids),
        workers=_workers(session, family_id, today(at)),
        revisions=list_revisions(session, actor, [family_id]),
        events=events,
        strikable=frozenset(event.id for event in events if may_strike_out(actor, event)),
    )


def list_revisions(session: Session, actor: Actor, family_ids: Sequence[int]) -> list[ListedRevision]:
    """All revisions of some families that are open to the actor, newest observed (or opened) first."""
    rows = session.execute(
        select(Revision, Assessment, User)
        .join(Assessment, Assessment.id == Revision.assessment_id)
        .join(User, User.id == Revision.author_id)
        .where(Assessment.family_id.in_(family_ids), open_to(actor))
    ).all()
    assessment_ids = [assessment.id for _, assessment, _ in rows]
    standings, events = standings_of(session, assessment_ids), _begun_and_ended(session, assessment_ids)
    listed = [
        ListedRevision(
            revision=revision,
            assessment=assessment,
            standing=standings[revision.id],
            author=author,
            opened_by=opened.by if (opened := events.get((revision.id, EventKind.OPENED))) else author,
            discarded=events.get((revision.id, EventKind.DISCARDED)),
        )
        for revision, assessment, author in rows
    ]
    listed.sort(key=lambda one: (one.revision.observed_on or today(one.revision.opened_at), one.revision.id))
    return listed[::-1]


def _begun_and_ended(
    session: Session, assessment_ids: Sequence[int]
) -> dict[tuple[int, EventKind], AssessmentEvent]:
    """The events by which revisions were opened and drafts discarded, each with its person."""
    query = select(AssessmentEvent).where(
        AssessmentEvent.assessment_id.in_(assessment_ids), AssessmentEvent.kind.in_(_BEGUN_AND_ENDED)
    )
    rows = session.scalars(query.options(joinedload(AssessmentEvent.by)))
    return {(row.revision_id, row.kind): row for row in rows}


def _members(session: Session, family_id: int) -> list[tuple[MemberRole, Person]]:
    query = (
        select(Membership.role, Person)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.family_id == family_id)
        .order_by(Person.born_on.is_(None), Person.born_on, Person.id)
    )
    return [(role, person) for role, person in session.execute(query)]


def _relationships(session: Session, child_ids: Sequence[int]) -> dict[tuple[int, int], CareRelationship]:
    query = select(CareRelationship).where(CareRelationship.child_id.in_(child_ids))
    rows = session.scalars(query.order_by(CareRelationship.from_on, CareRelationship.id))
    return {(row.child_id, row.carer_id): row for row in rows}


def _slots(session: Session, child_ids: Sequence[int]) -> dict[tuple[int, Parent], ParentSlot]:
    query = select(ParentSlot).where(ParentSlot.child_id.in_(child_ids)).order_by(ParentSlot.id)
    return {(row.child_id, row.parent): row for row in session.scalars(query)}


def _events(session: Session, family_id: int) -> list[FamilyEvent]:
    """All that happened, newest first, each with whoever struck it out."""
    query = select(FamilyEvent).where(FamilyEvent.family_id == family_id)
    with_strike = joinedload(FamilyEvent.strike).joinedload(EventStrike.struck_by)
    ordered = query.order_by(FamilyEvent.happened_on.desc(), FamilyEvent.id.desc())
    return list(session.scalars(ordered.options(with_strike)))


def _workers(session: Session, family_id: int, day: date) -> list[User]:
    query = (
        select(User)
        .join(Allocation, Allocation.user_id == User.id)
        .where(
            Allocation.family_id == family_id,
            Allocation.from_on <= day,
            Allocation.until_on.is_(None) | (Allocation.until_on >= day),
        )
        .order_by(User.role, User.name)
    )
    return list(session.scalars(query).unique())
