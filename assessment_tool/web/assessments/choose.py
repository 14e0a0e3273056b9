"""Choosing: which child, which carer, which instrument, and by whom; then the first question."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from assessment_tool import clock
from assessment_tool.core.instrument import Instrument
from assessment_tool.core.lifecycle import Standing
from assessment_tool.core.permissions import Action
from assessment_tool.definitions.catalogue import Definition
from assessment_tool.documents.answer_words import RATER_ROLES
from assessment_tool.records.engine import StaleError
from assessment_tool.services.access import require
from assessment_tool.services.assessments.start import CannotStartError, Start, start
from assessment_tool.services.assessments.summary import ObservationError, Summary, save_summary
from assessment_tool.services.family_page import FamilyPage, family_page
from assessment_tool.web.assessments.blueprint import pages
from assessment_tool.web.assessments.chosen import NOBODY, Chosen
from assessment_tool.web.filters import age, words
from assessment_tool.web.identity import current_actor
from assessment_tool.web.languages import language_choices
from assessment_tool.web.not_now import NOT_NOW, PLACE
from assessment_tool.web.once import once
from assessment_tool.web.parts import parts, reading_session

if TYPE_CHECKING:
    from assessment_tool.records.families import Person


@pages.get("/families/<record_id:family_id>/assessments/new")
def choose(family_id: int) -> str:
    """The form to choose with; parts of it may be given in the address."""
    require(reading_session(), current_actor(), Action.DRAFT_ASSESSMENT, family_id, clock.now())
    wanted = {name: request.args.get(name, "") for name in ("child_id", "carer_id", "instrument_id")}
    return _page(family_id, wanted, {})


@pages.post("/families/<record_id:family_id>/assessments/new", endpoint="start")
def begin(family_id: int) -> Response | tuple[str, int]:
    """Open the draft once, however often the form is sent, and go to its first questions."""
    actor, at = current_actor(), clock.now()
    require(reading_session(), actor, Action.DRAFT_ASSESSMENT, family_id, at)
    chosen = Chosen(request.form, _instruments())
    faults = dict(chosen.faults())
    if faults:
        return _page(family_id, request.form.to_dict(), faults), 400
    try:
        target = once(lambda session: _opened(session, chosen.start(family_id), at))
    except (CannotStartError, ObservationError) as error:
        field = chosen.language_field if error.field == "language" else error.field
        return _page(family_id, request.form.to_dict(), {field: error.message}), 400
    except StaleError:
        return _page(family_id, request.form.to_dict(), {PLACE: NOT_NOW}), 503
    flash("The draft is open. Everything you enter is kept, also when you stop in between.", "success")
    return redirect(target, 303)


def _opened(session: Session, wanted: Start, at: datetime) -> str:
    """Open the draft; for a paper form with the day it was completed for. Where its first questions are."""
    actor = current_actor()
    revision = start(session, actor, parts().catalogue, wanted, at)
    if wanted.observed_on:
        summary = Summary(observed_on=wanted.observed_on)
        save_summary(session, actor, revision.id, summary, lock_version=revision.lock_version, at=at)
    return url_for("assessments.overview", revision_id=revision.id)


def _page(family_id: int, entered: Mapping[str, str], faults: Mapping[str, str]) -> str:
    shown = family_page(reading_session(), current_actor(), family_id, clock.now())
    return render_template(
        "assessments/choose.html",
        page_title="Start an assessment",
        shown=shown,
        drafts=[one for one in shown.revisions if one.standing is Standing.DRAFT],
        titles=parts().catalogue.titles(),
        instruments=_instruments(),
        choices=_choices(shown),
        entered=entered,
        faults=faults,
        errors=[{"text": text, "href": f"#{_control(field)}"} for field, text in faults.items()],
        breadcrumb=[
            {"text": f"{shown.family.name} family", "href": url_for("families.page", family_id=family_id)},
            {"text": "Start an assessment"},
        ],
    )


def _definitions() -> list[Definition]:
    """The newest version of each instrument that the signed-in person's role may complete."""
    role, in_use = current_actor().role, parts().catalogue.in_use(clock.today())
    return [definition for definition in in_use if role in definition.instrument.completed_by]


def _instruments() -> list[Instrument]:
    return [definition.instrument for definition in _definitions()]


def _choices(shown: FamilyPage) -> dict[str, Sequence[Mapping[str, object]]]:
    """The radios of the form; below an instrument those of its languages, where it is offered in several."""
    offered = {role for instrument in _instruments() for role in instrument.rater_roles}
    return {
        "instruments": [
            {
                "value": one.instrument.id,
                "text": one.instrument.title,
                "hint": one.instrument.summary,
                "languages": language_choices(one),
            }
            for one in _definitions()
        ],
        "carers": _people(shown, shown.carers, nobody="No carer"),
        "children": _people(shown, shown.children, nobody="No child"),
        "rater_roles": [
            {"value": role, "text": text} for role, text in RATER_ROLES.items() if role in offered
        ],
    }


def _people(shown: FamilyPage, people: "Sequence[Person]", nobody: str) -> list[dict[str, str]]:
    """People with what tells them apart: a child's age, and what a carer is to each child; then nobody."""
    found = [{"value": str(one.id), "text": one.name, "hint": _told_apart(shown, one)} for one in people]
    return [*found, {"divider": "or"}, {"value": NOBODY, "text": nobody}] if found else []


def _told_apart(shown: FamilyPage, person: "Person") -> str:
    if person in shown.children:
        return age(person, shown.day)
    related = ((child, shown.relationships.get((child.id, person.id))) for child in shown.children)
    return ", ".join(f"{words(care.kind).lower()} of {child.name}" for child, care in related if care)


def _control(field: str) -> str:
    return "observed_on-day" if field == "observed_on" else field
