"""Choosing what of a signed assessment is graded again, and by whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from flask import flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from assessment_tool import clock
from assessment_tool.core.visibility import AskedItem
from assessment_tool.services.access import LARGEST_ID
from assessment_tool.services.dip_audits.ask import AuditChoice, CannotAskError, ask, audit_choice
from assessment_tool.web.assessments.opening import breadcrumb
from assessment_tool.web.assessments.sheets import Sheet, sheets_of
from assessment_tool.web.identity import current_actor
from assessment_tool.web.once import once
from assessment_tool.web.parts import reading_session
from assessment_tool.web.supervision.blueprint import pages


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """One sub-area with those of its questions that can be graded again."""

    sheet: Sheet
    questions: Sequence[AskedItem]

    @property
    def title(self) -> str:
        """Its heading, below that of its area."""
        return f"{self.sheet.area}: {self.sheet.title}" if self.sheet.area else self.sheet.title


@pages.get("/assessments/<record_id:revision_id>/dip-audit")
def choose(revision_id: int) -> str:
    """The sub-areas, their questions, and the people who can grade again."""
    return _page(_choice(revision_id))


@pages.post("/assessments/<record_id:revision_id>/dip-audit", endpoint="ask")
def ask_for_it(revision_id: int) -> Response | tuple[str, int]:
    """Ask for it once, however often the form is sent."""
    try:
        target = once(partial(_ask, revision_id))
    except CannotAskError as error:
        return _page(_choice(revision_id), error), 400
    flash("Asked. Until the grades are in, the first ones are closed to who grades again.", "success")
    return redirect(target, 303)


def _choice(revision_id: int) -> AuditChoice:
    return audit_choice(reading_session(), current_actor(), revision_id, clock.now())


def _ask(revision_id: int, session: Session) -> str:
    actor, at = current_actor(), clock.now()
    by_sheet = _by_sheet(audit_choice(session, actor, revision_id, at))
    items = set(request.form.getlist("item"))
    for sheet in request.form.getlist("sheet"):
        items.update(by_sheet.get(sheet, [sheet]))
    audit = ask(session, actor, revision_id, item_ids=items, second_rater_id=_rater(), at=at)
    return url_for("supervision.audit", audit_id=audit.id)


def _by_sheet(choice: AuditChoice) -> Mapping[str, list[str]]:
    """The ids of the questions by the heading of their sheet."""
    return {one.sheet.section.id: [asked.item.id for asked in one.questions] for one in _sheets(choice)}


def _sheets(choice: AuditChoice) -> list[SheetChoice]:
    found = [
        SheetChoice(
            sheet, [choice.questions[item.id] for item in sheet.section.items if item.id in choice.questions]
        )
        for sheet in sheets_of(choice.opened.instrument)
    ]
    return [one for one in found if one.questions]


def _rater() -> int | None:
    text = request.form.get("rater", "")
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST_ID))
    return int(text) if is_number else None


def _page(choice: AuditChoice, error: CannotAskError | None = None) -> str:
    return render_template(
        "supervision/choose.html",
        page_title="Have questions graded again, blind",
        opened=choice.opened,
        sheets=_sheets(choice),
        raters=choice.raters,
        chosen=request.form,
        fault={error.field: error.message} if error else {},
        errors=[{"text": error.message, "href": f"#{error.field}"}] if error else [],
        breadcrumb=breadcrumb(choice.opened, "Dip audit"),
    )
