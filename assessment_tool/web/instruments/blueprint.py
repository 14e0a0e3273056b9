"""The blueprint of the pages about instruments, and who meets drafts and places in files on them."""

from flask import Blueprint

from assessment_tool.core.permissions import Action, Matter, refusal
from assessment_tool.web.identity import current_actor

pages = Blueprint("instruments", __name__)


def sees_drafts() -> bool:
    """Whether the person who asks is shown versions that are not published."""
    return refusal(current_actor(), Action.READ_DRAFT_INSTRUMENTS, Matter(is_allocated=False)) is None


def sees_places() -> bool:
    """Whether they are shown where in the files something stands: only those who propose versions are."""
    return refusal(current_actor(), Action.PROPOSE_VERSION_STEP, Matter(is_allocated=False)) is None
