"""How large a form may be: little everywhere, but on an answer page all that its fields permit."""

from flask import Flask, request

from assessment_tool.core.responses import MAXIMUM_TEXT
from assessment_tool.services.assessments.answers import MAXIMUM_SOURCE
from assessment_tool.web.identity import has_signed_in

MAXIMUM_BODY = 2 * 1024 * 1024
MAXIMUM_FORM_PARTS = 2_000
MOST_QUESTIONS = 80
"""No instrument that ships asks more on one page."""
BYTES_OF_A_CHARACTER = 12
"""Four bytes at most in UTF-8, each of them sent as a percent sign and two digits."""
MAXIMUM_ANSWERS = MOST_QUESTIONS * (MAXIMUM_TEXT + MAXIMUM_TEXT + MAXIMUM_SOURCE) * BYTES_OF_A_CHARACTER
"""Every question with a typed answer, its evidence and its source, all as long as they may be."""


def register(app: Flask) -> None:
    """Bound what is read of any request; to be called before anything reads a form."""
    app.config.update(
        MAX_CONTENT_LENGTH=MAXIMUM_BODY,
        MAX_FORM_MEMORY_SIZE=MAXIMUM_BODY,
        MAX_FORM_PARTS=MAXIMUM_FORM_PARTS,
    )
    app.before_request(_take_all_answers)


def _take_all_answers() -> None:
    """Read long answers, also where the session has ended; of a stranger never more than a little."""
    if request.endpoint == "assessments.save_section" and has_signed_in():
        request.max_content_length = request.max_form_memory_size = MAXIMUM_ANSWERS
