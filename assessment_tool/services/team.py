"""The families of a team, the most serious first: what changed in each line, and which needs stay unmet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assessment_tool.clock import today
from assessment_tool.core.permissions import Actor, Role
from assessment_tool.core.trend import ChangeWord, Way
from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.records.families import Allocation, Family, Person
from assessment_tool.records.users import User
from assessment_tool.services.access import families_of
from assessment_tool.services.blinded import blind_assessments
from assessment_tool.services.changes import LineKey
from assessment_tool.services.counted_lines import CountedRevision, counted_lines
from assessment_tool.services.line_summaries import Print, Summary
from assessment_tool.services.openness import open_to
from assessment_tool.services.summaries import summaries_of


@dataclass(frozen=True, slots=True)
class TeamLine:
    """One carer's care of one child with one instrument."""

    key: LineKey
    child: str
    """Empty where the instrument is about no child."""
    carer: str
    observed_on: date
    """The last day of the newest assessment that counts."""
    waiting: int
    """How many of its assessments nobody has countersigned yet."""
    summary: Summary

    @property
    def gravity(self) -> tuple[bool, bool, int, int]:
        """What makes it serious: a reliable decline, a possible one, needs unmet again, needs unmet now."""
        worse = {one.word for one in self.summary.told if one.way is Way.WORSE}
        again = sum(1 for one in self.summary.lasting if one.times > 1)
        is_reliable, is_possible = (
            word in worse for word in (ChangeWord.RELIABLE_DECLINE, ChangeWord.POSSIBLE_CHANGE)
        )
        return is_reliable, is_possible, again, len(self.summary.lasting)


@dataclass(frozen=True, slots=True)
class Team:
    """The families, the most serious first, and the summaries that were not kept yet."""

    families: Sequence["TeamFamily"]
    fresh: Mapping[Print, Summary]


@dataclass(frozen=True, slots=True)
class TeamFamily:
    """One family with its lines, the most serious first."""

    family: Family
    workers: Sequence[User]
    lines: Sequence[TeamLine]

    @property
    def gravity(self) -> tuple[bool, bool, int, int]:
        """That of its most serious line; nothing is known of a family without one."""
        return self.lines[0].gravity if self.lines else (False, False, 0, 0)


def team(session: Session, actor: Actor, catalogue: Catalogue, at: datetime) -> Team:
    """All families of the person, the most serious first, in a fixed number of queries.

    Lines with an assessment that they are to grade again without seeing its grades are left out.
    """
    families = families_of(session, actor, at)
    family_ids = [family.id for family in families]
    blind = blind_assessments(session, actor.user_id).keys()
    counted = {
        key: mine
        for key, mine in counted_lines(session, family_ids, open_to(actor)).items()
        if blind.isdisjoint(one.assessment_id for one in mine)
    }
    summaries = summaries_of(session, catalogue, counted)
    lines = _lines(session, counted, summaries.by_line)
    workers = _workers(session, family_ids, today(at))
    found = [TeamFamily(family, workers.get(family.id, ()), lines.get(family.id, ())) for family in families]
    return Team(sorted(found, key=lambda one: one.gravity, reverse=True), summaries.fresh)


def _lines(
    session: Session,
    counted: Mapping[LineKey, Sequence[CountedRevision]],
    summaries: Mapping[LineKey, Summary],
) -> dict[int, list[TeamLine]]:
    names = _names(session, counted)
    lines: dict[int, list[TeamLine]] = {}
    for key, summary in summaries.items():
        mine = counted[key]
        line = TeamLine(
            key=key,
            child=names.get(key.child_id or 0, ""),
            carer=names.get(key.whose.carer_id or 0, ""),
            observed_on=mine[-1].observed_on,
            waiting=sum(1 for one in mine if not one.is_countersigned),
            summary=summary,
        )
        lines.setdefault(key.family_id, []).append(line)
    for mine_too in lines.values():
        mine_too.sort(key=lambda line: line.gravity, reverse=True)
    return lines


def _names(session: Session, keys: Iterable[LineKey]) -> dict[int, str]:
    ids = {id_ for key in keys for id_ in (key.child_id, key.whose.carer_id) if id_}
    query = select(Person.id, Person.name).where(Person.id.in_(ids))
    return {row.id: row.name for row in session.execute(query)}


def _workers(session: Session, family_ids: Sequence[int], day: date) -> dict[int, list[User]]:
    query = (
        select(Allocation.family_id, User)
        .join(User, User.id == Allocation.user_id)
        .where(
            Allocation.family_id.in_(family_ids),
            User.role == Role.SOCIAL_WORKER,
            Allocation.from_on <= day,
            Allocation.until_on.is_(None) | (Allocation.until_on >= day),
        )
        .order_by(User.name)
    )
    workers: dict[int, list[User]] = {}
    for family_id, user in session.execute(query):
        workers.setdefault(family_id, []).append(user)
    return workers
