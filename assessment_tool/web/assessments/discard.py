"""Discarding one's own draft: a page with the reason and a tick, then it is closed for good."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from flask import flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from assessment_tool import clock
from assessment_tool.core.lifecycle import Standing, StepNotPossibleError
from assessment_tool.core.permissions import Action, Matter, refusal
from assessment_tool.core.text import cleaned
from assessment_tool.records.engine import StaleError
from assessment_tool.services.assessments.discard import (
    INSTEAD,
    CannotDiscardError,
    begun_by,
    check_discard,
    discard,
)
from assessment_tool.services.assessments.opened import OpenedAssessment
from assessment_tool.services.assessments.review import ReasonNeededError, in_writing
from assessment_tool.web.assessments.blueprint import pages
from assessment_tool.web.assessments.opening import breadcrumb, opened_for_reading
from assessment_tool.web.assessments.review import REASON_NEEDED
from assessment_tool.web.identity import current_actor
from assessment_tool.web.not_now import NOT_NOW, PLACE
from assessment_tool.web.once import once
from assessment_tool.web.parts import reading_session

DONE = "The draft is discarded. It stays readable and is not among your work any more."
ALREADY = "This draft was discarded already."
UNSURE = "Tick that this draft is to be discarded for good."


@dataclass(frozen=True, slots=True)
class Offer:
    """What the author of a draft is told of discarding it: where, or what to do instead."""

    href: str = ""
    instead: str = ""


@pages.get("/assessments/<record_id:revision_id>/discard")
def discard_form(revision_id: int) -> str | Response | tuple[str, int]:
    """Ask why, or say what to do instead."""
    try:
        return _page(revision_id, {})
    except CannotDiscardError as error:
        return _refusal(revision_id, error), 409
    except StepNotPossibleError as error:
        return _too_late(revision_id, error)


@pages.post("/assessments/<record_id:revision_id>/discard", endpoint="discard")
def discard_draft(revision_id: int) -> Response | tuple[str, int]:
    """Discard it once, however often the form is sent."""
    faults = dict(_faults())
    try:
        if faults:
            return _page(revision_id, faults), 400
        target = once(partial(_discarded, revision_id))
    except CannotDiscardError as error:
        return _refusal(revision_id, error), 409
    except StaleError:
        return _page(revision_id, {PLACE: NOT_NOW}), 503
    except StepNotPossibleError as error:
        return _too_late(revision_id, error)
    flash(DONE, "success")
    return redirect(target, 303)


def discard_offer(opened: OpenedAssessment) -> Offer:
    """Where the signed-in person discards the draft, or what they do instead; nothing to anybody else."""
    matter = Matter(is_allocated=True, authors=begun_by(opened))
    if not opened.is_draft or refusal(current_actor(), Action.DISCARD_DRAFT, matter):
        return Offer()
    instead = INSTEAD.get(opened.revision.opened_because)
    if instead:
        return Offer(instead=instead)
    return Offer(href=url_for("assessments.discard_form", revision_id=opened.revision.id))


def _faults() -> Iterator[tuple[str, str]]:
    try:
        in_writing(request.form.get("reason", ""))
    except ReasonNeededError:
        yield "reason", REASON_NEEDED
    if request.form.get("is_sure") != "yes":
        yield "is_sure", UNSURE


def _discarded(revision_id: int, session: Session) -> str:
    discard(session, current_actor(), revision_id, request.form.get("reason", ""), clock.now())
    return url_for("assessments.read", revision_id=revision_id)


def _page(revision_id: int, faults: dict[str, str]) -> str:
    opened = opened_for_reading(revision_id)
    check_discard(reading_session(), current_actor(), opened, clock.now())
    return render_template(
        "assessments/discard.html",
        page_title="Discard this draft",
        opened=opened,
        entered=cleaned(request.form.get("reason", "")),
        is_sure=request.form.get("is_sure", ""),
        faults=faults,
        errors=[{"text": text, "href": f"#{control}"} for control, text in faults.items()],
        breadcrumb=breadcrumb(opened, "Discard"),
    )


def _refusal(revision_id: int, error: CannotDiscardError) -> str:
    opened = opened_for_reading(revision_id)
    return render_template(
        "assessments/no_discard.html",
        page_title="Not discarded",
        opened=opened,
        instead=str(error),
        entered=cleaned(request.form.get("reason", "")),
        breadcrumb=breadcrumb(opened, "Discard"),
    )


def _too_late(revision_id: int, error: StepNotPossibleError) -> Response:
    """To the draft that was discarded already; raises where it came to something else."""
    if error.standing is not Standing.DISCARDED:
        raise error
    flash(ALREADY, "important")
    return redirect(url_for("assessments.read", revision_id=revision_id), 303)
