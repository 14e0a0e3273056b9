"""Asking for a dip audit: which questions of which signed assessment, graded again by whom."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assessment_tool.clock import today
from assessment_tool.core.instrument import RaterRole
from assessment_tool.core.permissions import Action, Actor, Matter, Role, refusal
from assessment_tool.core.visibility import AskedItem
from assessment_tool.records.dip_audits import DipAudit
from assessment_tool.records.families import Allocation
from assessment_tool.records.users import User
from assessment_tool.services.access import require
from assessment_tool.services.assessments.opened import OpenedAssessment, open_assessment
from assessment_tool.services.dip_audits.gradable import signed_questions
from assessment_tool.services.openness import is_open_to


class NotForAuditError(Exception):
    """An assessment that nobody can grade again: it does not count, or holds no grades of a worker."""


class CannotAskError(ValueError):
    """A choice that does not fit; `field` names it and `message` says what to choose instead."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


@dataclass(frozen=True, slots=True)
class AuditChoice:
    """The questions and the people among whom a supervisor chooses."""

    opened: OpenedAssessment
    questions: Mapping[str, AskedItem]
    raters: Sequence[User]
    """Who works with the family today, and neither wrote any of the assessment nor decided about it."""


def audit_choice(session: Session, actor: Actor, revision_id: int, at: datetime) -> AuditChoice:
    """What can be chosen; raises `NotForAuditError` where there is nothing, and as `require`."""
    opened = open_assessment(session, actor, revision_id, at)
    return _choice(session, actor, opened, at)


def ask(
    session: Session,
    actor: Actor,
    revision_id: int,
    *,
    item_ids: Collection[str],
    second_rater_id: int | None,
    at: datetime,
) -> DipAudit:
    """Ask for the chosen questions to be graded again.

    From now on the second rater sees no grade of the assessment until they have submitted their own.
    Raises `CannotAskError` for a choice that does not fit, and as `audit_choice`.
    """
    opened = open_assessment(session, actor, revision_id, at, for_writing=True)
    choice = _choice(session, actor, opened, at)
    chosen = [item_id for item_id in choice.questions if item_id in item_ids]
    if not chosen or not choice.questions.keys() >= set(item_ids):
        raise CannotAskError("items", "Choose the questions to be graded again.")
    if second_rater_id not in {user.id for user in choice.raters}:
        raise CannotAskError("rater", "Choose who grades again.")
    audit = DipAudit(
        revision_id=revision_id,
        item_ids_json=json.dumps(chosen),
        second_rater_id=second_rater_id,
        asked_by_id=actor.user_id,
        asked_at=at,
    )
    session.add(audit)
    session.flush()
    return audit


def can_be_audited(opened: OpenedAssessment) -> bool:
    """Whether it counts, and a worker gave the grades: a carer's view of themselves is not graded again."""
    return opened.standing.counts and opened.revision.rater_role is not RaterRole.SELF


def _choice(session: Session, actor: Actor, opened: OpenedAssessment, at: datetime) -> AuditChoice:
    require(
        session,
        actor,
        Action.AUDIT_ASSESSMENT,
        opened.assessment.family_id,
        at,
        authors=opened.authors,
    )
    questions = signed_questions(session, opened.revision)[1] if can_be_audited(opened) else {}
    if not questions:
        raise NotForAuditError
    return AuditChoice(opened, questions, _raters(session, opened, at))


def _raters(session: Session, opened: OpenedAssessment, at: datetime) -> list[User]:
    """Those of the family who can rate blind: whoever took a step with the assessment has read its grades."""
    day = today(at)
    has_part = opened.authors | {event.by_id for event in opened.events}
    asked_before = select(DipAudit.second_rater_id).where(DipAudit.revision_id == opened.revision.id)
    query = (
        select(User)
        .join(Allocation, Allocation.user_id == User.id)
        .where(
            Allocation.family_id == opened.family.id,
            Allocation.from_on <= day,
            Allocation.until_on.is_(None) | (Allocation.until_on >= day),
            User.is_active,
            User.id.not_in(has_part),
            User.id.not_in(asked_before),
        )
        .order_by(User.name, User.id)
    )
    return [user for user in session.scalars(query).unique() if _can_rate(user, opened)]


def _can_rate(user: User, opened: OpenedAssessment) -> bool:
    actor = Actor(user.id, Role(user.role))
    is_refused = refusal(actor, Action.RATE_AGAIN, Matter(is_allocated=True))
    return not is_refused and is_open_to(actor, opened.assessment, opened.revision)
