"""Which questions of a signed assessment can be graded a second time from what was written of them."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from assessment_tool.core.instrument import Item, Kind
from assessment_tool.core.responses import Response
from assessment_tool.core.stored import answers_from_json
from assessment_tool.core.visibility import AskedItem, Circumstances, asked_items
from assessment_tool.records.assessments import Revision
from assessment_tool.services.kept_definitions import instrument_of


def is_gradable(item: Item) -> bool:
    """Whether it takes one of some scored grades, and is asked whatever the other answers are.

    That a question was asked only because of another answer would give that answer away.
    """
    is_graded = item.kind in {Kind.GRADED, Kind.SINGLE} and item.scored
    return is_graded and item.show is None and all(option.score is not None for option in item.options)


SignedQuestions = tuple[Circumstances, Mapping[str, AskedItem], Mapping[str, Response]]
"""The circumstances of a signed revision, its gradable questions in their order, and its answers."""


def signed_questions(session: Session, revision: Revision) -> SignedQuestions:
    """Of a signed revision its circumstances, its gradable questions in their order, and its answers."""
    circumstances, responses = answers_from_json(revision.responses_json or "")
    asked = asked_items(instrument_of(session, revision.definition_sha256), circumstances, responses)
    gradable = {item_id: one for item_id, one in asked.items() if is_gradable(one.item)}
    return circumstances, gradable, responses
