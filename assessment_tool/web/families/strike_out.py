"""Striking out an event that was recorded by mistake, with a reason."""

from collections.abc import Mapping

from flask import flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from assessment_tool import clock
from assessment_tool.records.engine import StaleError
from assessment_tool.services.family_events import EventFaultsError, event_to_strike_out, strike_out
from assessment_tool.web.families.blueprint import pages
from assessment_tool.web.identity import current_actor
from assessment_tool.web.not_now import NOT_NOW, PLACE
from assessment_tool.web.once import once
from assessment_tool.web.parts import reading_session


@pages.get("/families/<record_id:family_id>/events/<record_id:event_id>/strike-out")
def strike_out_form(family_id: int, event_id: int) -> str:
    """Ask why the event is wrong."""
    return _page(family_id, event_id, {})


@pages.post("/families/<record_id:family_id>/events/<record_id:event_id>/strike-out")
def strike_out_event(family_id: int, event_id: int) -> Response | tuple[str, int]:
    """Strike it out once, however often the form is sent."""

    def strike(session: Session) -> str:
        reason = request.form.get("reason", "")
        strike_out(session, current_actor(), family_id, event_id, reason=reason, at=clock.now())
        return url_for("families.page", family_id=family_id)

    try:
        target = once(strike)
    except EventFaultsError as error:
        return _page(family_id, event_id, error.faults), 400
    except StaleError:
        return _page(family_id, event_id, {PLACE: NOT_NOW}), 503
    flash("Struck out. It stays readable with your reason, and counts nowhere any more.", "success")
    return redirect(target, 303)


def _page(family_id: int, event_id: int, faults: Mapping[str, str]) -> str:
    """The page with the reason; raises as the step itself would where it cannot be taken."""
    event = event_to_strike_out(reading_session(), current_actor(), family_id, event_id, clock.now())
    return render_template(
        "families/strike_out.html",
        page_title="Strike out an event",
        event=event,
        entered=request.form,
        faults=faults,
        errors=[{"text": text, "href": f"#{field}"} for field, text in faults.items()],
        back_href=url_for("families.page", family_id=family_id),
    )
