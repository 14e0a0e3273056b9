"""Signed answers by a later version: worked out when asked for, and nothing of it is kept."""

from sqlalchemy import select

from assessment_tool.records import Revision, reading
from assessment_tool.records.responses import Result
from assessment_tool.services.kept_definitions import instrument_of
from assessment_tool.services.rescoring import RescoredAnswers
from tests.core.builders import figures
from tests.services.case import Case


def test_answers_are_scored_by_a_version_that_was_used_and_by_no_other(case: Case) -> None:
    case.signed()
    with reading(case.engine) as session:
        [revision] = session.scalars(select(Revision)).all()
        stored = session.scalars(select(Result.result_json)).all()
        instrument = instrument_of(session, revision.definition_sha256)
        again = RescoredAnswers([(revision, instrument)])
        found = again(revision.id, 1)
        assert found
        assert figures(found.by_id["total"].value) == ["2"]
        assert again(revision.id, 1) is found
        assert again(revision.id, 2) is None
        assert session.scalars(select(Result.result_json)).all() == stored
        assert not session.new
