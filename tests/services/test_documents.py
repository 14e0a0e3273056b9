"""Documents: stored byte for byte with their hash, made by the registered, read by who sees the family."""

import hashlib

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, InvalidRequestError

from assessment_tool.core.permissions import Refusal
from assessment_tool.services.access import NotFoundError, NotPermittedError
from assessment_tool.services.documents import MadeDocument, document, documents_of, store_document
from tests.services.case import Case
from tests.web.family import AT

PDF = b"%PDF-1.7\n\x00\xff made up"
MADE = MadeDocument("trend", "Report", True, "{}", PDF, "70.0", "1.56", "0.1.0")  # noqa: FBT003 - in the order of the fields


def _store(case: Case, by: str = "worker", family_id: int | None = None) -> int:
    with case.acting(by) as (session, actor):
        return store_document(session, actor, family_id or case.example.family_id, MADE, AT).id


def test_a_document_comes_back_byte_for_byte_with_its_hash(case: Case) -> None:
    stored = _store(case)
    with case.acting("reader") as (session, actor):
        found = document(session, actor, stored, AT)
        assert (found.pdf, found.pdf_sha256) == (PDF, hashlib.sha256(PDF).hexdigest())
        assert (found.kind, found.title, found.is_draft, found.inputs_json) == ("trend", "Report", True, "{}")
        assert (found.made_by_id, found.made_at) == (case.example.users["worker"], AT)
        assert (found.weasyprint_version, found.pango_version, found.application_version) == (
            "70.0",
            "1.56",
            "0.1.0",
        )


def test_a_list_of_documents_is_newest_first_and_carries_no_bytes(case: Case) -> None:
    first, second = _store(case), _store(case)
    with case.acting() as (session, actor):
        listed = documents_of(session, actor, case.example.family_id, AT)
        assert [one.id for one in listed] == [second, first]
        with pytest.raises(InvalidRequestError):
            listed[0].pdf  # noqa: B018 - asking is the test


def test_a_listed_document_can_be_read_in_the_same_transaction(case: Case) -> None:
    stored = _store(case)
    with case.acting() as (session, actor):
        listed = documents_of(session, actor, case.example.family_id, AT)
        assert document(session, actor, stored, AT).pdf == PDF
        assert listed


@pytest.mark.parametrize("by", ["support", "manager", "reader"])
def test_those_who_make_no_reports_store_none(case: Case, by: str) -> None:
    with pytest.raises(NotPermittedError) as refusal:
        _store(case, by)
    assert refusal.value.reason is Refusal.ROLE


def test_a_foreign_document_looks_like_a_missing_one(case: Case) -> None:
    stored = _store(case)
    with pytest.raises(NotFoundError, match="family"):
        _store(case, family_id=case.example.other_family_id)
    for by in ("colleague", "admin", "auditor"):
        with case.acting(by) as (session, actor):
            for document_id in (stored, 2**31 - 1):
                with pytest.raises(NotFoundError, match="There is no such document"):
                    document(session, actor, document_id, AT)


@pytest.mark.parametrize(
    "statement", ["UPDATE issued_documents SET title = 'x'", "DELETE FROM issued_documents"]
)
def test_an_issued_document_never_changes(case: Case, statement: str) -> None:
    _store(case)
    with pytest.raises(IntegrityError, match="record is final"), case.acting() as (session, _):
        session.execute(text(statement))
