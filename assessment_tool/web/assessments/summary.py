"""The summary: what was observed when, the analysis, the views; beside it the scores, gaps and flags."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date

from flask import flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from assessment_tool import clock
from assessment_tool.core.responses import MAXIMUM_TEXT
from assessment_tool.core.text import cleaned
from assessment_tool.services.assessments.opened import OpenedAssessment
from assessment_tool.services.assessments.sign import gaps_of
from assessment_tool.services.assessments.summary import (
    ObservationDatesError,
    Summary,
    SummaryChangedError,
    save_summary,
    summary_of,
)
from assessment_tool.web.assessments.blueprint import pages
from assessment_tool.web.assessments.explained import gap_groups, shown_flags
from assessment_tool.web.assessments.opening import may_write, opened_for_reading
from assessment_tool.web.assessments.wording import counted
from assessment_tool.web.dates import is_empty, read_date
from assessment_tool.web.filters import day
from assessment_tool.web.identity import current_actor
from assessment_tool.web.parts import transaction

DATES = ("observed_from", "observed_on")
TEXTS = ("analysis", "carer_view", "child_view", "disagreement")
NAMES = {
    "observed_from": "First day of observation",
    "observed_on": "Last day of observation",
    "analysis": "Analysis",
    "carer_view": "The carer’s view",
    "child_view": "The child’s view",
    "disagreement": "Disagreement",
}
_LONGEST_LOCK = 9


@pages.get("/assessments/<record_id:revision_id>/summary")
def summary(revision_id: int) -> str | Response:
    """The summary of a draft as it is stored."""
    opened = opened_for_reading(revision_id)
    if not may_write(opened):
        return redirect(url_for("assessments.read", revision_id=revision_id), 303)
    return _page(opened, _entered(summary_of(opened.revision)), {})


@pages.post("/assessments/<record_id:revision_id>/summary", endpoint="save_summary")
def save(revision_id: int) -> Response | tuple[str, int]:
    """Save the texts even where a date cannot be; show both texts where somebody else was first."""
    before = opened_for_reading(revision_id)
    faults = dict(_faults(request.form))
    try:
        faults |= _saved(before, request.form, faults)
    except SummaryChangedError as error:
        opened = opened_for_reading(revision_id)
        return _page(opened, request.form.to_dict(), faults, lock=error.lock_version, theirs=error.theirs), 409
    opened = opened_for_reading(revision_id)
    if faults:
        return _page(opened, request.form.to_dict(), faults), 400
    _say_what_the_date_changed(before, opened)
    if request.form.get("then") == "next":
        return redirect(url_for("assessments.sign_form", revision_id=revision_id), 303)
    flash("Saved.", "success")
    return redirect(url_for("assessments.summary", revision_id=revision_id), 303)


def _saved(before: OpenedAssessment, form: MultiDict[str, str], faults: Mapping[str, str]) -> dict[str, str]:
    """Save what can be saved; what is wrong with the dates beside what is known already."""
    stored = summary_of(before.revision)
    texts = {name: cleaned(form.get(name, getattr(stored, name))) for name in TEXTS if name not in faults}
    dates = {} if faults.keys() & set(DATES) else {name: _date(form, name) for name in DATES}
    try:
        _store(before.revision.id, replace(stored, **texts, **dates), form)
    except ObservationDatesError as error:
        _store(before.revision.id, replace(stored, **texts), form)
        return {error.field: error.message}
    return {}


def _store(revision_id: int, wanted: Summary, form: MultiDict[str, str]) -> None:
    with transaction() as session:
        save_summary(
            session, current_actor(), revision_id, wanted, lock_version=_lock(form), at=clock.now()
        )


def _faults(form: MultiDict[str, str]) -> Sequence[tuple[str, str]]:
    dates = [(name, read_date(form, name)) for name in DATES if not is_empty(form, name)]
    long = [name for name in TEXTS if len(cleaned(form.get(name, ""))) > MAXIMUM_TEXT]
    return [
        *((name, found) for name, found in dates if isinstance(found, str)),
        *((name, f"{NAMES[name]}: keep it to {MAXIMUM_TEXT:,} characters.") for name in long),
    ]


def _date(form: MultiDict[str, str], name: str) -> date | None:
    found = None if is_empty(form, name) else read_date(form, name)
    return found if isinstance(found, date) else None


def _lock(form: MultiDict[str, str]) -> int:
    text = form.get("lock_version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST_LOCK else -1


def _entered(stored: Summary) -> dict[str, str]:
    entered = {name: getattr(stored, name) for name in TEXTS}
    for name in DATES:
        found: date | None = getattr(stored, name)
        if found:
            parts = {"day": found.day, "month": found.month, "year": found.year}
            entered |= {f"{name}-{part}": str(number) for part, number in parts.items()}
    return entered


def _page(
    opened: OpenedAssessment,
    entered: Mapping[str, str],
    faults: Mapping[str, str],
    *,
    lock: int | None = None,
    theirs: Summary | None = None,
) -> str:
    conflicts = _conflicts(entered, theirs) if theirs else {}
    return render_template(
        "assessments/summary.html",
        page_title="Summary of the assessment",
        opened=opened,
        entered={name: cleaned(text) for name, text in entered.items()},
        faults=faults,
        conflicts=conflicts,
        lock=opened.revision.lock_version if lock is None else lock,
        gaps=gap_groups(opened, gaps_of(opened)),
        flags=shown_flags(opened),
        errors=[
            *({"text": f"{NAMES[name]}: somebody else changed it after you opened it", "href": f"#{name}"} for name in conflicts),
            *({"text": text, "href": f"#{_control(name)}"} for name, text in faults.items()),
        ],
        back_href=url_for("assessments.overview", revision_id=opened.revision.id),
    )


def _conflicts(entered: Mapping[str, str], theirs: Summary) -> dict[str, str]:
    """Their text for each part in which theirs and mine differ."""
    stored = _entered(theirs)
    differing = [name for name in TEXTS if cleaned(entered.get(name, "")) != stored[name]]
    dates = [name for name in DATES if any(entered.get(f"{name}-{part}", "") != stored.get(f"{name}-{part}", "") for part in ("day", "month", "year"))]
    return {name: _shown(asdict(theirs)[name]) for name in (*dates, *differing)}


def _shown(value: object) -> str:
    return day(value) if isinstance(value, date) else str(value or "Nothing was entered.")


def _control(name: str) -> str:
    return f"{name}-day" if name in DATES else name


def _say_what_the_date_changed(before: OpenedAssessment, now: OpenedAssessment) -> None:
    """The wording follows the child's age on the last day: answers given to other words need a second look."""
    changed = [
        item_id
        for item_id, asked in before.asked.items()
        if item_id in before.responses and (item_id not in now.asked or now.asked[item_id].band != asked.band)
    ]
    if changed:
        flash(
            f"With this date the child was of another age. The wording of {counted(len(changed), 'answered question')} "
            "has changed: read them again.",
            "important",
        )
