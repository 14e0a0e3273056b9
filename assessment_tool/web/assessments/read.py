"""Reading an assessment whole: as it was signed, or as its draft stands; it prints."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from flask import render_template, url_for

from assessment_tool.core.instrument import Kind
from assessment_tool.core.lifecycle import EventKind, StepNotPossibleError, step
from assessment_tool.core.permissions import Action
from assessment_tool.core.responses import NO_RESPONSE
from assessment_tool.documents.answer_words import RATER_ROLES
from assessment_tool.services.assessments.opened import OpenedAssessment
from assessment_tool.services.assessments.told_events import next_revision, told_events
from assessment_tool.services.dip_audits.ask import can_be_audited
from assessment_tool.services.dip_audits.gradable import is_gradable
from assessment_tool.services.dip_audits.listed import audits_of
from assessment_tool.web.assessments.blueprint import pages
from assessment_tool.web.assessments.explained import scales_to_show, shown_contradictions, shown_flags
from assessment_tool.web.assessments.glance import HAS_READ, UNREAD, glance_at
from assessment_tool.web.assessments.opening import (
    breadcrumb,
    may_write,
    opened_for_reading,
    refused,
    version_notice,
)
from assessment_tool.web.assessments.read_answer import ReadAnswer
from assessment_tool.web.assessments.restart import not_carried
from assessment_tool.web.assessments.sheets import Sheet, asked_on, item_numbers, open_sheets
from assessment_tool.web.assessments.wording import EVENTS, STANDINGS
from assessment_tool.web.identity import current_actor
from assessment_tool.web.parts import reading_session

if TYPE_CHECKING:
    from assessment_tool.records.assessments import AssessmentEvent

STEPS = {
    Action.COUNTERSIGN_ASSESSMENT: EventKind.COUNTERSIGNED,
    Action.RETURN_ASSESSMENT: EventKind.RETURNED,
    Action.AMEND_ASSESSMENT: EventKind.SUPERSEDED,
    Action.VOID_ASSESSMENT: EventKind.VOIDED,
}


@dataclass(frozen=True, slots=True)
class Happened:
    """One event of the assessment's history, in words."""

    title: str
    at: datetime
    by: str
    reason: str
    href: str
    """The revision that it is about, where that is another one than the page shows."""


@pages.get("/assessments/<record_id:revision_id>/read")
def read(revision_id: int) -> str:
    """The whole assessment, and what this person may do with it."""
    return read_page(opened_for_reading(revision_id))


def read_page(opened: OpenedAssessment, fault: str = "") -> str:
    """The page itself; `fault` says to somebody who countersigned why that was not taken."""
    left_in, left = not_carried(opened)
    told = told_events(current_actor(), opened)
    return render_template(
        "assessments/read.html",
        page_title="Assessment to read",
        opened=opened,
        notice=version_notice(opened),
        standing=STANDINGS[opened.standing],
        rater_role=RATER_ROLES[opened.revision.rater_role],
        groups=[(sheet, list(_answers(opened, sheet))) for sheet in open_sheets(opened)],
        flags=shown_flags(opened),
        contradictions=shown_contradictions(opened),
        scales=scales_to_show(opened),
        history=[_happened(opened, event) for event in told],
        steps={action.value for action, event in STEPS.items() if _is_possible(opened, action, event)},
        audits=audits_of(reading_session(), current_actor(), opened),
        can_audit=_can_audit(opened),
        may_write=may_write(opened),
        left_in=left_in,
        left=left,
        next_id=next_revision(told, opened.revision.id),
        glance=glance_at(opened),
        unread=fault if fault == UNREAD else "",
        errors=[{"text": fault, "href": f"#{HAS_READ}"}] if fault else [],
        breadcrumb=breadcrumb(opened, "Read"),
    )


def _answers(opened: OpenedAssessment, sheet: Sheet) -> Iterator[ReadAnswer]:
    numbers = item_numbers(opened.instrument)
    for asked in asked_on(opened, sheet):
        if asked.item.kind is not Kind.NOTE:
            response = opened.responses.get(asked.item.id, NO_RESPONSE)
            yield ReadAnswer(numbers[asked.item.id], asked, response)


def _happened(opened: OpenedAssessment, event: "AssessmentEvent") -> Happened:
    is_other = event.revision_id != opened.revision.id
    return Happened(
        title=EVENTS[EventKind(event.kind)],
        at=event.at,
        by=_by(opened, event),
        reason=event.reason,
        href=url_for("assessments.read", revision_id=event.revision_id) if is_other else "",
    )


def _by(opened: OpenedAssessment, event: "AssessmentEvent") -> str:
    """Who did it; of a draft that somebody opened for another, also for whom."""
    by, author = opened.people[event.by_id], opened.people[opened.revision.author_id]
    is_opening = event.kind is EventKind.OPENED and event.revision_id == opened.revision.id
    is_for_another = is_opening and opened.is_draft and by.id != author.id
    return f"{by.name}, for {author.name}" if is_for_another else by.name


def _is_possible(opened: OpenedAssessment, action: Action, event: EventKind) -> bool:
    """Whether the step follows from where the revision stands and this person may take it."""
    try:
        step(opened.standing, event)
    except StepNotPossibleError:
        return False
    return refused(opened, action) is None


def _can_audit(opened: OpenedAssessment) -> bool:
    """Whether this person may have questions of it graded again, and it has some."""
    has_questions = any(is_gradable(asked.item) for asked in opened.asked.values())
    return has_questions and can_be_audited(opened) and refused(opened, Action.AUDIT_ASSESSMENT) is None
