"""Supervision: questions graded again without sight of the first grades, and how far raters agree."""

from assessment_tool.web.supervision import agreement, audit, choose, rate, steps
from assessment_tool.web.supervision.blueprint import pages

VIEWS = (choose, audit, rate, steps, agreement)
"""The modules whose import puts their pages on the blueprint."""

__all__ = ["VIEWS", "pages"]
