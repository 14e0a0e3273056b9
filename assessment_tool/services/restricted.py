"""The one rule by which pages, lists, trends and files leave out what is restricted."""

from sqlalchemy import ColumnElement, true

from assessment_tool.core.permissions import Actor
from assessment_tool.core.restricted import opens_every
from assessment_tool.records.assessments import Assessment


def open_to(actor: Actor) -> ColumnElement[bool]:
    """The assessments, of families that the actor sees, that they may open; every reading query asks it."""
    if opens_every(actor):
        return true()
    return ~Assessment.is_restricted | (Assessment.created_by_id == actor.user_id)


def is_open_to(actor: Actor, assessment: Assessment) -> bool:
    """The same of one assessment that was read already."""
    return not assessment.is_restricted or opens_every(actor) or assessment.created_by_id == actor.user_id
