"""The overview of an assessment: its sheets, how far each is, and what comes next."""

from flask import render_template, request, url_for

from assessment_tool.services.assessments.opened import OpenedAssessment
from assessment_tool.web.assessments.blueprint import pages
from assessment_tool.web.assessments.discard import discard_offer
from assessment_tool.web.assessments.opening import (
    breadcrumb,
    may_write,
    opened_for_reading,
    version_notice,
    whole_progress,
)
from assessment_tool.web.assessments.restart import not_carried, offered_version
from assessment_tool.web.assessments.sheets import Progress, Sheet, asked_on, open_sheets, progress


@pages.get("/assessments/<record_id:revision_id>")
def overview(revision_id: int) -> str:
    """Where the draft stands, sheet by sheet."""
    return overview_page(opened_for_reading(revision_id))


def overview_page(opened: OpenedAssessment, attempt_fault: str = "") -> str:
    """The overview, with what is wrong with the day on which to ask again where something is."""
    sheets, (left_in, left) = open_sheets(opened), not_carried(opened)
    areas = list(dict.fromkeys(sheet.area for sheet in sheets))
    return render_template(
        "assessments/overview.html",
        page_title="Assessment",
        opened=opened,
        notice=version_notice(opened),
        may_write=may_write(opened),
        offered=offered_version(opened),
        discard=discard_offer(opened),
        left_in=left_in,
        left=left,
        whole=whole_progress(opened),
        areas=[(area, [_task(opened, sheet) for sheet in sheets if sheet.area == area]) for area in areas],
        entered=request.form,
        attempt_fault=attempt_fault,
        errors=[{"text": attempt_fault, "href": "#further_attempt-day"}] if attempt_fault else [],
        breadcrumb=breadcrumb(opened),
    )


def _task(opened: OpenedAssessment, sheet: Sheet) -> dict[str, object]:
    asked = asked_on(opened, sheet)
    so_far = progress(opened, asked)
    href = url_for("assessments.section", revision_id=opened.revision.id, section_id=sheet.number)
    waiting = sum(one.item.id in opened.to_confirm for one in asked) if opened.is_draft else 0
    return {
        "title": sheet.title,
        "href": href if may_write(opened) else "",
        "hint": ", ".join([*_told(so_far), *([f"{waiting} carried, to confirm"] if waiting else [])]),
        **_status(so_far, is_waiting=waiting > 0),
    }


def _told(so_far: Progress) -> list[str]:
    """What was said so far: how many answers, and how many reasons for none."""
    return [part for part in (f"{so_far.answered} answered", so_far.reasons) if so_far.done and part]


def _status(so_far: Progress, *, is_waiting: bool) -> dict[str, str]:
    """One rule: whether each question has an answer or a reason for none, or how many have nothing yet."""
    if not so_far.of:
        return {"status": "To read"}
    words = f"Nothing yet: {so_far.open}" if so_far.open else "Nothing left open"
    if so_far.done and not so_far.missing and not is_waiting:
        return {"status": words}
    return {"tag": words, "tag_classes": "govuk-tag--light-blue" if so_far.done else "govuk-tag--grey"}
