"""From exceptions to pages: one table; "not found" and "not yours" look alike."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus

import structlog
from flask import Flask, render_template, request
from sqlalchemy.exc import InterfaceError, OperationalError
from werkzeug.exceptions import HTTPException, SecurityError

from assessment_tool.core.ages import NotYetBornError
from assessment_tool.core.lifecycle import StepNotPossibleError
from assessment_tool.core.responses import ValueNotPermittedError
from assessment_tool.definitions.catalogue import UnknownInstrumentError
from assessment_tool.documents.blank_facts import NotForThisAgeError
from assessment_tool.jobs.render_pool import RenderFailedError, RenderTimeoutError
from assessment_tool.records.engine import BusyError, StaleError
from assessment_tool.services.access import NotFoundError, NotPermittedError
from assessment_tool.services.assessments.answers import NotSafeToAskError
from assessment_tool.services.assessments.ask_again import NothingToAskAgainError
from assessment_tool.services.assessments.review import ContentChangedError
from assessment_tool.services.audit import AuditNotWrittenError
from assessment_tool.services.blinded import BlindError
from assessment_tool.services.dip_audits.ask import NotForAuditError
from assessment_tool.services.dip_audits.close import StepTakenError
from assessment_tool.services.dip_audits.rate import RatingClosedError, RatingsChangedError
from assessment_tool.services.family_events import AlreadyStruckOutError
from assessment_tool.services.languages import NotInLanguageError
from assessment_tool.services.submissions import DifferentFormError, SubmissionKeyError
from assessment_tool.web.routes import PUBLIC
from assessment_tool.web.typed import Typed, typed_in

STATUSES: Mapping[type[Exception], int] = {
    NotFoundError: 404,
    UnknownInstrumentError: 404,
    NotForThisAgeError: 404,
    NotInLanguageError: 404,
    NotPermittedError: 403,
    StepNotPossibleError: 409,
    ContentChangedError: 409,
    NotSafeToAskError: 409,
    NothingToAskAgainError: 409,
    DifferentFormError: 409,
    StaleError: 409,
    NotForAuditError: 409,
    RatingClosedError: 409,
    RatingsChangedError: 409,
    StepTakenError: 409,
    AlreadyStruckOutError: 409,
    ValueNotPermittedError: 400,
    SubmissionKeyError: 400,
    NotYetBornError: 400,
    AuditNotWrittenError: 503,
    BusyError: 503,
    OperationalError: 503,
    InterfaceError: 503,
    RenderTimeoutError: 503,
    RenderFailedError: 503,
}
_PAGES = frozenset({400, 403, 404, 405, 409, 413, 500, 503})
_log = structlog.get_logger()


def register(app: Flask) -> None:
    """Answer every exception with a page that says what happened and what to do."""
    for error in STATUSES:
        app.register_error_handler(error, _known)
    app.register_error_handler(BlindError, _blind)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)


def _known(error: Exception) -> tuple[str, int]:
    status = next(STATUSES[kind] for kind in type(error).__mro__ if kind in STATUSES)
    if status >= 500:  # noqa: PLR2004 - HTTP's own class of faults that are ours
        _write_down(error)
    return page(status, hands_back=True)


def _blind(error: BlindError) -> tuple[str, int]:
    """Why the grades are closed to this person for now, and where to give their own."""
    status = HTTPStatus.FORBIDDEN
    return render_template("errors/blind.html", audit_id=error.audit_id, typed=_typed(status)), status


def _http(error: HTTPException) -> tuple[str, int]:
    if isinstance(error, SecurityError):
        return "This service does not answer under that name.\n", 400  # no page: its links need a name
    status = error.code or 500
    known = status if status in _PAGES else 400 if status < 500 else 500  # noqa: PLR2004 - HTTP's classes
    return page(known, hands_back=True)


def _unexpected(error: Exception) -> tuple[str, int]:
    _write_down(error)
    return page(500, hands_back=True)


def _write_down(error: Exception) -> None:
    """Log the kind and place of the error, never its message: that may quote what somebody wrote."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
    _log.error("unexpected_error", error=type(error).__name__, place=place, endpoint=request.endpoint)


def page(status: int, *, hands_back: bool = False) -> tuple[str, int]:
    """The error page of the status; where it hands back, with what was typed in the form that met it."""
    typed = _typed(status) if hands_back else []
    return render_template("errors/error.html", status=status, typed=typed), status


def _typed(status: int) -> Sequence[Typed]:
    """What was typed in the form that met the error."""
    return typed_in(request.form) if _has_form(status) else []


def _has_form(status: int) -> bool:
    """Whether a form was sent that can be shown again: none that holds a password, none too large to read."""
    is_ours = request.endpoint is not None and request.endpoint not in PUBLIC
    return request.method == "POST" and is_ours and status != 413  # noqa: PLR2004 - HTTP's own "too large"
