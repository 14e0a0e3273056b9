"""Discarding a draft that was begun by mistake: by its own author, with a reason, and for good."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from assessment_tool.core.lifecycle import EventKind, step
from assessment_tool.core.permissions import Action, Actor
from assessment_tool.records.assessments import OpenedBecause
from assessment_tool.services.access import require
from assessment_tool.services.assessments.attempts import reopen_attempts_closed_by
from assessment_tool.services.assessments.noting import note
from assessment_tool.services.assessments.opened import OpenedAssessment, open_assessment
from assessment_tool.services.assessments.review import in_writing

INSTEAD: Mapping[OpenedBecause, str] = {
    OpenedBecause.RETURNED: (
        "This draft was opened when the signed assessment was returned, and is not discarded. Answer "
        "what was asked and have it signed again. If it is not needed, ask a supervisor to make it void."
    ),
    OpenedBecause.AMENDED: (
        "This draft amends a signed assessment, which holds until the amendment is signed, and is not "
        "discarded. If nothing has to be put right after all, ask a supervisor to make it void."
    ),
}
"""Why a draft of what was signed before is not discarded, and what to do."""


class CannotDiscardError(Exception):
    """The draft is of something that was signed before; the message says what to do instead."""


def begun_by(opened: OpenedAssessment) -> frozenset[int]:
    """Whose draft it is, whoever has written in it since."""
    return frozenset({opened.revision.author_id})


def check_discard(session: Session, actor: Actor, opened: OpenedAssessment, at: datetime) -> None:
    """Return where this person may discard the draft now.

    Raises `NotPermittedError` for everybody but its author, `StepNotPossibleError` where it is no draft any
    more, `CannotDiscardError` where something of it was signed before.
    """
    family_id = opened.assessment.family_id
    require(session, actor, Action.DISCARD_DRAFT, family_id, at, authors=begun_by(opened))
    step(opened.standing, EventKind.DISCARDED)
    instead = INSTEAD.get(opened.revision.opened_because)
    if instead:
        raise CannotDiscardError(instead)


def discard(session: Session, actor: Actor, revision_id: int, reason: str, at: datetime) -> None:
    """Discard the draft: it stays readable, and nothing leads back.

    Whoever was to be asked again before this was begun is to be asked again on the same day.
    Raises as `check_discard`, and `ReasonNeededError`.
    """
    opened = open_assessment(session, actor, revision_id, at, for_writing=True)
    check_discard(session, actor, opened, at)
    note(session, opened.revision, EventKind.DISCARDED, actor, at, reason=in_writing(reason))
    if opened.instrument.gate and not opened.revision.is_restart:
        reopen_attempts_closed_by(session, actor, opened.assessment, at)
