"""The assessment workspace: choose, answer, sum up, sign, read, review, restart, and print blank."""

from assessment_tool.web.assessments import (
    answer,
    ask_again,
    autosave,
    blank,
    blank_pdf,
    choose,
    discard,
    earlier,
    overview,
    preview,
    read,
    restart,
    review,
    sign,
    summary,
)
from assessment_tool.web.assessments.blueprint import pages

VIEWS = (
    choose,
    overview,
    answer,
    autosave,
    ask_again,
    summary,
    sign,
    read,
    earlier,
    review,
    restart,
    discard,
    blank,
    blank_pdf,
    preview,
)
"""The modules whose import puts their pages on the blueprint."""

__all__ = ["VIEWS", "pages"]
