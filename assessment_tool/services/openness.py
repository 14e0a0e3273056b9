"""The one rule by which pages, lists, trends and files leave out what is not open to their reader."""

from collections.abc import Iterator, Mapping

from sqlalchemy import ColumnElement, and_, false, true

from assessment_tool.core.openness import Held, bars_before, is_open, reads_any
from assessment_tool.core.permissions import Actor
from assessment_tool.records.assessments import Assessment, Revision

_IS_HELD: Mapping[Held, ColumnElement[bool]] = {
    Held.UNSIGNED: Revision.signed_at.is_(None),
    Held.RESTRICTED: Assessment.is_restricted.is_(True),
}


def open_to(actor: Actor) -> ColumnElement[bool]:
    """The revisions, of families that the actor sees, that they may open; every reading query asks it.

    The query names both revisions and assessments.
    """
    return and_(true(), *_let_through(actor)) if reads_any(actor) else false()


def is_open_to(actor: Actor, assessment: Assessment, revision: Revision) -> bool:
    """The same of one revision that was read already."""
    is_held = {Held.UNSIGNED: revision.signed_at is None, Held.RESTRICTED: assessment.is_restricted}
    held = frozenset(reason for reason, holds in is_held.items() if holds)
    return is_open(actor, held, assessment.created_by_id)


def _let_through(actor: Actor) -> Iterator[ColumnElement[bool]]:
    for held, bar in bars_before(actor).items():
        is_free = ~_IS_HELD[held]
        is_theirs = Assessment.created_by_id == actor.user_id
        yield is_free | is_theirs if bar.lets_beginner_through else is_free
