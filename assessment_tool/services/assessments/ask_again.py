"""Planning to ask again, where it was not safe to ask."""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from assessment_tool.clock import today
from assessment_tool.core.gate import GateStanding
from assessment_tool.core.permissions import Action, Actor
from assessment_tool.services.access import require
from assessment_tool.services.assessments.attempts import write_attempt
from assessment_tool.services.assessments.opened import open_assessment

LONGEST_WAIT = timedelta(days=366)


class AttemptDayError(ValueError):
    """A day on which nobody can be asked again; the message says which can."""


class NothingToAskAgainError(Exception):
    """The questions can be asked now, or the assessment no longer counts."""


def plan_attempt(session: Session, actor: Actor, revision_id: int, on: date, at: datetime) -> None:
    """Write down when to ask again; the day that was planned before is kept in the history.

    Raises `AttemptDayError` for a day in the past or more than a year away, `NothingToAskAgainError`
    where the gate is not shut.
    """
    opened = open_assessment(session, actor, revision_id, at, for_writing=True)
    require(session, actor, Action.DRAFT_ASSESSMENT, opened.assessment.family_id, at)
    if opened.gate is not GateStanding.SHUT or not (opened.is_draft or opened.standing.counts):
        raise NothingToAskAgainError
    if not today(at) <= on <= today(at) + LONGEST_WAIT:
        raise AttemptDayError("Choose a day from today on, within a year.")
    write_attempt(session, opened.assessment.id, on, actor, at)
