"""The children of a family beside each other: each one's latest assessment with one carer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assessment_tool.core.instrument import Instrument, Scale
from assessment_tool.core.permissions import Actor
from assessment_tool.core.trend import dropped
from assessment_tool.records.assessments import Revision
from assessment_tool.records.families import Family, MemberRole, Membership, Person
from assessment_tool.services.access import NotFoundError
from assessment_tool.services.side_by_side import Choice, choices_of
from assessment_tool.services.signed_assessments import SignedAssessment, counted_assessments, versions_of


@dataclass(frozen=True, slots=True)
class Sibling:
    """A child, and the latest assessment that counts; None where there is none with this carer."""

    child: Person
    latest: SignedAssessment | None


@dataclass(frozen=True, slots=True)
class Siblings:
    """Every child of the family, oldest first, with one carer where the instrument is about any."""

    family: Family
    instrument: Instrument
    """The newest version used in what is shown: it gives the order of the scales."""
    carers: Mapping[int, str]
    """Whose care for a child was assessed, by id."""
    carer_id: int | None
    children: Sequence[Sibling]

    @property
    def ended(self) -> list[Scale]:
        """The scales that only older versions have, by which the latest of a child was scored."""
        latest = [one.latest for one in self.children if one.latest]
        return [one.scale for one in dropped(self.instrument, versions_of(latest))]


def siblings_of(
    session: Session,
    actor: Actor,
    family_id: int,
    instrument_id: str,
    carer_id: int | None,
    *,
    at: datetime,
) -> Siblings:
    """The children with the carer, or with the one assessed with most of them where none is named.

    `NotFoundError` where the family is not the actor's, no child was assessed, or none with this carer.
    """
    choices = choices_of(session, actor, family_id, instrument_id, at)
    about_children = [one for one in choices.listed if one.child_id and not one.is_self_rating]
    chosen = carer_id or _most_assessed(about_children)
    newest = {one.child_id: one.revision_id for one in about_children if one.carer_id == chosen}
    if not newest:
        raise NotFoundError("trend")
    found = counted_assessments(session, actor, Revision.id.in_(newest.values()))
    latest = {one.scored.child_id: one for one in found}
    carers = sorted({one.carer_id for one in about_children if one.carer_id})
    return Siblings(
        family=choices.family,
        instrument=versions_of(found)[0],
        carers={id_: choices.names[id_] for id_ in carers},
        carer_id=chosen,
        children=[
            Sibling(child, latest.get(child.id)) for child in _children(session, family_id, set(latest))
        ],
    )


def _most_assessed(listed: Sequence[Choice]) -> int | None:
    """The carer assessed with most children; of several the first by id."""
    children: dict[int, set[int | None]] = {}
    for one in listed:
        if one.carer_id:
            children.setdefault(one.carer_id, set()).add(one.child_id)
    return max(sorted(children), key=lambda carer_id: len(children[carer_id]), default=None)


def _children(session: Session, family_id: int, assessed: set[int | None]) -> Sequence[Person]:
    """Everybody who is or was a child of the family, and whoever was assessed as one."""
    members = select(Membership.person_id).where(
        Membership.family_id == family_id, Membership.role == MemberRole.CHILD
    )
    query = select(Person).where(Person.id.in_(members) | Person.id.in_(assessed))
    return session.scalars(query.order_by(Person.born_on.is_(None), Person.born_on, Person.id)).all()
