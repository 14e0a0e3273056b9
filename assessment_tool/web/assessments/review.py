"""After signing: countersign, return, amend or void, each with its own page where a reason is wanted."""

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assessment_tool import clock
from assessment_tool.core.lifecycle import EventKind, step
from assessment_tool.core.permissions import Action
from assessment_tool.core.text import cleaned
from assessment_tool.records.engine import StaleError
from assessment_tool.services.access import NotPermittedError
from assessment_tool.services.assessments import review
from assessment_tool.services.assessments.opened import OpenedAssessment
from assessment_tool.web.assessments.blueprint import pages
from assessment_tool.web.assessments.glance import UNREAD, has_read
from assessment_tool.web.assessments.opening import breadcrumb, opened_for_reading, refused
from assessment_tool.web.assessments.read import read_page
from assessment_tool.web.audited import transaction
from assessment_tool.web.identity import current_actor
from assessment_tool.web.not_now import NOT_NOW


@dataclass(frozen=True, slots=True)
class Reasoned:
    """A step that needs a reason in writing, and the words of its page."""

    action: Action
    event: EventKind
    title: str
    consequence: str
    question: str
    hint: str
    button: str
    done: str


RETURN = Reasoned(
    Action.RETURN_ASSESSMENT,
    EventKind.RETURNED,
    "Return to its author",
    "The signed assessment stays exactly as it is and counts no more. A new draft with the same answers "
    "opens for its author, with your reason above it.",
    "What should be looked at again, and why?",
    "Name the questions. The author reads this first.",
    "Return",
    "Returned. A new draft is open for its author.",
)
AMEND = Reasoned(
    Action.AMEND_ASSESSMENT,
    EventKind.SUPERSEDED,
    "Amend",
    "A new draft with the same answers opens. This assessment holds until the amendment is signed; then it "
    "stays readable, marked as replaced.",
    "What is wrong or missing in the signed assessment, and how was it found?",
    "A change in the family since then needs a new assessment, not an amendment.",
    "Open an amendment",
    "The amendment is open as a draft.",
)
VOID = Reasoned(
    Action.VOID_ASSESSMENT,
    EventKind.VOIDED,
    "Make void",
    "A void assessment stays readable and counts nowhere: not in trends, not in documents. It cannot be "
    "brought back.",
    "Why must it not count?",
    "For example: made for the wrong child.",
    "Make void",
    "The assessment is void.",
)

COUNTERSIGN = (Action.COUNTERSIGN_ASSESSMENT, EventKind.COUNTERSIGNED)
NOT_COUNTERSIGNED = "It is not countersigned: somebody else was saving just then. Countersign it again."
REASON_NEEDED = f"Give your reason in writing, in up to {review.MAXIMUM_REASON:,} characters."
OTHER_AMENDMENT = (
    "An amendment is open already, for another reason. Follow this to it, copy what you wrote below first, "
    "and have it put right there."
)


@pages.post("/assessments/<record_id:revision_id>/countersign")
def countersign(revision_id: int) -> Response | tuple[str, int]:
    """Approve exactly the content that was read, and only where it was."""
    if not has_read():
        return read_page(_opened_for(revision_id, COUNTERSIGN), UNREAD), 400
    content = request.form.get("content_sha256", "")
    try:
        with transaction() as session:
            review.countersign(session, current_actor(), revision_id, content, clock.now())
    except StaleError:
        return read_page(_opened_for(revision_id, COUNTERSIGN), NOT_COUNTERSIGNED), 503
    flash("Countersigned.", "success")
    return _to_read(revision_id)


@pages.get("/assessments/<record_id:revision_id>/return")
def return_form(revision_id: int) -> str:
    """Ask why it goes back."""
    return _form(revision_id, RETURN)


@pages.post("/assessments/<record_id:revision_id>/return")
def return_to_author(revision_id: int) -> Response | tuple[str, int]:
    """Return it; a new draft opens for its author."""
    try:
        with transaction() as session:
            review.return_to_author(session, current_actor(), revision_id, _reason(), clock.now())
    except (review.ReasonNeededError, StaleError) as error:
        return _again(revision_id, RETURN, error)
    flash(RETURN.done, "success")
    return _to_read(revision_id)


@pages.get("/assessments/<record_id:revision_id>/amend")
def amend_form(revision_id: int) -> str:
    """Ask what is to be put right."""
    return _form(revision_id, AMEND)


@pages.post("/assessments/<record_id:revision_id>/amend")
def amend(revision_id: int) -> Response | tuple[str, int]:
    """Open the amendment, or go to the one that is open already."""
    try:
        with transaction() as session:
            draft_id = review.amend(session, current_actor(), revision_id, _reason(), clock.now()).id
    except (review.ReasonNeededError, StaleError) as error:
        return _again(revision_id, AMEND, error)
    except review.AmendmentOpenError as error:
        open_one = url_for("assessments.overview", revision_id=error.revision_id)
        if cleaned(_reason()).strip() not in {error.reason, ""}:
            return _form(revision_id, AMEND, OTHER_AMENDMENT, href=open_one), 409
        flash("An amendment is open already: this is it.", "important")
        return redirect(open_one, 303)
    flash(AMEND.done, "success")
    return redirect(url_for("assessments.overview", revision_id=draft_id), 303)


@pages.get("/assessments/<record_id:revision_id>/void")
def void_form(revision_id: int) -> str:
    """Ask why it must not count."""
    return _form(revision_id, VOID)


@pages.post("/assessments/<record_id:revision_id>/void")
def void(revision_id: int) -> Response | tuple[str, int]:
    """Make it void."""
    try:
        with transaction() as session:
            review.void(session, current_actor(), revision_id, _reason(), clock.now())
    except (review.ReasonNeededError, StaleError) as error:
        return _again(revision_id, VOID, error)
    flash(VOID.done, "success")
    return _to_read(revision_id)


def _reason() -> str:
    return request.form.get("reason", "")


def _to_read(revision_id: int) -> Response:
    return redirect(url_for("assessments.read", revision_id=revision_id), 303)


def _again(revision_id: int, wanted: Reasoned, error: Exception) -> tuple[str, int]:
    """The page again with the reason as it was typed, and what is to be done about it."""
    if isinstance(error, StaleError):
        return _form(revision_id, wanted, NOT_NOW), 503
    return _form(revision_id, wanted, REASON_NEEDED), 400


def _form(revision_id: int, wanted: Reasoned, fault: str = "", href: str = "#reason") -> str:
    """The page with the reason; raises as the step itself would where it cannot be taken."""
    opened = _opened_for(revision_id, (wanted.action, wanted.event))
    return render_template(
        "assessments/reason.html",
        page_title=wanted.title,
        opened=opened,
        wanted=wanted,
        entered=cleaned(_reason()),
        fault=fault,
        errors=[{"text": fault, "href": href}] if fault else [],
        breadcrumb=breadcrumb(opened, wanted.title),
    )


def _opened_for(revision_id: int, wanted: tuple[Action, EventKind]) -> OpenedAssessment:
    """The assessment, where the step can be taken; raises as the step itself would where it cannot."""
    opened, (action, event) = opened_for_reading(revision_id), wanted
    reason = refused(opened, action)
    if reason:
        raise NotPermittedError(action, reason)
    step(opened.standing, event)
    return opened
