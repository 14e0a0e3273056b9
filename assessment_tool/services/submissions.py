"""Forms sent twice: each rendered form carries a key, and the same form is answered only once."""

import hashlib
import re
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assessment_tool.core.permissions import Actor
from assessment_tool.records.submissions import Submission

_KEY = re.compile(r"[A-Za-z0-9_-]{1,64}")


class DifferentFormError(Exception):
    """A form with other content was already sent under this key."""


class SubmissionKeyError(ValueError):
    """A form without the key that its page was rendered with, or with something that is no such key."""


def earlier_answer(session: Session, actor: Actor, key: str, route: str, body: bytes) -> str | None:
    """Where the same form went before, or None for a form that is new.

    Raises `SubmissionKeyError` for a key that no page gives, and `DifferentFormError` where the key was
    used by someone else, elsewhere or with other content.
    """
    if not _KEY.fullmatch(key):
        raise SubmissionKeyError
    found = session.scalar(select(Submission).where(Submission.key == key))
    if found is None:
        return None
    if (found.user_id, found.route, found.body_sha256) != (actor.user_id, route, _digest(body)):
        raise DifferentFormError
    return found.location


def remember(
    session: Session, actor: Actor, key: str, *, route: str, body: bytes, location: str, at: datetime
) -> None:
    """Write down, in the same transaction as the act itself, where the form went."""
    session.add(
        Submission(
            key=key,
            user_id=actor.user_id,
            route=route,
            body_sha256=_digest(body),
            made_at=at,
            location=location,
        )
    )
    session.flush()


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
