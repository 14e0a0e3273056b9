"""Families: the list of one's own, one family's page, and what happened, recorded and struck out."""

from assessment_tool.web.families import access, events, page, strike_out
from assessment_tool.web.families.blueprint import pages

VIEWS = (access, page, events, strike_out)
"""The modules whose import puts their pages on the blueprint."""

__all__ = ["VIEWS", "pages"]
