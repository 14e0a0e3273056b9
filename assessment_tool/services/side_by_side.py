"""Any two assessments of a family by one instrument: which there are to choose from, and the two chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assessment_tool.core.instrument import RaterRole
from assessment_tool.core.lifecycle import Standing
from assessment_tool.core.permissions import Action, Actor
from assessment_tool.core.trend import Comparability, Crosswalk, Pair, Relation
from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.definitions.policy_file import default_policy
from assessment_tool.records.assessments import Assessment, Revision
from assessment_tool.records.families import Family, Person
from assessment_tool.services.access import NotFoundError, require
from assessment_tool.services.assessments.standings import standings_of
from assessment_tool.services.openness import open_to
from assessment_tool.services.signed_assessments import (
    SignedAssessment,
    counted_assessments,
    rescored_answers,
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One assessment that counts, as a person chooses it: about whom, when, by whom."""

    revision_id: int
    child_id: int | None
    carer_id: int | None
    observed_on: date
    rater: str
    is_self_rating: bool
    standing: Standing


@dataclass(frozen=True, slots=True)
class Choices:
    """The family's assessments that count, oldest observed first, and the names of those they are about."""

    family: Family
    listed: Sequence[Choice]
    names: Mapping[int, str]

    def names_of(self, child_id: int | None, carer_id: int | None) -> tuple[str, str]:
        """Child and carer by name; where it is about neither, the household in the carer's place."""
        household = "" if child_id or carer_id else f"The {self.family.name} household"
        return self.names.get(child_id or 0, ""), self.names.get(carer_id or 0, household)


@dataclass(frozen=True, slots=True)
class SideBySide:
    """The two that were chosen; of a change the earlier is `before`, whichever was named first."""

    before: SignedAssessment
    after: SignedAssessment
    crosswalks: tuple[Crosswalk, ...]

    @property
    def pair(self) -> Pair:
        """The two as a comparison sees them."""
        rescored = rescored_answers((self.before, self.after))
        joined_by = Comparability(default_policy().change.window_factor, self.crosswalks, rescored)
        return Pair(self.before.scored, self.after.scored, joined_by)


def choices_of(session: Session, actor: Actor, family_id: int, instrument_id: str, at: datetime) -> Choices:
    """What can be set side by side; `NotFoundError` unless the family is the actor's and has any."""
    require(session, actor, Action.READ_FAMILY, family_id, at)
    query = (
        select(Revision, Assessment)
        .join(Assessment, Assessment.id == Revision.assessment_id)
        .where(
            Assessment.family_id == family_id,
            Assessment.instrument_id == instrument_id,
            Revision.signed_at.is_not(None),
            open_to(actor),
        )
        .order_by(Revision.observed_on, Revision.id)
    )
    rows = session.execute(query).all()
    standings = standings_of(session, [assessment.id for _, assessment in rows]) if rows else {}
    listed = [
        _choice(revision, assessment, standings[revision.id])
        for revision, assessment in rows
        if standings[revision.id].counts
    ]
    if not listed:
        raise NotFoundError("trend")
    return Choices(session.get_one(Family, family_id), listed, _names(session, listed))


def side_by_side(
    session: Session,
    actor: Actor,
    choices: Choices,
    instrument_id: str,
    chosen: tuple[int, int],
    *,
    catalogue: Catalogue,
) -> SideBySide:
    """Two of the choices in full; `NotFoundError` where one of them is none.

    Raises `BlindError` while the actor is to grade one of the two again without seeing its grades.
    """
    if not set(chosen) <= {one.revision_id for one in choices.listed}:
        raise NotFoundError("assessment")
    two = Revision.id.in_(chosen)
    counted = counted_assessments(session, actor, two)
    found = {one.scored.revision_id: one for one in counted}
    before, after = (found[revision_id] for revision_id in chosen)
    crosswalks = catalogue.crosswalks(instrument_id)
    as_named = SideBySide(before, after, crosswalks)
    is_backwards = before.scored.observed_on > after.scored.observed_on
    if as_named.pair.relation is Relation.CHANGE and is_backwards:
        return SideBySide(after, before, crosswalks)
    return as_named


def _choice(revision: Revision, assessment: Assessment, standing: Standing) -> Choice:
    return Choice(
        revision_id=revision.id,
        child_id=assessment.child_id,
        carer_id=assessment.carer_id,
        observed_on=revision.observed_on or revision.opened_at.date(),
        rater=revision.original_assessor or revision.signer_name or "",
        is_self_rating=revision.rater_role is RaterRole.SELF,
        standing=standing,
    )


def _names(session: Session, listed: Sequence[Choice]) -> dict[int, str]:
    ids = {id_ for one in listed for id_ in (one.child_id, one.carer_id) if id_}
    query = select(Person.id, Person.name).where(Person.id.in_(ids))
    return {person.id: person.name for person in session.execute(query)}
