"""The blueprint that carries every page of an assessment."""

from flask import Blueprint

from assessment_tool.documents.answer_words import CONFIDENCES, URGENCIES, kept_from
from assessment_tool.documents.summary_questions import summary_questions
from assessment_tool.web.assessments.wording import DO_NOT_ASK

pages = Blueprint("assessments", __name__)


@pages.context_processor
def _words() -> dict[str, object]:
    """The words that many of the templates read answers back with."""
    return {
        "confidences": CONFIDENCES,
        "urgencies": URGENCIES,
        "do_not_ask": DO_NOT_ASK,
        "kept_from": kept_from,
        "summary_questions": summary_questions,
    }
