"""Where it is not safe to ask: what to do instead, and the day on which to ask again."""

from datetime import date
from functools import partial

from flask import flash, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from assessment_tool import clock
from assessment_tool.services.assessments.ask_again import AttemptDayError, plan_attempt
from assessment_tool.web.assessments.blueprint import pages
from assessment_tool.web.assessments.opening import opened_for_reading
from assessment_tool.web.assessments.overview import overview_page
from assessment_tool.web.dates import read_date
from assessment_tool.web.filters import day
from assessment_tool.web.identity import current_actor
from assessment_tool.web.once import once


@pages.post("/assessments/<record_id:revision_id>/further-attempt", endpoint="plan_attempt")
def plan(revision_id: int) -> Response | tuple[str, int]:
    """Write down when to ask again; it then stands on the page of everybody's work with the family."""
    wanted = read_date(request.form, "further_attempt")
    fault = wanted if isinstance(wanted, str) else ""
    if isinstance(wanted, date):
        try:
            target = once(partial(_planned, revision_id, wanted))
        except AttemptDayError as error:
            fault = str(error)
        else:
            flash(f"A further attempt is planned for {day(wanted)}. It stands on My work.", "success")
            return redirect(target, 303)
    return overview_page(opened_for_reading(revision_id), fault), 400


def _planned(revision_id: int, on: date, session: Session) -> str:
    plan_attempt(session, current_actor(), revision_id, on, clock.now())
    return url_for("assessments.overview", revision_id=revision_id)
