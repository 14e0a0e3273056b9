"""Instruments: which there are, the life of their versions, and what each version asks."""

from assessment_tool.web.instruments import (
    affected,
    catalogue,
    one_version,
    proposals,
    propose,
    unreadable,
    versions,
)
from assessment_tool.web.instruments.blueprint import pages
from assessment_tool.web.instruments.comparison import page as comparison

VIEWS = (catalogue, versions, one_version, comparison, affected, propose, proposals, unreadable)
"""The modules whose import puts their pages and error pages on the blueprint."""

__all__ = ["VIEWS", "pages"]
