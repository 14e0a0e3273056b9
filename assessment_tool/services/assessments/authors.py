"""Whose work an assessment is: nobody who wrote any of it may approve it."""

from sqlalchemy import Select, select, union
from sqlalchemy.orm import Session

from assessment_tool.records.assessments import Assessment, Revision, SummaryEdit
from assessment_tool.records.responses import Response, ResponseHistory


def authors_of(session: Session, assessment: Assessment) -> frozenset[int]:
    """The ids of all who started it, signed it, or saved an answer or the summary in any of its revisions.

    What was overwritten since counts as well. Whoever returned it or opened an amendment for somebody
    else to write has written nothing. Source: separation of duties (author and countersigner differ).
    """
    revisions = select(Revision.id).where(Revision.assessment_id == assessment.id)
    writers: list[Select[int]] = [
        select(Revision.author_id).where(Revision.assessment_id == assessment.id),
        select(Response.updated_by_id).where(Response.revision_id.in_(revisions)),
        select(ResponseHistory.updated_by_id).where(ResponseHistory.revision_id.in_(revisions)),
        select(SummaryEdit.saved_by_id).where(SummaryEdit.revision_id.in_(revisions)),
    ]
    return frozenset({assessment.created_by_id, *session.scalars(union(*writers))})
