"""Trends: carers over time, any two assessments side by side, siblings, and the same as a file."""

from assessment_tool.web.trends import compare, page, siblings, table_file
from assessment_tool.web.trends.blueprint import pages

VIEWS = (page, compare, siblings, table_file)
"""The modules whose import puts their pages on the blueprint."""

__all__ = ["VIEWS", "pages"]
