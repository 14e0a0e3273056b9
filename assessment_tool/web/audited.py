"""Every request of a person leaves an entry in the audit: with its act, or before anything is sent."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

import structlog
from flask import Flask, current_app, g, make_response, request, session
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from assessment_tool import clock
from assessment_tool.core.audit_chain import Outcome
from assessment_tool.records.engine import writing
from assessment_tool.services.audit import Act, AuditNotWrittenError, append
from assessment_tool.services.sign_in import SignedIn
from assessment_tool.web.identity import FIRST_TOKEN, TOKEN
from assessment_tool.web.parts import bookkeeping, close_reading_session, parts, touched
from assessment_tool.web.routes import PUBLIC

SIGN_IN = "sign_in.enter"
SECOND_FACTOR = "second_factor.enter"
SET_UP = "second_factor.set_up"
AGAIN = "step_up.enter"
SIGN_OUT = "sign_in.leave"
APART = "audit"
"""The name of the execution option that tells the audit's own transactions from the pages'."""
_OUTCOMES = {HTTPStatus.FORBIDDEN: Outcome.REFUSED}
_SESSION_KEY_LENGTH = 16
_log = structlog.get_logger()


@contextmanager
def transaction() -> Iterator[Session]:
    """The one transaction of a request that changes something, with its entry as the last thing in it.

    Raises `AuditNotWrittenError` where the entry cannot be written. Any exception rolls back.
    """
    with bookkeeping() as writing_session:
        yield writing_session
        writing_session.flush()
        _append(writing_session, _acts(request.endpoint or "", Outcome.DONE))
    g.is_audited = True


@contextmanager
def signing(action: str, with_what: str = "") -> Iterator[Session]:
    """The transaction in which a session begins (`signed_as` says whose), is renewed, or ends.

    `with_what` is what was shown in the place of the usual.
    """
    with bookkeeping() as writing_session:
        yield writing_session
        has_begun_or_ended = g.signed_in is not None if "signed_in" in g else _who() is not None
        if has_begun_or_ended:
            _append(writing_session, [_act(action, Outcome.DONE, record=with_what)])
    g.is_audited = action == request.endpoint


def signed_as(signed_in: SignedIn | None) -> None:
    """Who was let in by this request, if anybody."""
    g.signed_in = signed_in


def write_refused_sign_in(username: str, action: str = SIGN_IN) -> None:
    """Write down that nobody was let in under the name, which is hidden: passwords get typed there."""
    hidden = parts().audit_keys.hidden(username.strip().lower())
    close_reading_session()
    _write([_act(action, Outcome.REFUSED, subject=hidden)])
    g.is_audited = action == request.endpoint


def register(app: Flask) -> None:
    """Hold every answer back until its entry is written."""
    app.after_request(_write_before_sending)


def _write_before_sending(response: Response) -> Response:
    if g.get("user") is None or g.get("is_audited") or request.endpoint in {None, *PUBLIC}:
        return response
    close_reading_session()
    try:
        _write(_acts(request.endpoint or "", _outcome(response.status_code)))
    except AuditNotWrittenError as error:
        return make_response(current_app.handle_user_exception(error))
    return response


def _outcome(status: int) -> Outcome:
    if status < HTTPStatus.BAD_REQUEST:
        return Outcome.DONE
    if status == HTTPStatus.NOT_FOUND:
        return Outcome.NOT_THERE
    is_ours = status >= HTTPStatus.INTERNAL_SERVER_ERROR
    return _OUTCOMES.get(HTTPStatus(status), Outcome.FAILED if is_ours else Outcome.NOT_TAKEN)


def _write(acts: list[Act]) -> None:
    """Append in a short transaction of its own."""
    try:
        with writing(parts().engine.execution_options(apart=APART)) as writing_session:
            append(writing_session, parts().audit_keys, acts)
    except Exception as error:  # whatever stops it: nothing is shown
        raise _unwritten(error) from error


def _append(writing_session: Session, acts: list[Act]) -> None:
    try:
        append(writing_session, parts().audit_keys, acts)
    except Exception as error:
        raise _unwritten(error) from error


def _unwritten(error: Exception) -> AuditNotWrittenError:
    """Say so in the log, without the message: that may quote what somebody wrote."""
    _log.error("audit_entry_not_written", error=type(error).__name__, endpoint=request.endpoint)
    return AuditNotWrittenError()


def _acts(action: str, outcome: Outcome) -> list[Act]:
    """One act for each family that was touched, or one of none."""
    found = [_act(action, outcome, family_id, record) for family_id, record in touched().items()]
    return found or [_act(action, outcome)]


def _act(
    action: str, outcome: Outcome, family_id: int | None = None, record: str = "", subject: str = ""
) -> Act:
    return Act(
        at=clock.now(),
        action=action,
        outcome=outcome,
        actor_id=_who(),
        session_key=_session_key(),
        family_id=family_id,
        record=record,
        subject=subject,
    )


def _who() -> int | None:
    """Whose request it is: of whoever is signed in, or was let in by it."""
    signed_in = g.get("signed_in")
    user = signed_in.user if signed_in else g.get("user")
    return user.id if user else None


def _session_key() -> str:
    """By what the entries of one session are known; it opens nothing."""
    signed_in = g.get("signed_in")
    is_new = signed_in is not None and not signed_in.is_open
    token = signed_in.token if is_new else session.get(FIRST_TOKEN, session.get(TOKEN))
    if not isinstance(token, str):
        return ""
    return hashlib.sha256(b"audit:" + token.encode()).hexdigest()[:_SESSION_KEY_LENGTH]
