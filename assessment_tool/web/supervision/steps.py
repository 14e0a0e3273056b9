"""What a supervisor does with a dip audit, with a note: mark it as discussed, or withdraw it."""

from collections.abc import Callable
from datetime import datetime

from flask import flash, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from assessment_tool import clock
from assessment_tool.core.permissions import Actor
from assessment_tool.core.text import cleaned
from assessment_tool.services.assessments.review import MAXIMUM_REASON, ReasonNeededError
from assessment_tool.services.dip_audits import close
from assessment_tool.web.identity import current_actor
from assessment_tool.web.once import once
from assessment_tool.web.supervision.audit import audit_page, opened_audit
from assessment_tool.web.supervision.blueprint import pages

Step = Callable[[Session, Actor, int, str, datetime], None]
NOTE_NEEDED = f"Write it down, in up to {MAXIMUM_REASON:,} characters."


@pages.post("/dip-audits/<record_id:audit_id>/discussed")
def discuss(audit_id: int) -> Response | tuple[str, int]:
    """From now on the first rater reads both ratings."""
    return _taken(audit_id, close.discuss, "Marked as discussed. The first rater can read both ratings now.")


@pages.post("/dip-audits/<record_id:audit_id>/withdrawn")
def withdraw(audit_id: int) -> Response | tuple[str, int]:
    """Nobody needs to grade again."""
    return _taken(audit_id, close.withdraw, "Withdrawn. The assessment is open again to who was asked.")


def _taken(audit_id: int, step: Step, done: str) -> Response | tuple[str, int]:
    note = request.form.get("note", "")

    def take(session: Session) -> str:
        step(session, current_actor(), audit_id, note, clock.now())
        return url_for("supervision.audit", audit_id=audit_id)

    try:
        target = once(take)
    except ReasonNeededError:
        return audit_page(opened_audit(audit_id), note=cleaned(note), fault=NOTE_NEEDED), 400
    flash(done, "success")
    return redirect(target, 303)
