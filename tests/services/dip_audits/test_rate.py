"""The second rating: blind, kept as often as it is saved, handed in once, and shown beside the first then."""

from typing import Any

import pytest
from sqlalchemy import func, select

from assessment_tool.core.instrument import Absence
from assessment_tool.core.responses import NO_RESPONSE, Response, ValueNotPermittedError
from assessment_tool.records import DipAuditStep, SecondRating
from assessment_tool.services.access import NotFoundError, NotPermittedError
from assessment_tool.services.assessments.review import MAXIMUM_REASON, ReasonNeededError
from assessment_tool.services.dip_audits.close import StepTakenError
from assessment_tool.services.dip_audits.opened import OpenedAudit, Part
from assessment_tool.services.dip_audits.rate import NotAllRatedError, RatingClosedError, RatingsChangedError
from tests.services.dip_audits.audited import SECOND, Audited


def _seen(opened: OpenedAudit) -> list[tuple[str, Any, Any]]:
    return [(one.evidence, one.first.value, one.second.value) for one in opened.questions]


def test_the_second_rater_has_the_evidence_and_no_grade(audited: Audited) -> None:
    opened = audited.opened(audited.asked())
    assert opened.part is Part.RATE
    assert _seen(opened) == [("Seen on Monday.", None, None), ("", None, None)]
    assert {one.first for one in opened.questions} == {NO_RESPONSE}


def test_the_supervisor_waits_and_sees_neither_rating(audited: Audited) -> None:
    audit_id = audited.asked()
    audited.save(audit_id)
    opened = audited.opened(audit_id, "supervisor")
    assert opened.part is Part.WAIT
    assert _seen(opened) == [("", None, None), ("", None, None)]


def test_a_saved_rating_is_there_when_one_comes_back(audited: Audited) -> None:
    audit_id = audited.asked()
    audited.save(audit_id, {"food": Response(absence=Absence.NOT_OBSERVED, evidence="Says nothing.")})
    found = audited.opened(audit_id).questions[0].second
    assert (found.absence, found.evidence) == (Absence.NOT_OBSERVED, "Says nothing.")


def test_what_was_saved_before_is_kept_and_the_same_again_is_not(audited: Audited) -> None:
    audit_id = audited.asked()
    for code in ("3", "4", "4"):
        audited.save(audit_id, {"food": Response(value=code)})
    with audited.case.acting() as (session, _):
        assert session.scalar(select(func.count(SecondRating.id))) == 2
    assert audited.opened(audit_id).questions[0].second.value == "4"


def test_handed_in_both_are_read_side_by_side(audited: Audited) -> None:
    audit_id = audited.submitted()
    for who in ("support", "supervisor"):
        opened = audited.opened(audit_id, who)
        assert opened.part is Part.COMPARE
        assert _seen(opened) == [("Seen on Monday.", "2", "3"), ("", "1", "1")]


def test_no_score_of_the_first_assessment_changes(audited: Audited) -> None:
    signed = audited.case.signed()
    before = audited.case.opened(signed)
    audited.submit(audited.ask(signed))
    after = audited.case.opened(signed)
    assert (after.result, after.responses, after.events[-1].id) == (
        before.result,
        before.responses,
        before.events[-1].id,
    )


def test_what_is_handed_in_is_not_changed_any_more(audited: Audited) -> None:
    audit_id = audited.submitted()
    for again in (audited.save, audited.submit):
        with pytest.raises(RatingClosedError):
            again(audit_id)


def test_nothing_is_handed_in_with_a_question_left_out(audited: Audited) -> None:
    audit_id = audited.asked()
    with pytest.raises(NotAllRatedError) as fault:
        audited.submit(audit_id, {"food": Response(value="3"), "warmth": Response(evidence="A note.")})
    assert fault.value.item_ids == {"warmth"}
    assert audited.opened(audit_id).newest_rating == 0


def test_a_reason_for_no_grade_is_enough_to_hand_in(sqlite_audited: Audited) -> None:
    audit_id = sqlite_audited.asked()
    sqlite_audited.submit(audit_id, {**SECOND, "food": Response(absence=Absence.UNKNOWN)})
    assert sqlite_audited.opened(audit_id).part is Part.COMPARE


def test_an_older_page_overwrites_nothing(sqlite_audited: Audited) -> None:
    audit_id = sqlite_audited.asked()
    sqlite_audited.save(audit_id, {"food": Response(value="4")})
    with pytest.raises(RatingsChangedError):
        sqlite_audited.save(audit_id, {"food": Response(value="1")}, seen=0)
    assert sqlite_audited.opened(audit_id).questions[0].second.value == "4"


@pytest.mark.parametrize(
    "ratings",
    [
        {"food": Response(value="6")},
        {"food": Response(value=("2",))},
        {"words": Response(value="x")},
        {"food": Response(value="1", evidence="x" * 20_001)},
    ],
)
def test_what_no_question_takes_is_refused(sqlite_audited: Audited, ratings: dict[str, Response]) -> None:
    audit_id = sqlite_audited.asked()
    with pytest.raises(ValueNotPermittedError):
        sqlite_audited.save(audit_id, ratings)


def test_only_the_second_rater_rates(sqlite_audited: Audited) -> None:
    audit_id = sqlite_audited.asked()
    with pytest.raises(RatingClosedError):
        sqlite_audited.save(audit_id, by="supervisor")


@pytest.mark.parametrize("by", ["worker", "manager", "reader", "colleague", "admin", "auditor"])
def test_to_others_it_is_not_there(audited: Audited, by: str) -> None:
    audit_id = audited.submitted()
    with pytest.raises(NotFoundError):
        audited.opened(audit_id, by)


def test_the_first_rater_reads_it_once_it_was_discussed(audited: Audited) -> None:
    audit_id = audited.submitted()
    with pytest.raises(NotFoundError):
        audited.opened(audit_id, "worker")
    audited.discuss(audit_id)
    opened = audited.opened(audit_id, "worker")
    assert opened.steps[DipAuditStep.DISCUSSED].note == "Two visits count as often."
    assert not opened.is_supervisor


def test_only_what_was_handed_in_is_discussed_and_once(sqlite_audited: Audited) -> None:
    audit_id = sqlite_audited.asked()
    with pytest.raises(StepTakenError):
        sqlite_audited.discuss(audit_id)
    sqlite_audited.submit(audit_id)
    sqlite_audited.discuss(audit_id)
    with pytest.raises(StepTakenError):
        sqlite_audited.discuss(audit_id)


def test_only_what_was_not_handed_in_is_withdrawn(sqlite_audited: Audited) -> None:
    audit_id = sqlite_audited.submitted()
    with pytest.raises(StepTakenError):
        sqlite_audited.withdraw(audit_id)


def test_a_withdrawn_one_is_rated_no_more(sqlite_audited: Audited) -> None:
    audit_id = sqlite_audited.asked()
    sqlite_audited.withdraw(audit_id)
    assert sqlite_audited.opened(audit_id).part is Part.READ_WITHDRAWN
    with pytest.raises(RatingClosedError):
        sqlite_audited.save(audit_id)


@pytest.mark.parametrize("note", ["", "  \n", "x" * (MAXIMUM_REASON + 1)])
def test_a_step_without_a_note_is_not_taken(sqlite_audited: Audited, note: str) -> None:
    audit_id = sqlite_audited.asked()
    with pytest.raises(ReasonNeededError):
        sqlite_audited.withdraw(audit_id, note)


def test_the_second_rater_closes_nothing(sqlite_audited: Audited) -> None:
    audit_id = sqlite_audited.submitted()
    with pytest.raises(NotPermittedError):
        sqlite_audited.discuss(audit_id, by="support")
