"""My work: what waits for one person, most serious first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assessment_tool.clock import today
from assessment_tool.core.instrument import RaterRole
from assessment_tool.core.lifecycle import Standing
from assessment_tool.core.permissions import Actor, Role
from assessment_tool.core.trend import Whose
from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.records.assessments import OpenedBecause
from assessment_tool.records.families import Family, Person
from assessment_tool.services.access import families_of
from assessment_tool.services.assessments.attempts import planned_attempts
from assessment_tool.services.changes import LineKey, ToldLine, changes_with
from assessment_tool.services.dip_audits.listed import ListedAudit, waiting_audits
from assessment_tool.services.family_page import ListedRevision, list_revisions


@dataclass(frozen=True, slots=True)
class AskAgain:
    """Somebody who could not be asked safely, and is to be asked again."""

    listed: ListedRevision
    planned_on: date
    is_due: bool


@dataclass(frozen=True, slots=True)
class MyWork:
    """The families and open pieces of work of one person."""

    families: Sequence[Family]
    returned: Sequence[ListedRevision]
    """Their own drafts that a supervisor sent back, oldest first."""
    drafts: Sequence[ListedRevision]
    """Their other drafts, oldest first."""
    drafts_of_others: Sequence[ListedRevision]
    """What others write about their families, oldest first; empty for those who supervise nobody."""
    to_countersign: Sequence[ListedRevision]
    """Signed by somebody else and waiting for this person; empty for those who do not countersign."""
    changes: Mapping[int, ToldLine]
    """What those allow one to say, by assessment: worsening is heard while it is only possible."""
    ask_again: Sequence[AskAgain]
    """The earliest day first."""
    audits: Sequence[ListedAudit]
    """Dip audits that this person has to rate, or as a supervisor to discuss; the oldest first."""
    people: Mapping[int, Person]

    @property
    def households(self) -> Mapping[int, str]:
        """The names of the families by id."""
        return {family.id: family.name for family in self.families}


def my_work(session: Session, actor: Actor, catalogue: Catalogue, at: datetime) -> MyWork:
    """What waits for the person, in a fixed number of queries."""
    families = families_of(session, actor, at)
    listed = list_revisions(session, actor, [family.id for family in families])[::-1]
    drafts = [one for one in listed if one.standing is Standing.DRAFT]
    mine = [one for one in drafts if one.revision.author_id == actor.user_id]
    others = [one for one in drafts if one not in mine]
    to_countersign = [one for one in listed if _waits_for(actor, one)]
    return MyWork(
        families=families,
        returned=[one for one in mine if one.revision.opened_because is OpenedBecause.RETURNED],
        drafts=[one for one in mine if one.revision.opened_because is not OpenedBecause.RETURNED],
        drafts_of_others=others if actor.role is Role.SUPERVISOR else [],
        to_countersign=to_countersign,
        changes=_changes(session, actor, catalogue, to_countersign),
        ask_again=_ask_again(session, listed, today(at)),
        audits=waiting_audits(session, actor, [family.id for family in families]),
        people=_people(session, listed),
    )


def _waits_for(actor: Actor, one: ListedRevision) -> bool:
    is_mine = one.revision.author_id == actor.user_id
    return actor.role is Role.SUPERVISOR and one.standing is Standing.SIGNED and not is_mine


def _changes(
    session: Session, actor: Actor, catalogue: Catalogue, listed: Sequence[ListedRevision]
) -> dict[int, ToldLine]:
    """Only where the assessment is the newest of its line: of an earlier one nothing new is to be said."""
    if not listed:
        return {}
    told = changes_with(session, actor, catalogue, map(_line_of, listed)).values()
    return {line.newest.scored.assessment_id: line for line in told}


def _line_of(one: ListedRevision) -> LineKey:
    about, is_own = one.assessment, one.revision.rater_role is RaterRole.SELF
    return LineKey(about.family_id, about.child_id, about.instrument_id, Whose(about.carer_id, is_own))


def _ask_again(session: Session, listed: Sequence[ListedRevision], day: date) -> list[AskAgain]:
    current = {one.assessment.id: one for one in listed if one.is_current}
    planned = planned_attempts(session, list(current))
    found = [AskAgain(current[key], on, is_due=on <= day) for key, on in planned.items()]
    return sorted(found, key=lambda one: (one.planned_on, one.listed.assessment.id))


def _people(session: Session, listed: Sequence[ListedRevision]) -> dict[int, Person]:
    ids = {one.assessment.carer_id for one in listed} | {one.assessment.child_id for one in listed}
    return {
        person.id: person for person in session.scalars(select(Person).where(Person.id.in_(ids - {None})))
    }
