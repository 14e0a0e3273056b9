"""What happens to a signed assessment: countersigned, returned, amended or voided; never deleted."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assessment_tool.core.lifecycle import EventKind, Standing, StepNotPossibleError, step
from assessment_tool.core.permissions import Action, Actor
from assessment_tool.core.text import cleaned
from assessment_tool.records.assessments import OpenedBecause, Revision
from assessment_tool.services.access import require
from assessment_tool.services.assessments.copied_answers import copy_answers
from assessment_tool.services.assessments.noting import note
from assessment_tool.services.assessments.opened import OpenedAssessment, open_assessment
from assessment_tool.services.assessments.standings import standing_of
from assessment_tool.services.assessments.summary import summary_of

MAXIMUM_REASON = 4_000


class ReasonNeededError(ValueError):
    """A step that needs its reason in writing, and has none (or one that is far too long)."""


class ContentChangedError(Exception):
    """The content that the person approved is not the content that is stored."""


class AmendmentOpenError(StepNotPossibleError):
    """An amendment of this revision is being drafted: it is signed or voided before anything else."""

    def __init__(self, standing: Standing, step: EventKind, draft: Revision) -> None:
        super().__init__(standing, step)
        self.revision_id = draft.id
        self.reason = draft.opened_reason


def countersign(session: Session, actor: Actor, revision_id: int, content_sha256: str, at: datetime) -> None:
    """Approve a signed revision, by the hash of exactly what was read.

    Raises `NotPermittedError` for one's own work, `ContentChangedError` for another hash.
    """
    opened = _opened_for(session, actor, revision_id, Action.COUNTERSIGN_ASSESSMENT, at)
    step(opened.standing, EventKind.COUNTERSIGNED)
    if opened.revision.content_sha256 != content_sha256:
        raise ContentChangedError
    note(session, opened.revision, EventKind.COUNTERSIGNED, actor, at)


def return_to_author(session: Session, actor: Actor, revision_id: int, reason: str, at: datetime) -> Revision:
    """Return a signed revision with a reason and open a new draft from it; the old one stays as it is.

    Raises `AmendmentOpenError` while an amendment of it is open: there is one draft at a time.
    """
    opened = _opened_for(session, actor, revision_id, Action.RETURN_ASSESSMENT, at)
    _check_step(session, opened, EventKind.RETURNED)
    why = in_writing(reason)
    draft = _new_draft(
        session, opened, OpenedBecause.RETURNED, reason=why, author_id=opened.revision.author_id, at=at
    )
    note(session, opened.revision, EventKind.RETURNED, actor, at, reason=why, other_revision_id=draft.id)
    note(session, draft, EventKind.OPENED, actor, at)
    return draft


def amend(session: Session, actor: Actor, revision_id: int, reason: str, at: datetime) -> Revision:
    """Open an amendment of a revision that counts; that one holds until the amendment is signed.

    Raises `AmendmentOpenError` with the draft's id and reason where one is open already.
    """
    opened = _opened_for(session, actor, revision_id, Action.AMEND_ASSESSMENT, at)
    _check_step(session, opened, EventKind.SUPERSEDED)
    why = in_writing(reason)
    draft = _new_draft(session, opened, OpenedBecause.AMENDED, reason=why, author_id=actor.user_id, at=at)
    note(session, draft, EventKind.OPENED, actor, at)
    return draft


def void(session: Session, actor: Actor, revision_id: int, reason: str, at: datetime) -> None:
    """Void a revision with a reason: it stays readable and no longer counts anywhere.

    Raises `AmendmentOpenError` while an amendment of it is open: that is voided first.
    """
    opened = _opened_for(session, actor, revision_id, Action.VOID_ASSESSMENT, at)
    _check_step(session, opened, EventKind.VOIDED)
    note(session, opened.revision, EventKind.VOIDED, actor, at, reason=in_writing(reason))


def _opened_for(
    session: Session, actor: Actor, revision_id: int, action: Action, at: datetime
) -> OpenedAssessment:
    opened = open_assessment(session, actor, revision_id, at, for_writing=True)
    require(session, actor, action, opened.assessment.family_id, at, authors=opened.authors)
    return opened


def in_writing(reason: str) -> str:
    """The reason as it is kept; raises `ReasonNeededError` where there is none, or far too much."""
    why = cleaned(reason).strip()
    if not why or len(why) > MAXIMUM_REASON:
        raise ReasonNeededError
    return why


def _check_step(session: Session, opened: OpenedAssessment, event: EventKind) -> None:
    """Whether the event can follow, and no draft that is to replace the revision is open."""
    step(opened.standing, event)
    open_draft = None if opened.is_draft else _open_draft(session, opened)
    if open_draft is not None:
        raise AmendmentOpenError(opened.standing, event, open_draft)


def _open_draft(session: Session, opened: OpenedAssessment) -> Revision | None:
    unsigned = select(Revision).where(
        Revision.assessment_id == opened.assessment.id, Revision.signed_at.is_(None)
    )
    drafts = (
        revision
        for revision in session.scalars(unsigned)
        if standing_of(revision.id, opened.events) is Standing.DRAFT
    )
    return next(drafts, None)


def _new_draft(
    session: Session,
    opened: OpenedAssessment,
    because: OpenedBecause,
    *,
    reason: str,
    author_id: int,
    at: datetime,
) -> Revision:
    """A draft that holds everything the given revision holds, on the same instrument version."""
    old = opened.revision
    newest = session.scalar(
        select(func.max(Revision.number)).where(Revision.assessment_id == old.assessment_id)
    )
    draft = Revision(
        assessment_id=old.assessment_id,
        number=(newest or 0) + 1,
        based_on_id=old.id,
        opened_because=because,
        opened_reason=reason,
        definition_sha256=old.definition_sha256,
        author_id=author_id,
        opened_at=at,
        rater_role=old.rater_role,
        **asdict(summary_of(old)),
        transcribed_from_paper=old.transcribed_from_paper,
        original_assessor=old.original_assessor,
    )
    session.add(draft)
    session.flush()
    copy_answers(session, old.id, draft.id)
    return draft
