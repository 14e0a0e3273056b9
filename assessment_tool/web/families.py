"""Families: the list of one's own, one family's page, and recording what happened."""

from collections.abc import Mapping
from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from assessment_tool import clock
from assessment_tool.core.permissions import Action
from assessment_tool.records.engine import StaleError
from assessment_tool.services.access import families_of, may, require
from assessment_tool.services.documents import documents_of
from assessment_tool.services.families import FamilyEventKind, FamilyFactError, NewEvent, Parent, record_event
from assessment_tool.services.family_page import family_page
from assessment_tool.services.trends import trends_to_show
from assessment_tool.web.dates import read_date
from assessment_tool.web.identity import current_actor
from assessment_tool.web.not_now import NOT_NOW, PLACE
from assessment_tool.web.once import once
from assessment_tool.web.parts import parts, reading_session

pages = Blueprint("families", __name__)


@pages.get("/families")
def catalogue() -> str:
    """The families that the signed-in person works with."""
    return render_template(
        "families/catalogue.html",
        page_title="Families",
        families=families_of(reading_session(), current_actor(), clock.now()),
    )


@pages.get("/families/<record_id:family_id>")
def page(family_id: int) -> str:
    """One family: its people, both parent slots of each child, assessments, trends, events."""
    session, actor, at = reading_session(), current_actor(), clock.now()
    shown = family_page(session, actor, family_id, at)
    return render_template(
        "families/page.html",
        page_title=f"{shown.family.name} family",
        shown=shown,
        parents=list(Parent),
        trends=trends_to_show(session, actor, family_id, at),
        documents=documents_of(session, actor, family_id, at),
        titles=parts().catalogue.titles(),
        can={action.value: may(session, actor, action, family_id, at) for action in _SHOWN_ACTIONS},
        breadcrumb=[{"text": "Families", "href": url_for("families.catalogue")}, {"text": shown.family.name}],
    )


@pages.get("/families/<record_id:family_id>/events/new")
def event_form(family_id: int) -> str:
    """The form to record something that happened."""
    require(reading_session(), current_actor(), Action.RECORD_EVENT, family_id, clock.now())
    return _event_page(family_id, {}, {})


@pages.post("/families/<record_id:family_id>/events/new")
def save_event(family_id: int) -> Response | tuple[str, int]:
    """Record it once, however often the form is sent."""
    actor, at = current_actor(), clock.now()
    require(reading_session(), actor, Action.RECORD_EVENT, family_id, at)

    def record(session: Session) -> str:
        record_event(session, actor, family_id, new, at)
        return url_for("families.page", family_id=family_id)

    try:
        new = _new_event(request.form)
        target = once(record)
    except FamilyFactError as error:
        return _event_page(family_id, request.form.to_dict(), {error.field: error.message}), 400
    except StaleError:
        return _event_page(family_id, request.form.to_dict(), {PLACE: NOT_NOW}), 503
    flash("Recorded in the family's timeline.", "success")
    return redirect(target, 303)


_SHOWN_ACTIONS = (Action.DRAFT_ASSESSMENT, Action.RECORD_EVENT, Action.MAKE_REPORT)


def _new_event(form: MultiDict[str, str]) -> NewEvent:
    happened_on = read_date(form, "happened_on")
    if not isinstance(happened_on, date):
        raise FamilyFactError("happened_on", happened_on)
    if form.get("kind") not in list(FamilyEventKind):
        raise FamilyFactError("kind", "Choose what kind of event it was.")
    return NewEvent(
        happened_on=happened_on,
        kind=FamilyEventKind(form["kind"]),
        title=form.get("title", ""),
        detail=form.get("detail", ""),
        source=form.get("source", ""),
    )


def _event_page(family_id: int, entered: Mapping[str, str], faults: Mapping[str, str]) -> str:
    return render_template(
        "families/event_form.html",
        page_title="Record an event",
        family_id=family_id,
        kinds=list(FamilyEventKind),
        entered=entered,
        faults=faults,
        errors=[{"text": text, "href": f"#{field}"} for field, text in faults.items()],
        back_href=url_for("families.page", family_id=family_id),
    )
