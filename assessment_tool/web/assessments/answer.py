"""Answering: the form of one sheet or of all, and saving what changed in it."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assessment_tool import clock
from assessment_tool.core.gate import GateStanding
from assessment_tool.core.languages import together
from assessment_tool.core.lifecycle import StepNotPossibleError
from assessment_tool.documents.sentences import counted, listed
from assessment_tool.records.engine import StaleError
from assessment_tool.services.assessments.answers import Saved, save_answers
from assessment_tool.services.assessments.opened import OpenedAssessment
from assessment_tool.web.assessments.blueprint import pages
from assessment_tool.web.assessments.forms import AnswerForm, form_to_mend, form_to_show, sent_form
from assessment_tool.web.assessments.opening import breadcrumb, may_write, opened_for_reading, whole_progress
from assessment_tool.web.assessments.sheets import (
    EVERYTHING,
    Sheet,
    asked_on,
    item_numbers,
    next_sheet,
    wanted_sheets,
)
from assessment_tool.web.assessments.wording import in_words
from assessment_tool.web.audited import transaction
from assessment_tool.web.identity import current_actor, current_user
from assessment_tool.web.not_now import NOT_NOW, PLACE

MOST_NAMED = 3
"""Of more grades without evidence than this the rest is counted: the message travels in a cookie."""


@pages.get("/assessments/<record_id:revision_id>/answer/<section_id>")
def section(revision_id: int, section_id: str) -> str | Response:
    """The questions of one sheet, or of all of them."""
    opened = opened_for_reading(revision_id)
    sheets = wanted_sheets(opened, section_id)
    if not may_write(opened):
        return redirect(url_for("assessments.read", revision_id=revision_id), 303)
    return _form_page(opened, section_id, sheets, form_to_show(opened, sheets))


@pages.post("/assessments/<record_id:revision_id>/answer/<section_id>")
def save_section(revision_id: int, section_id: str) -> Response | tuple[str, int]:
    """Save every answer that can be saved; the others come back as they were typed."""
    opened = opened_for_reading(revision_id)
    sheets = wanted_sheets(opened, section_id)
    items = [item for sheet in sheets for item in sheet.section.items]
    sent = sent_form(opened, items, request.form)
    try:
        with transaction() as session:
            saved = save_answers(session, current_actor(), revision_id, sent.edits(), clock.now())
    except StepNotPossibleError:
        return _too_late(opened_for_reading(revision_id), sent), 409
    except StaleError:
        return _form_page(opened, section_id, sheets, sent, [{"text": NOT_NOW, "href": f"#{PLACE}"}]), 503
    if saved.conflicts or sent.errors:
        return _page_to_mend(saved, section_id, sheets, sent)
    return redirect(_next_page(opened, saved.now, section_id, sheets), 303)


def _page_to_mend(
    saved: Saved, section_id: str, sheets: Sequence[Sheet], sent: AnswerForm
) -> tuple[str, int]:
    form = form_to_mend(saved.now, sheets, sent, saved.conflicts)
    page = _form_page(saved.now, section_id, sheets, form, [*_conflict_errors(form), *_value_errors(form)])
    return page, 409 if saved.conflicts else 400


def _conflict_errors(form: AnswerForm) -> list[dict[str, str]]:
    return [
        {
            "text": together(
                field.label.text, f": {field.conflict.changed_by} changed it after you opened it"
            ),
            "href": f"#{field.id}",
        }
        for field in form.questions()
        if field.conflict
    ]


def _value_errors(form: AnswerForm) -> list[dict[str, str]]:
    return [
        {"text": together(field.label.text, ": ", message), "href": f"#{field.first_control}"}
        for field in form.questions()
        for message in field.errors
    ]


def _form_page(
    opened: OpenedAssessment,
    section_id: str,
    sheets: Sequence[Sheet],
    form: AnswerForm,
    errors: Sequence[dict[str, str]] = (),
) -> str:
    """The form, sheet by sheet; an answer that must be mended is shown even if it is no longer asked."""
    groups = [
        (sheet, [form.fields[item.id] for item in sheet.section.items if item.id in form.fields])
        for sheet in sheets
    ]
    is_whole = section_id == EVERYTHING
    return render_template(
        "assessments/section.html",
        page_title="Answer all questions" if is_whole else f"Answer: part {section_id}",
        opened=opened,
        section_id=section_id,
        is_whole=is_whole,
        groups=[group for group in groups if group[1]],
        shown=" ".join(str(field.number) for _, fields in groups for field in fields),
        whole=whole_progress(opened),
        following=None if is_whole else next_sheet(opened, sheets[0].number),
        person_id=current_user().id,
        in_words=in_words,
        errors=errors,
        breadcrumb=breadcrumb(opened, "All questions" if is_whole else sheets[0].title),
    )


def _too_late(opened: OpenedAssessment, sent: AnswerForm) -> str:
    """The page for answers that came after the signature: what was typed is handed back to be copied."""
    lost = [
        (field.label.text, [in_words(field.item, field.data), field.evidence, field.source])
        for field in sent.questions()
        if not field.errors and field.data != field.stored.response
    ]
    return render_template(
        "assessments/too_late.html", page_title="Not saved", opened=opened, lost=lost, may_write=False
    )


def _next_page(
    before: OpenedAssessment, now: OpenedAssessment, section_id: str, sheets: Sequence[Sheet]
) -> str:
    """Where to go after saving: here, where an answer brought new questions, else as the person wished."""
    shown = _shown(before, sheets)
    asked = [one.item.id for sheet in sheets for one in asked_on(now, sheet)]
    brought = [item_id for item_id in asked if item_id not in shown]
    _say_what_changed(len(brought), len(shown - set(asked)))
    if brought:
        return _sheet_href(now, section_id, f"q{item_numbers(now.instrument)[brought[0]]}")
    then = request.form.get("then", "")
    _say_what_lacks_evidence(now, asked)
    if then != "next":
        flash("Saved.", "success")
        return _sheet_href(now, section_id, _place_of_row(now, then))
    if now.gate is not GateStanding.OPEN:
        return url_for("assessments.overview", revision_id=now.revision.id, _anchor="gate")
    following = None if section_id == EVERYTHING else next_sheet(now, sheets[0].number)
    if following is None:
        return url_for("assessments.summary", revision_id=now.revision.id)
    return _sheet_href(now, str(following.number))


def _place_of_row(now: OpenedAssessment, then: str) -> str | None:
    """The place of the group to which another row is wanted."""
    number = then.removeprefix("row-")
    known = {str(one) for one in item_numbers(now.instrument).values()}
    return f"q{number}" if number != then and number in known else None


def _shown(before: OpenedAssessment, sheets: Sequence[Sheet]) -> set[str]:
    """The items that the person had before them; what was saved in the background may ask others since."""
    if "shown" not in request.form:
        return {one.item.id for sheet in sheets for one in asked_on(before, sheet)}
    shown = set(request.form["shown"].split())
    return {item_id for item_id, number in item_numbers(before.instrument).items() if str(number) in shown}


def _sheet_href(opened: OpenedAssessment, section_id: str, anchor: str | None = None) -> str:
    return url_for(
        "assessments.section", revision_id=opened.revision.id, section_id=section_id, _anchor=anchor
    )


def _say_what_lacks_evidence(now: OpenedAssessment, asked: Sequence[str]) -> None:
    """Which grades of these items need evidence and have none: it is said at once, and stops nobody."""
    titles = [now.asked[item_id].title for item_id in now.lacking_evidence if item_id in asked]
    if titles:
        named = [f"“{title}”" for title in titles[:MOST_NAMED]]
        more = [f"{len(titles) - MOST_NAMED} more"] if len(titles) > MOST_NAMED else []
        grades = counted(
            len(titles), "grade needs evidence and has none yet", "grades need evidence and have none yet"
        )
        flash(f"{grades}: {listed([*named, *more])}. You can go on; write it before signing.", "important")


def _say_what_changed(brought: int, dropped: int) -> None:
    if brought:
        more = counted(brought, "more question")
        flash(f"Saved. {more} because of your answer, further down on this page.", "important")
    if dropped:
        gone = counted(dropped, "question no longer applies", "questions no longer apply")
        flash(f"{gone}. What was written there is kept and does not count.", "important")
