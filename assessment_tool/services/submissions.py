"""Forms sent twice: each rendered form carries a key, and the same form is answered only once."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from assessment_tool.core.permissions import Actor
from assessment_tool.records.submissions import Submission
from assessment_tool.records.unless_there import add_unless_there

_KEY = re.compile(r"[A-Za-z0-9_-]{1,64}")


class DifferentFormError(Exception):
    """A form with other content was already sent under this key."""


class SubmissionKeyError(ValueError):
    """A form without the key that its page was rendered with, or with something that is no such key."""


@dataclass(frozen=True, slots=True)
class SentForm:
    """A form as it was sent: its key, where to, and what it says; raises `SubmissionKeyError` for no key."""

    key: str
    route: str
    body: bytes

    def __post_init__(self) -> None:
        if not _KEY.fullmatch(self.key):
            raise SubmissionKeyError

    @property
    def body_sha256(self) -> str:
        """The hash of what it says."""
        return hashlib.sha256(self.body).hexdigest()


def claim(session: Session, actor: Actor, form: SentForm, at: datetime) -> str | None:
    """Take the form's key, or say where the same form went before.

    Whoever sends the same form meanwhile waits until this transaction is over: at its end the form has
    been answered (`remember`), or nothing of it is left. Raises as `earlier_answer`.
    """
    is_new = add_unless_there(
        session,
        Submission,
        key=form.key,
        user_id=actor.user_id,
        route=form.route,
        body_sha256=form.body_sha256,
        made_at=at,
        location="",
    )
    return None if is_new else earlier_answer(session, actor, form)


def remember(session: Session, form: SentForm, location: str) -> None:
    """Write down where a claimed form went, in the same transaction as the act itself."""
    session.execute(update(Submission).where(Submission.key == form.key).values(location=location))


def earlier_answer(session: Session, actor: Actor, form: SentForm) -> str | None:
    """Where the same form went before, or None for a form that is new.

    Raises `DifferentFormError` where the key was used by someone else, elsewhere or with other content.
    """
    found = session.scalar(select(Submission).where(Submission.key == form.key))
    if found is None:
        return None
    if (found.user_id, found.route, found.body_sha256) != (actor.user_id, form.route, form.body_sha256):
        raise DifferentFormError
    return found.location
