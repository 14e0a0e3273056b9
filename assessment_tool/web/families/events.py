"""Recording what happened around a family."""

from collections.abc import Mapping
from datetime import date

from flask import flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from assessment_tool import clock
from assessment_tool.core.permissions import Action
from assessment_tool.records.engine import StaleError
from assessment_tool.services.access import require
from assessment_tool.services.family_events import EventFaultsError, FamilyEventKind, NewEvent, record_event
from assessment_tool.web.dates import read_date
from assessment_tool.web.families.blueprint import pages
from assessment_tool.web.identity import current_actor
from assessment_tool.web.not_now import NOT_NOW, PLACE
from assessment_tool.web.once import once
from assessment_tool.web.parts import reading_session

DAY, CONFIRMED = "happened_on", "is_day_confirmed"


@pages.get("/families/<record_id:family_id>/events/new")
def event_form(family_id: int) -> str:
    """The form to record something that happened."""
    require(reading_session(), current_actor(), Action.RECORD_EVENT, family_id, clock.now())
    return _page(family_id, {})


@pages.post("/families/<record_id:family_id>/events/new")
def save_event(family_id: int) -> Response | tuple[str, int]:
    """Record it once, however often the form is sent."""
    actor, at = current_actor(), clock.now()
    require(reading_session(), actor, Action.RECORD_EVENT, family_id, at)

    def record(session: Session) -> str:
        record_event(session, actor, family_id, _new_event(request.form), at)
        return url_for("families.page", family_id=family_id)

    try:
        target = once(record)
    except EventFaultsError as error:
        return _page(family_id, {**error.faults, **_unreadable_day(request.form)}), 400
    except StaleError:
        return _page(family_id, {PLACE: NOT_NOW}), 503
    flash("Recorded in the family's timeline.", "success")
    return redirect(target, 303)


def _new_event(form: MultiDict[str, str]) -> NewEvent:
    kind, happened_on = form.get("kind"), _day(form)
    return NewEvent(
        happened_on=happened_on,
        kind=FamilyEventKind(kind) if kind in list(FamilyEventKind) else None,
        title=form.get("title", ""),
        detail=form.get("detail", ""),
        source=form.get("source", ""),
        is_day_confirmed=_is_confirmed(form),
    )


def _day(form: MultiDict[str, str]) -> date | None:
    read = read_date(form, DAY)
    return read if isinstance(read, date) else None


def _is_confirmed(form: MultiDict[str, str]) -> bool:
    """Whether the tick stands for the very day in the form: another day is doubted anew."""
    day = _day(form)
    return day is not None and form.get(CONFIRMED) == day.isoformat()


def _unreadable_day(form: MultiDict[str, str]) -> Mapping[str, str]:
    read = read_date(form, DAY)
    return {} if isinstance(read, date) else {DAY: read}


def _page(family_id: int, faults: Mapping[str, str]) -> str:
    return render_template(
        "families/event_form.html",
        page_title="Record an event",
        family_id=family_id,
        kinds=list(FamilyEventKind),
        entered=request.form,
        faults=faults,
        doubted=_day(request.form) if CONFIRMED in faults or _is_confirmed(request.form) else None,
        errors=[{"text": text, "href": f"#{field}"} for field, text in faults.items()],
        back_href=url_for("families.page", family_id=family_id),
    )
