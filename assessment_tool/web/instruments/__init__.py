"""Instruments: which there are, the life of their versions, and what each version asks."""

from assessment_tool.web.instruments import catalogue, one_version, versions
from assessment_tool.web.instruments.blueprint import pages

VIEWS = (catalogue, versions, one_version)
"""The modules whose import puts their pages on the blueprint."""

__all__ = ["VIEWS", "pages"]
