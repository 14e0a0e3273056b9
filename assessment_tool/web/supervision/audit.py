"""A dip audit as its page stands: to be graded, waited for, read side by side, or withdrawn."""

from collections.abc import Mapping

from flask import render_template, url_for

from assessment_tool import clock
from assessment_tool.core.responses import Response
from assessment_tool.documents.answer_words import CONFIDENCES
from assessment_tool.services.dip_audits.compared import compared
from assessment_tool.services.dip_audits.opened import OpenedAudit, Part, open_audit
from assessment_tool.web.assessments.wording import in_words
from assessment_tool.web.identity import current_actor
from assessment_tool.web.parts import reading_session
from assessment_tool.web.supervision.blueprint import pages
from assessment_tool.web.supervision.rating_form import rated_questions

TITLES: Mapping[Part, str] = {
    Part.RATE: "Grade again, blind",
    Part.WAIT: "Waiting for the second rater",
    Part.COMPARE: "Two ratings side by side",
    Part.READ_WITHDRAWN: "Dip audit withdrawn",
}


@pages.get("/dip-audits/<record_id:audit_id>")
def audit(audit_id: int) -> str:
    """What this person may see of it now."""
    return audit_page(opened_audit(audit_id))


def opened_audit(audit_id: int) -> OpenedAudit:
    """The dip audit as the signed-in person may read it."""
    return open_audit(reading_session(), current_actor(), audit_id, clock.now())


def audit_page(
    opened: OpenedAudit,
    given: Mapping[str, Response] | None = None,
    missing: frozenset[str] = frozenset(),
    note: str = "",
    fault: str = "",
) -> str:
    """The page as it stands, or with what was sent and what is to be mended in it."""
    questions = rated_questions(opened, given, missing) if opened.part is Part.RATE else []
    left_out = [
        {"text": f"{one.question.asked.title}: {one.errors[0]}", "href": f"#{one.id}-1"}
        for one in questions
        if one.errors
    ]
    return render_template(
        f"supervision/{opened.part}.html",
        page_title=TITLES[opened.part],
        audit=opened,
        questions=questions,
        compared=compared(opened) if opened.part is Part.COMPARE else None,
        in_words=in_words,
        confidences=CONFIDENCES,
        note=note,
        fault=fault,
        errors=[*left_out, *([{"text": fault, "href": "#note"}] if fault else [])],
        breadcrumb=_breadcrumb(opened),
    )


def _breadcrumb(opened: OpenedAudit) -> list[dict[str, str]]:
    family = url_for("families.page", family_id=opened.family.id)
    return [{"text": f"{opened.family.name} family", "href": family}, {"text": "Dip audit"}]
