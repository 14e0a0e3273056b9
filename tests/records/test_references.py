"""The databases refuse what cannot be true, whoever sends it."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, InvalidRequestError
from sqlalchemy.orm import Session

from assessment_tool.core.instrument import Absence
from assessment_tool.records import Family, Revision
from tests.records.one_of_everything import a_response, a_revision, store_one_of_everything


def test_a_row_that_points_at_nothing_is_refused(session: Session) -> None:
    store_one_of_everything(session)
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        session.execute(text("UPDATE persons SET recorded_by_id = 999"))


def test_a_revision_without_its_definition_is_refused(session: Session) -> None:
    stored = store_one_of_everything(session)
    revision = a_revision(stored.assessment, stored.worker, number=3)
    revision.definition_sha256 = "f" * 64
    session.add(revision)
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        session.flush()


def test_a_value_and_an_absence_together_are_refused(session: Session) -> None:
    stored = store_one_of_everything(session)
    response = a_response(stored.draft, stored.worker, "sleep")
    response.absence = Absence.DECLINED
    session.add(response)
    with pytest.raises(IntegrityError, match="ck_responses_value_or_absence"):
        session.flush()


def test_a_cleared_answer_is_neither(session: Session) -> None:
    stored = store_one_of_everything(session)
    response = a_response(stored.draft, stored.worker, "sleep")
    response.value_json = None
    session.add(response)
    session.flush()
    assert session.scalar(text("SELECT count(*) FROM responses WHERE item_id = 'sleep'")) == 1


def test_half_a_signature_is_refused(session: Session) -> None:
    stored = store_one_of_everything(session)
    stored.draft.signer_name = "Alex Worker"
    with pytest.raises(IntegrityError, match="ck_revisions_signature_whole_or_absent"):
        session.flush()


def test_two_revisions_with_one_number_are_refused(session: Session) -> None:
    stored = store_one_of_everything(session)
    session.add(a_revision(stored.assessment, stored.worker, number=1))
    with pytest.raises(IntegrityError, match=r"(?i)unique|another row has this key"):
        session.flush()


def test_a_user_name_in_capitals_is_refused(session: Session) -> None:
    store_one_of_everything(session)
    with pytest.raises(IntegrityError, match="ck_users_username_lower_case"):
        session.execute(text("UPDATE users SET username = 'Worker'"))


@pytest.mark.parametrize("name", ["assessment", "responses", "result", "author"])
def test_a_relationship_that_was_not_asked_for_is_not_fetched(session: Session, name: str) -> None:
    number = store_one_of_everything(session).signed.id
    session.expire_all()
    revision = session.get_one(Revision, number)
    with pytest.raises(InvalidRequestError, match="lazy='raise'"):
        getattr(revision, name)


def test_the_name_of_a_family_may_be_corrected(session: Session) -> None:
    stored = store_one_of_everything(session)
    stored.family.name = "Corrected"
    session.flush()
    session.expire_all()
    assert session.get_one(Family, stored.family.id).name == "Corrected"
