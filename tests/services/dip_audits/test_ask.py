"""Asking for a dip audit: of what counts, by a supervisor, and of somebody who had no part in it."""

from dataclasses import replace

import pytest
from sqlalchemy import update

from assessment_tool.core.instrument import RaterRole
from assessment_tool.core.permissions import Refusal
from assessment_tool.core.responses import Response
from assessment_tool.records import User
from assessment_tool.services.access import NotFoundError, NotPermittedError
from assessment_tool.services.dip_audits.ask import (
    CannotAskError,
    NotForAuditError,
    audit_choice,
    can_be_audited,
)
from assessment_tool.services.dip_audits.gradable import is_gradable
from tests.services.case import Case
from tests.services.dip_audits.audited import Audited
from tests.web.family import AT


def _raters(case: Case, revision_id: int) -> list[str]:
    with case.acting("supervisor") as (session, actor):
        return [user.username for user in audit_choice(session, actor, revision_id, AT).raters]


def test_who_works_with_the_family_and_had_no_part_can_grade_again(case: Case) -> None:
    assert _raters(case, case.signed()) == ["support", "supervisor"]


def test_somebody_who_gave_one_answer_cannot_grade_again(sqlite_case: Case) -> None:
    draft = sqlite_case.complete()
    sqlite_case.save(draft, {"words": Response(value="Warm.")}, by="support")
    sqlite_case.sign(draft)
    assert _raters(sqlite_case, draft) == ["supervisor"]


def test_whoever_countersigned_has_read_the_grades_and_cannot_grade_again(sqlite_case: Case) -> None:
    signed = sqlite_case.signed()
    sqlite_case.countersign(signed)
    assert _raters(sqlite_case, signed) == ["support"]


def test_a_leaver_cannot_grade_again(sqlite_case: Case) -> None:
    signed = sqlite_case.signed()
    with sqlite_case.acting() as (session, _):
        session.execute(update(User).where(User.username == "support").values(is_active=False))
    assert _raters(sqlite_case, signed) == ["supervisor"]


def test_nobody_grades_the_same_assessment_twice(sqlite_audited: Audited) -> None:
    signed = sqlite_audited.case.signed()
    sqlite_audited.withdraw(sqlite_audited.ask(signed))
    with pytest.raises(CannotAskError, match="who grades again"):
        sqlite_audited.ask(signed)


@pytest.mark.parametrize("rater", ["worker", "manager", "reader", "colleague", "admin"])
def test_others_cannot_be_asked(sqlite_audited: Audited, rater: str) -> None:
    with pytest.raises(CannotAskError) as fault:
        sqlite_audited.ask(sqlite_audited.case.signed(), rater=rater)
    assert fault.value.field == "rater"


@pytest.mark.parametrize("items", [[], ["nothing"], ["food", "nothing"], ["hungry_days"], ["words"]])
def test_only_questions_with_grades_are_chosen(sqlite_audited: Audited, items: list[str]) -> None:
    with pytest.raises(CannotAskError) as fault:
        sqlite_audited.ask(sqlite_audited.case.signed(), items)
    assert fault.value.field == "items"


@pytest.mark.parametrize("by", ["support", "manager", "reader", "worker"])
def test_only_a_supervisor_asks(sqlite_audited: Audited, by: str) -> None:
    with pytest.raises(NotPermittedError) as refused:
        sqlite_audited.ask(sqlite_audited.case.signed(), by=by)
    assert refused.value.reason is Refusal.ROLE


@pytest.mark.parametrize("by", ["colleague", "admin", "auditor"])
def test_another_familys_assessment_is_not_there(sqlite_audited: Audited, by: str) -> None:
    with pytest.raises(NotFoundError):
        sqlite_audited.ask(sqlite_audited.case.signed(), by=by)


def test_a_supervisor_does_not_have_their_own_work_audited(sqlite_audited: Audited) -> None:
    case = sqlite_audited.case
    draft = case.complete()
    case.save(draft, {"words": Response(value="Warm.")}, by="supervisor")
    case.sign(draft)
    with pytest.raises(NotPermittedError) as refused:
        sqlite_audited.ask(draft)
    assert refused.value.reason is Refusal.OWN_WORK


def test_what_does_not_count_is_not_graded_again(sqlite_audited: Audited) -> None:
    case = sqlite_audited.case
    void = case.signed()
    case.void(void)
    for revision_id in (case.complete(), void):
        with pytest.raises(NotForAuditError):
            sqlite_audited.ask(revision_id)


def test_a_carers_view_of_their_own_care_is_not_graded_again(sqlite_case: Case) -> None:
    opened = sqlite_case.opened(sqlite_case.signed())
    assert can_be_audited(opened)
    opened.revision.rater_role = RaterRole.SELF
    assert not can_be_audited(opened)


def test_a_question_that_another_answer_brought_up_would_give_that_answer_away(sqlite_case: Case) -> None:
    items = sqlite_case.opened(sqlite_case.signed()).instrument.items
    assert is_gradable(items["warmth"])
    assert not is_gradable(replace(items["warmth"], show=items["hungry_days"].show))
