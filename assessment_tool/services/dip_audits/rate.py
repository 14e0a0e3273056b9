"""The second rater's grades: saved as a draft as often as they like, and submitted once."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from assessment_tool.core.permissions import Actor
from assessment_tool.core.responses import (
    MAXIMUM_TEXT,
    NO_RESPONSE,
    Response,
    ValueNotPermittedError,
    permitted_absence,
    permitted_value,
)
from assessment_tool.core.stored import value_to_json
from assessment_tool.core.text import cleaned
from assessment_tool.records.dip_audits import DipAuditEvent, DipAuditStep, SecondRating
from assessment_tool.services.dip_audits.opened import OpenedAudit, Part, Question, open_audit


class RatingClosedError(Exception):
    """The ratings are submitted or withdrawn already, or are another person's to give."""


class RatingsChangedError(Exception):
    """Ratings were saved after the person opened the page, in another tab; nothing was overwritten."""


class NotAllRatedError(Exception):
    """Some questions have neither a grade nor a reason for none; nothing was submitted."""

    def __init__(self, item_ids: frozenset[str]) -> None:
        super().__init__("Some questions are not rated.")
        self.item_ids = item_ids


def save_ratings(
    session: Session, actor: Actor, audit_id: int, ratings: Mapping[str, Response], *, seen: int, at: datetime
) -> None:
    """Save those of the ratings that say something new; `seen` is the newest one that the page held.

    Raises `RatingClosedError`, `RatingsChangedError`, `ValueNotPermittedError`; then nothing is saved.
    """
    _save(session, _opened(session, actor, audit_id, seen, at), ratings, at)


def submit(
    session: Session, actor: Actor, audit_id: int, ratings: Mapping[str, Response], *, seen: int, at: datetime
) -> None:
    """Save the ratings and hand them in: from now on they stand, and both are read side by side.

    Raises `NotAllRatedError` where a question has neither grade nor reason, and as `save_ratings`.
    """
    opened = _opened(session, actor, audit_id, seen, at)
    now = {one.asked.item.id: ratings.get(one.asked.item.id, one.second) for one in opened.questions}
    missing = frozenset(item_id for item_id, response in now.items() if response.is_blank)
    if missing:
        raise NotAllRatedError(missing)
    _save(session, opened, ratings, at)
    session.add(
        DipAuditEvent(audit_id=audit_id, kind=DipAuditStep.SUBMITTED, by_id=actor.user_id, at=at, note="")
    )
    session.flush()


def _opened(session: Session, actor: Actor, audit_id: int, seen: int, at: datetime) -> OpenedAudit:
    opened = open_audit(session, actor, audit_id, at, for_writing=True)
    if opened.part is not Part.RATE:
        raise RatingClosedError
    if opened.newest_rating != seen:
        raise RatingsChangedError
    return opened


def _save(session: Session, opened: OpenedAudit, ratings: Mapping[str, Response], at: datetime) -> None:
    questions = {one.asked.item.id: one for one in opened.questions}
    for item_id, given in ratings.items():
        if item_id not in questions:
            raise ValueNotPermittedError(item_id, item_id, "it is not among the chosen questions")
        rating = _checked(questions[item_id], given)
        if rating != questions[item_id].second:
            session.add(_row(opened, item_id, rating, at))
    session.flush()


def _checked(question: Question, given: Response) -> Response:
    """The rating as the question takes it: a grade or an absence, and a note."""
    item, note = question.asked.item, cleaned(given.evidence).strip()
    if len(note) > MAXIMUM_TEXT:
        raise ValueNotPermittedError(item.id, note, f"a note of up to {MAXIMUM_TEXT} characters")
    if given.is_blank and not note:
        return NO_RESPONSE
    return Response(
        value=None if given.value is None else permitted_value(item, given.value),
        absence=None if given.absence is None else permitted_absence(item, given.absence.value),
        evidence=note,
    )


def _row(opened: OpenedAudit, item_id: str, rating: Response, at: datetime) -> SecondRating:
    return SecondRating(
        audit_id=opened.audit.id,
        item_id=item_id,
        value_json=value_to_json(rating.value),
        absence=rating.absence,
        note=rating.evidence,
        given_at=at,
    )
