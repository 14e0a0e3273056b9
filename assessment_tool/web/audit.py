"""The audit across families, for the auditor: references and acts, nothing of what was read."""

from flask import Blueprint, render_template

from assessment_tool.services.access_log import whole_log
from assessment_tool.web.access_filters import asked_access
from assessment_tool.web.access_words import UNUSUAL, what_became
from assessment_tool.web.identity import current_actor
from assessment_tool.web.parts import reading_session

pages = Blueprint("audit", __name__)


@pages.get("/audit")
def page() -> tuple[str, int]:
    """Who looked at which family and when, newest first; what stands out is marked."""
    asked = asked_access()
    html = render_template(
        "access/page.html",
        page_title="Audit",
        log=whole_log(reading_session(), current_actor(), asked.wanted),
        asked=asked,
        here="audit.page",
        family_id=None,
        what=what_became,
        stands_out=UNUSUAL,
        errors=[{"text": text, "href": f"#{field}"} for field, text in asked.faults.items()],
    )
    return html, 400 if asked.faults else 200
