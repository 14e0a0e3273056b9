"""The blueprint that carries every page of an assessment."""

from flask import Blueprint

from assessment_tool.web.assessments.wording import CONFIDENCES, DO_NOT_ASK, URGENCIES, kept_from

pages = Blueprint("assessments", __name__)


@pages.context_processor
def _words() -> dict[str, object]:
    """The words that many of the templates read answers back with."""
    return {
        "confidences": CONFIDENCES,
        "urgencies": URGENCIES,
        "do_not_ask": DO_NOT_ASK,
        "kept_from": kept_from,
    }
