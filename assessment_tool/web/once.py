"""Forms that make something: however often one is sent, it is made once, and every answer leads to it."""

import secrets
from collections.abc import Callable

from flask import Flask, request
from sqlalchemy.orm import Session

from assessment_tool import clock
from assessment_tool.services.submissions import SentForm, claim, earlier_answer, remember
from assessment_tool.web.audited import transaction
from assessment_tool.web.identity import current_actor
from assessment_tool.web.parts import reading_session

KEY = "submission"
_OF_THE_SESSION = "csrf_token"


def register(app: Flask) -> None:
    """Give templates the key that such a form carries."""
    app.add_template_global(submission_key)


def submission_key() -> str:
    """The key for a form on the page: a new one, or that of the form which comes back with its faults."""
    return request.form.get(KEY) or secrets.token_urlsafe(16)


def once(act: Callable[[Session], str]) -> str:
    """Do what the form asks and say where its answer is; the same form sent again is only told where.

    `act` runs in the one transaction that also keeps the form's key, and returns the address of its
    outcome. Whoever sends the form a second time meanwhile waits for the first. Raises
    `SubmissionKeyError` and `DifferentFormError`, and whatever `act` raises; then nothing is kept.
    """
    form, actor = _sent(), current_actor()
    with transaction() as session:
        location = claim(session, actor, form, clock.now())
        if location is None:
            location = act(session)
            remember(session, form, location)
    return location


def answered_before() -> str | None:
    """Where the same form went before: to ask ahead of long work, whose outcome `once` then keeps."""
    return earlier_answer(reading_session(), current_actor(), _sent())


def _sent() -> SentForm:
    return SentForm(request.form.get(KEY, ""), request.path, _said())


def _said() -> bytes:
    """Every name and value of the form, in its order, without the forgery token.

    The raw body is gone once the form is read, and the token may change when somebody signs in again.
    """
    said = [pair for pair in request.form.items(multi=True) if pair[0] != _OF_THE_SESSION]
    return repr(said).encode("utf-8", "backslashreplace")
