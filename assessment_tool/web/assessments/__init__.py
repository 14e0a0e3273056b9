"""The assessment workspace: choose, answer, sum up, sign, read, review, and print blank."""

from assessment_tool.web.assessments import (
    answer,
    ask_again,
    autosave,
    blank,
    blank_pdf,
    choose,
    overview,
    read,
    review,
    sign,
    summary,
)
from assessment_tool.web.assessments.blueprint import pages

VIEWS = (choose, overview, answer, autosave, ask_again, summary, sign, read, review, blank, blank_pdf)
"""The modules whose import puts their pages on the blueprint."""

__all__ = ["VIEWS", "pages"]
