"""While a second rating is open, its rater sees the first grades nowhere, and everybody else does."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from assessment_tool.core.permissions import Actor
from assessment_tool.services.assessments.opened import open_assessment
from assessment_tool.services.blinded import BlindError, blind_assessments, is_blind_for
from assessment_tool.services.documents import MadeDocument, document, store_document
from assessment_tool.services.trends import trend_of
from tests.services.case import Case
from tests.services.counting import counted
from tests.services.dip_audits.audited import Audited
from tests.web.family import AT

MADE = MadeDocument("trend", "Report", True, "{}", b"%PDF", "70.0", "1.56", "0.1.0")  # noqa: FBT003 - in the order of the fields
Look = Callable[[Case, Session, Actor, int], object]


def _assessment(_case: Case, session: Session, actor: Actor, revision_id: int) -> object:
    return open_assessment(session, actor, revision_id, AT)


def _trend(case: Case, session: Session, actor: Actor, _revision_id: int) -> object:
    family_id, child_id = case.example.family_id, case.example.child_id
    return trend_of(session, actor, family_id, "small", child_id, catalogue=case.catalogue, at=AT)


def _document(_case: Case, session: Session, actor: Actor, _revision_id: int) -> object:
    return document(session, actor, 1, AT)


LOOKS = {"assessment": _assessment, "trend": _trend, "document": _document}


def _with_report(case: Case) -> int:
    signed = case.signed()
    with case.acting() as (session, actor):
        store_document(session, actor, case.example.family_id, MADE, AT)
    return signed


def _look(case: Case, by: str, look: Look, revision_id: int) -> object:
    with case.acting(by) as (session, actor):
        return look(case, session, actor, revision_id)


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_the_second_rater_sees_the_grades_only_after_handing_in(audited: Audited, look: Look) -> None:
    case = audited.case
    signed = _with_report(case)
    assert _look(case, "support", look, signed)
    audit_id = audited.ask(signed)
    with pytest.raises(BlindError) as closed:
        _look(case, "support", look, signed)
    assert closed.value.audit_id == audit_id
    assert _look(case, "worker", look, signed)
    audited.submit(audit_id)
    assert _look(case, "support", look, signed)


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_a_withdrawn_one_closes_nothing(sqlite_audited: Audited, look: Look) -> None:
    signed = _with_report(sqlite_audited.case)
    sqlite_audited.withdraw(sqlite_audited.ask(signed))
    assert _look(sqlite_audited.case, "support", look, signed)


def test_an_amendment_does_not_show_what_the_signed_one_hides(sqlite_audited: Audited) -> None:
    case = sqlite_audited.case
    signed = case.signed()
    sqlite_audited.ask(signed)
    draft = case.amend(signed)
    with pytest.raises(BlindError):
        case.opened(draft, "support")


def test_another_raters_comparison_is_closed_to_who_is_still_to_rate(sqlite_audited: Audited) -> None:
    signed = sqlite_audited.case.signed()
    first = sqlite_audited.ask(signed)
    second = sqlite_audited.ask(signed, rater="supervisor")
    sqlite_audited.submit(first)
    with pytest.raises(BlindError) as closed:
        sqlite_audited.opened(first, "supervisor")
    assert closed.value.audit_id == second


def test_other_assessments_stay_open(sqlite_audited: Audited) -> None:
    case = sqlite_audited.case
    other = case.signed()
    sqlite_audited.asked()
    assert case.opened(other, "support").responses


def test_whether_somebody_is_blind_is_one_question(sqlite_audited: Audited) -> None:
    case = sqlite_audited.case
    signed = case.signed()
    audit_id = sqlite_audited.ask(signed)
    assessment_id = case.opened(signed).assessment.id
    users = case.example.users
    with case.acting() as (session, _), counted(case.engine) as sent:
        assert blind_assessments(session, users["support"]) == {assessment_id: audit_id}
        assert len(sent) == 1
        assert is_blind_for(session, users["support"], assessment_id)
        assert not is_blind_for(session, users["support"], assessment_id + 1)
        assert not is_blind_for(session, users["worker"], assessment_id)
