"""The assessment workspace: choose, answer, sum up, sign, read, review, and print blank."""

from assessment_tool.web.assessments.blueprint import pages

__all__ = ["pages"]
