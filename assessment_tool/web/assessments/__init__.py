"""The assessment workspace: choose, answer, sum up, sign, read, review, and print blank."""

from assessment_tool.web.assessments import (
    answer,
    autosave,
    blank,
    choose,
    overview,
    read,
    review,
    sign,
    summary,
)
from assessment_tool.web.assessments.blueprint import pages

VIEWS = (choose, overview, answer, autosave, summary, sign, read, review, blank)
"""The modules whose import puts their pages on the blueprint."""

__all__ = ["VIEWS", "pages"]
