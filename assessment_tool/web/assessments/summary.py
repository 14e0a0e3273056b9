"""The summary: what was observed when, the analysis, the views; beside it the scores, gaps and flags."""

from collections.abc import Mapping

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assessment_tool import clock
from assessment_tool.clock import LONDON
from assessment_tool.core.lifecycle import StepNotPossibleError
from assessment_tool.core.permissions import Action
from assessment_tool.documents.sentences import counted
from assessment_tool.records.engine import BusyError, StaleError
from assessment_tool.services.assessments.opened import OpenedAssessment
from assessment_tool.services.assessments.sign import gaps_of
from assessment_tool.services.assessments.summary import (
    ObservationError,
    Summary,
    SummaryChangedError,
    save_summary,
    summary_of,
)
from assessment_tool.web.assessments.blueprint import pages
from assessment_tool.web.assessments.explained import (
    gap_groups,
    scales_to_show,
    shown_contradictions,
    shown_flags,
)
from assessment_tool.web.assessments.opening import breadcrumb, may_write, opened_for_reading, refused
from assessment_tool.web.assessments.summary_form import DATES, NAMES, SentSummary, control, typed_of
from assessment_tool.web.audited import transaction
from assessment_tool.web.identity import current_actor, current_user
from assessment_tool.web.not_now import NOT_NOW, PLACE

Json = dict[str, object]


@pages.get("/assessments/<record_id:revision_id>/summary")
def summary(revision_id: int) -> str | Response:
    """The summary of a draft as it is stored."""
    opened = opened_for_reading(revision_id)
    if not may_write(opened):
        return redirect(url_for("assessments.read", revision_id=revision_id), 303)
    return _page(opened, typed_of(summary_of(opened.revision)), {})


@pages.post("/assessments/<record_id:revision_id>/summary", endpoint="save_summary")
def save(revision_id: int) -> Response | tuple[str | Json, int]:
    """Save the texts even where a date cannot be; show both texts where somebody else was first."""
    before, sent = opened_for_reading(revision_id), SentSummary.of(request.form)
    try:
        faults = sent.faults() | _saved(before, sent)
    except (SummaryChangedError, StepNotPossibleError, StaleError) as error:
        return _not_saved(revision_id, sent, error)
    opened = opened_for_reading(revision_id)
    if _wants_json():
        return _told(opened, faults), 200
    if faults:
        return _page(opened, sent.typed, faults), 400
    _say_what_the_date_changed(before, opened)
    if request.form.get("then") == "next":
        return redirect(url_for("assessments.sign_form", revision_id=revision_id), 303)
    flash("Saved.", "success")
    return redirect(url_for("assessments.summary", revision_id=revision_id), 303)


def _saved(before: OpenedAssessment, sent: SentSummary) -> dict[str, str]:
    """Save what can be saved; what is wrong with the dates beside what is known already."""
    stored = summary_of(before.revision)
    try:
        _store(before.revision.id, sent.over(stored), sent.lock_version)
    except ObservationError as error:
        _store(before.revision.id, sent.over(stored, with_dates=False), sent.lock_version)
        return {error.field: error.message}
    return {}


def _store(revision_id: int, wanted: Summary, lock_version: int) -> None:
    with transaction() as session:
        save_summary(session, current_actor(), revision_id, wanted, lock_version=lock_version, at=clock.now())


def _wants_json() -> bool:
    return request.accept_mimetypes.best == "application/json"


def _told(opened: OpenedAssessment, faults: Mapping[str, str]) -> Json:
    """What autosave-summary.js shows: what was saved, and what was not."""
    return {
        "lock_version": opened.revision.lock_version,
        "saved_at": f"{clock.now().astimezone(LONDON):%H:%M}",
        "note": " ".join(f"{NAMES[name]}: {text}" for name, text in faults.items()),
    }


def _conflict(revision_id: int, sent: SentSummary, error: SummaryChangedError) -> str | Json:
    conflicts = sent.differing(error.theirs)
    if _wants_json():
        return {"lock_version": error.lock_version, "theirs": conflicts}
    return _page(opened_for_reading(revision_id), sent.typed, sent.faults(), conflicts)


def _not_saved(revision_id: int, sent: SentSummary, error: Exception) -> tuple[str | Json, int]:
    """What was typed, handed back with what stopped it."""
    match error:
        case SummaryChangedError():
            return _conflict(revision_id, sent, error), 409
        case StaleError():
            return _not_now(revision_id, sent, error), 503
        case _:
            return _too_late(revision_id, sent), 409


def _not_now(revision_id: int, sent: SentSummary, error: StaleError) -> str:
    """The page again, with all that was typed; a script is told to send the same once more by itself."""
    if _wants_json():
        raise BusyError from error
    return _page(opened_for_reading(revision_id), sent.typed, {**sent.faults(), PLACE: NOT_NOW})


def _too_late(revision_id: int, sent: SentSummary) -> str:
    """The page for a summary that came after the signature: what was typed is handed back to be copied."""
    opened = opened_for_reading(revision_id)
    lost = [(NAMES[name], [sent.typed.get(name, "")]) for name in sent.differing(summary_of(opened.revision))]
    return render_template(
        "assessments/too_late.html",
        page_title="Not saved",
        opened=opened,
        lost=[one for one in lost if any(one[1])],
        may_write=False,
    )


def _page(
    opened: OpenedAssessment,
    typed: Mapping[str, str],
    faults: Mapping[str, str],
    conflicts: Mapping[str, str] | None = None,
) -> str:
    others = conflicts or {}
    return render_template(
        "assessments/summary.html",
        page_title="Summary of the assessment",
        opened=opened,
        may_write=True,
        may_sign=refused(opened, Action.SIGN_ASSESSMENT) is None,
        entered=typed,
        faults=faults,
        conflicts=others,
        person_id=current_user().id,
        gaps=gap_groups(opened, gaps_of(opened)),
        flags=shown_flags(opened),
        contradictions=shown_contradictions(opened),
        scales=scales_to_show(opened),
        errors=[*_conflict_errors(others), *_fault_errors(faults)],
        breadcrumb=breadcrumb(opened, "Summary"),
    )


def _conflict_errors(conflicts: Mapping[str, str]) -> list[dict[str, str]]:
    return [
        {"text": f"{NAMES[name]}: somebody else changed it after you opened it", "href": f"#{control(name)}"}
        for name in conflicts
    ]


def _fault_errors(faults: Mapping[str, str]) -> list[dict[str, str]]:
    """In the order of the page; a date is named, since there are two."""
    return [
        {"text": f"{NAMES[name]}: {text}" if name in DATES else text, "href": f"#{control(name)}"}
        for name, text in faults.items()
    ]


def _say_what_the_date_changed(before: OpenedAssessment, now: OpenedAssessment) -> None:
    """The wording follows the child's age on the last day: answers to other words need a second look."""
    changed = [
        item_id
        for item_id, asked in before.asked.items()
        if item_id in before.responses and (item_id not in now.asked or now.asked[item_id].band != asked.band)
    ]
    if changed:
        words = counted(len(changed), "answered question")
        flash(f"On this day the child was of another age: {words} changed. Read them again.", "important")
