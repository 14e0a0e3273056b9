"""Ending one's own sessions: one of them, or all but the one in which it is asked."""

from flask import flash, redirect, request, url_for
from flask import session as cookie
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from assessment_tool import clock
from assessment_tool.services.sessions import end_one, end_others
from assessment_tool.web.account.blueprint import pages
from assessment_tool.web.audited import transaction
from assessment_tool.web.identity import TOKEN, current_user
from assessment_tool.web.trends.blueprint import asked_id


@pages.post("/account/sessions")
def end_sessions() -> Response:
    """End the session that the form names, or all others."""
    which, user_id, at = asked_id("which"), current_user().id, clock.now()
    if which is None and "others" not in request.form:
        raise BadRequest
    with transaction() as session:
        if which is None:
            end_others(session, user_id, str(cookie[TOKEN]), at)
        else:
            end_one(session, user_id, which, at)
    flash("Ended. Whoever uses that browser has to sign in again.", "success")
    return redirect(url_for("account.page"), 303)
