"""What every page of an assessment needs to know of it."""

from flask import url_for

from assessment_tool import clock
from assessment_tool.core.permissions import Action, Matter, Refusal, refusal
from assessment_tool.services.assessments.opened import OpenedAssessment, open_assessment
from assessment_tool.services.version_life import closed_because, to_be_finished_until, withdrawal_of
from assessment_tool.web.assessments.sheets import Progress, progress
from assessment_tool.web.filters import day
from assessment_tool.web.identity import current_actor
from assessment_tool.web.parts import parts, reading_session

STAND_AS_SIGNED = "The scores below stand as they were signed; decide nothing by them alone."


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


def version_notice(opened: OpenedAssessment) -> str:
    """What must be known of the instrument's version, where it is no longer in use; else empty."""
    catalogue, sha256 = parts().catalogue, opened.revision.definition_sha256
    withdrawal = withdrawal_of(catalogue, sha256)
    if not opened.is_draft:
        return f"{withdrawal.sentence} {STAND_AS_SIGNED}" if withdrawal else ""
    closed = closed_because(catalogue, opened.revision, clock.today())
    until = to_be_finished_until(catalogue, opened.revision)
    if closed:
        return f"{closed} This draft can be read and not signed."
    return f"A newer version is in use. This draft can be signed until {day(until)}." if until else ""


def whole_progress(opened: OpenedAssessment) -> Progress:
    """How far the whole form is."""
    return progress(opened, list(opened.asked.values()))
