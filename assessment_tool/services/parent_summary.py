"""What may be told to one carer of the care that they give: their own countersigned assessments alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from assessment_tool.core.lifecycle import Standing
from assessment_tool.core.permissions import Action, Actor
from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.records.assessments import Assessment
from assessment_tool.records.families import Family, MemberRole, Membership, Person
from assessment_tool.services.access import NotFoundError, require
from assessment_tool.services.change_rules import Measures
from assessment_tool.services.signed_assessments import (
    SignedAssessment,
    counted_assessments,
    rescored_answers,
    versions_of,
)
from assessment_tool.services.trends import Rated, Trend, withdrawals_in


@dataclass(frozen=True, slots=True)
class CareGiven:
    """One carer's care of some children of a family, as workers assessed it.

    `trends` has one for each child and instrument, of countersigned assessments alone; `waiting` are the
    signed ones that nobody has countersigned yet, of which only that they are there may be told.
    """

    family: Family
    carer: Person
    child: Person | None
    """The one child that was asked for; None for all of them."""
    children: Sequence[Person]
    """Every child of the family, oldest first."""
    trends: Sequence[Trend]
    waiting: Sequence[SignedAssessment]


def care_given(
    session: Session,
    actor: Actor,
    family_id: int,
    carer_id: int,
    child_id: int | None,
    *,
    catalogue: Catalogue,
    at: datetime,
) -> CareGiven:
    """What was assessed of the carer's care, of one child or of all; what a carer said of themselves is not.

    Raises `NotFoundError` where the family is not the actor's to see, or carer or child do not belong to it,
    `BlindError` while the actor is to grade one of the assessments again without seeing its grades.
    """
    require(session, actor, Action.READ_FAMILY, family_id, at)
    carer, children = _carer(session, family_id, carer_id), _children(session, family_id)
    of_child = Assessment.child_id == child_id if child_id else Assessment.child_id.is_not(None)
    family_and_carer = Assessment.family_id == family_id, Assessment.carer_id == carer_id
    counted = counted_assessments(session, actor, *family_and_carer, of_child)
    by_others = [one for one in counted if not one.whose.is_self_rating]
    approved = [one for one in by_others if one.standing is Standing.COUNTERSIGNED]
    family, people = session.get_one(Family, family_id), {carer.id: carer, **children}
    return CareGiven(
        family=family,
        carer=carer,
        child=_asked_for(children, child_id),
        children=list(children.values()),
        trends=_trends(session, catalogue, family, people, approved),
        waiting=[one for one in by_others if one.standing is not Standing.COUNTERSIGNED],
    )


def _carer(session: Session, family_id: int, carer_id: int) -> Person:
    """Whoever is a carer in the family, or was assessed as one."""
    member = exists().where(
        Membership.family_id == family_id,
        Membership.person_id == Person.id,
        Membership.role == MemberRole.CARER,
    )
    assessed = exists().where(Assessment.family_id == family_id, Assessment.carer_id == Person.id)
    found = session.scalar(select(Person).where(Person.id == carer_id, member | assessed))
    if found is None:
        raise NotFoundError("carer")
    return found


def _children(session: Session, family_id: int) -> dict[int, Person]:
    """Everybody who is or was a child of the family, or was assessed as one, oldest first."""
    member = exists().where(
        Membership.family_id == family_id,
        Membership.person_id == Person.id,
        Membership.role == MemberRole.CHILD,
    )
    assessed = exists().where(Assessment.family_id == family_id, Assessment.child_id == Person.id)
    query = select(Person).where(member | assessed)
    rows = session.scalars(query.order_by(Person.born_on.is_(None), Person.born_on, Person.id))
    return {person.id: person for person in rows}


def _asked_for(children: Mapping[int, Person], child_id: int | None) -> Person | None:
    if child_id is None:
        return None
    if child_id not in children:
        raise NotFoundError("child")
    return children[child_id]


def _trends(
    session: Session,
    catalogue: Catalogue,
    family: Family,
    people: Mapping[int, Person],
    approved: Sequence[SignedAssessment],
) -> list[Trend]:
    """One for each child, in the order of the people, and instrument."""
    lines: dict[tuple[int, str], list[SignedAssessment]] = {}
    for one in approved:
        lines.setdefault((one.assessment.child_id or 0, one.instrument.id), []).append(one)
    measures, places = Measures(session), list(people)
    return [
        Trend(
            family=family,
            child=people[child_id],
            instrument=versions_of(mine)[0],
            carers={one.whose: Rated(people[one.whose.carer_id or 0].name) for one in mine},
            assessments=mine,
            events=(),
            measure=measures.of(instrument_id),
            withdrawals=withdrawals_in(catalogue, mine),
            crosswalks=catalogue.crosswalks(instrument_id),
            rescored=rescored_answers(mine),
        )
        for (child_id, instrument_id), mine in sorted(lines.items(), key=lambda one: places.index(one[0][0]))
    ]
