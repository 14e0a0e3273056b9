"""What every page of an assessment needs to know of it."""

from flask import url_for

from assessment_tool import clock
from assessment_tool.core.permissions import Action, Matter, Refusal, refusal
from assessment_tool.services.assessments.opened import OpenedAssessment, open_assessment
from assessment_tool.web.assessments.sheets import Progress, progress
from assessment_tool.web.identity import current_actor
from assessment_tool.web.parts import reading_session


def opened_for_reading(revision_id: int) -> OpenedAssessment:
    """The revision as the signed-in person may read it."""
    return open_assessment(reading_session(), current_actor(), revision_id, clock.now())


def breadcrumb(opened: OpenedAssessment, *here: str) -> list[dict[str, str]]:
    """The way to this page: the family, the assessment, and where the page lies below it."""
    family = url_for("families.page", family_id=opened.family.id)
    overview = url_for("assessments.overview", revision_id=opened.revision.id)
    return [
        {"text": f"{opened.family.name} family", "href": family},
        {"text": opened.instrument.title, "href": overview if here else ""},
        *({"text": text, "href": ""} for text in here),
    ]


def refused(opened: OpenedAssessment, action: Action) -> Refusal | None:
    """Why the signed-in person may not do this to the opened assessment; asks no database.

    For showing or hiding a button: whoever opened it is allocated. The service asks again.
    """
    matter = Matter(is_allocated=True, authors=opened.authors, on=clock.today())
    return refusal(current_actor(), action, matter)


def may_write(opened: OpenedAssessment) -> bool:
    """Whether the signed-in person can change the answers."""
    return opened.is_draft and refused(opened, Action.DRAFT_ASSESSMENT) is None


def whole_progress(opened: OpenedAssessment) -> Progress:
    """How far the whole form is."""
    return progress(opened, list(opened.asked.values()))
