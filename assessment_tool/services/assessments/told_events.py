"""What happened to an assessment, as far as its reader may know: nothing of revisions that are not open."""

from collections.abc import Sequence

from assessment_tool.core.lifecycle import EventKind
from assessment_tool.core.openness import Held, is_open
from assessment_tool.core.permissions import Actor
from assessment_tool.records.assessments import AssessmentEvent
from assessment_tool.services.assessments.opened import OpenedAssessment


def told_events(actor: Actor, opened: OpenedAssessment) -> list[AssessmentEvent]:
    """The events of all revisions that are open to the actor, who opened one of them; oldest first."""
    signed = {event.revision_id for event in opened.events if event.kind is EventKind.SIGNED}
    is_unsigned_open = is_open(actor, frozenset({Held.UNSIGNED}), opened.assessment.created_by_id)
    return [event for event in opened.events if is_unsigned_open or event.revision_id in signed]


def next_revision(told: Sequence[AssessmentEvent], revision_id: int) -> int | None:
    """The revision that came out of this one, where it was returned or replaced and that may be told."""
    known = {event.revision_id for event in told}
    followers = [event.other_revision_id for event in told if event.revision_id == revision_id]
    return next((one for one in reversed(followers) if one in known), None)
