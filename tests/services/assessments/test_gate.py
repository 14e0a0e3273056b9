"""Behind a gate nothing is saved before it is open; a shut one is signed with a day to ask again."""

from dataclasses import replace
from datetime import date

import pytest

from assessment_tool.core.gate import GateStanding
from assessment_tool.core.instrument import Absence
from assessment_tool.core.responses import Response
from assessment_tool.core.stored import answers_from_json
from assessment_tool.records import reading
from assessment_tool.services.access import NotFoundError
from assessment_tool.services.assessments.answers import NotSafeToAskError
from assessment_tool.services.assessments.ask_again import (
    AttemptDayError,
    NothingToAskAgainError,
    plan_attempt,
)
from assessment_tool.services.assessments.rescore import rescore
from assessment_tool.services.assessments.sign import NotReadyToSignError, gaps_of
from assessment_tool.services.my_work import AskAgain, my_work
from tests.services.case import Case
from tests.web.family import AT

OPENING = {
    "alone": Response("yes"),
    "setting": Response("home"),
    "interpreter": Response("nobody"),
    "contact": Response("By post."),
}
SHUTTING = {"alone": Response("no")}
AFRAID = {"afraid": Response("yes")}
AGAIN_ON = date(2026, 3, 11)


def start(case: Case) -> int:
    return case.start(replace(case.wanted("gate"), child_id=None))


def shut(case: Case) -> int:
    revision_id = start(case)
    case.save(revision_id, SHUTTING)
    return revision_id


def plan(case: Case, revision_id: int, on: date = AGAIN_ON, by: str = "worker") -> None:
    with case.acting(by) as (session, actor):
        plan_attempt(session, actor, revision_id, on, AT)


def ask_again(case: Case, by: str = "worker") -> list[AskAgain]:
    with reading(case.engine) as session:
        return list(my_work(session, case.actor(session, by), case.catalogue, AT).ask_again)


def test_nothing_behind_the_gate_is_saved_before_it_is_open(case: Case) -> None:
    revision_id = start(case)
    for before in ({}, {"alone": Response("yes")}, SHUTTING):
        case.save(revision_id, before)
        with pytest.raises(NotSafeToAskError) as refusal:
            case.save(revision_id, AFRAID)
        assert refusal.value.item_ids == {"afraid"}
    assert case.responses(revision_id).keys() == {"alone"}


def test_no_reason_for_no_answer_is_saved_behind_it_either(sqlite_case: Case) -> None:
    with pytest.raises(NotSafeToAskError):
        sqlite_case.save(start(sqlite_case), {"afraid": Response(absence=Absence.DECLINED)})


def test_what_opens_the_gate_does_not_carry_answers_through_it(sqlite_case: Case) -> None:
    revision_id = start(sqlite_case)
    with pytest.raises(NotSafeToAskError):
        sqlite_case.save(revision_id, {**OPENING, **AFRAID})
    assert sqlite_case.responses(revision_id) == {}


def test_once_open_everything_is_saved_and_nothing_more_with_what_shuts_it(sqlite_case: Case) -> None:
    revision_id = start(sqlite_case)
    sqlite_case.save(revision_id, OPENING)
    sqlite_case.save(revision_id, AFRAID)
    assert "words" in sqlite_case.opened(revision_id).asked
    with pytest.raises(NotSafeToAskError):
        sqlite_case.save(revision_id, {**SHUTTING, "words": Response("He shouted.")})
    assert sqlite_case.opened(revision_id).gate is GateStanding.OPEN


def test_an_answer_left_as_it_was_is_no_attempt_to_answer(sqlite_case: Case) -> None:
    revision_id = start(sqlite_case)
    sqlite_case.save(revision_id, OPENING)
    sqlite_case.save(revision_id, AFRAID)
    saved = sqlite_case.save(revision_id, {**SHUTTING, **AFRAID})
    assert saved.now.gate is GateStanding.SHUT
    assert saved.now.result.flags == ()
    assert sqlite_case.responses(revision_id)["afraid"] == Response("yes")


def test_a_shut_gate_is_signed_once_a_further_attempt_is_planned(case: Case) -> None:
    revision_id = shut(case)
    case.summarise(revision_id)
    with pytest.raises(NotReadyToSignError) as refusal:
        case.sign(revision_id)
    assert refusal.value.gaps.summary == ("further_attempt",)
    plan(case, revision_id)
    case.sign(revision_id)
    _, said = answers_from_json(case.revision(revision_id).responses_json or "")
    unsafe = Response(absence=Absence.NOT_SAFE_TO_ASK)
    assert said == {"alone": Response("no"), "afraid": unsafe, "words": unsafe}
    with reading(case.engine) as session:
        assert rescore(session).differences == []


def test_what_was_told_before_the_gate_shut_is_not_signed(sqlite_case: Case) -> None:
    revision_id = start(sqlite_case)
    sqlite_case.save(revision_id, OPENING)
    sqlite_case.save(revision_id, AFRAID)
    sqlite_case.save(revision_id, SHUTTING)
    sqlite_case.summarise(revision_id)
    plan(sqlite_case, revision_id)
    sqlite_case.sign(revision_id)
    _, said = answers_from_json(sqlite_case.revision(revision_id).responses_json or "")
    assert said["afraid"] == Response(absence=Absence.NOT_SAFE_TO_ASK)


def test_a_gate_that_waits_cannot_be_signed(sqlite_case: Case) -> None:
    revision_id = start(sqlite_case)
    sqlite_case.save(revision_id, {"alone": Response("yes")})
    gaps = gaps_of(sqlite_case.opened(revision_id))
    assert gaps.missing == ("setting", "interpreter", "contact")
    assert "further_attempt" in gaps.summary


def test_the_further_attempt_stands_on_my_work_until_somebody_asks_again(case: Case) -> None:
    revision_id = shut(case)
    plan(case, revision_id, date(2026, 3, 9))
    plan(case, revision_id)
    (one,) = ask_again(case)
    assert (one.listed.revision.id, one.planned_on, one.is_due) == (revision_id, AGAIN_ON, False)
    assert ask_again(case, "colleague") == []
    case.summarise(revision_id)
    case.sign(revision_id)
    assert len(ask_again(case, "supervisor")) == 1
    start(case)
    assert ask_again(case) == []


def test_it_is_due_on_its_day(sqlite_case: Case) -> None:
    plan(sqlite_case, shut(sqlite_case), AT.date())
    assert [one.is_due for one in ask_again(sqlite_case)] == [True]


def test_opening_the_gate_is_the_further_attempt(sqlite_case: Case) -> None:
    revision_id = shut(sqlite_case)
    plan(sqlite_case, revision_id)
    sqlite_case.save(revision_id, OPENING)
    assert ask_again(sqlite_case) == []
    assert sqlite_case.opened(revision_id).further_attempt is None


def test_asking_another_carer_is_not_the_further_attempt(sqlite_case: Case) -> None:
    plan(sqlite_case, shut(sqlite_case))
    wanted = sqlite_case.wanted("gate")
    sqlite_case.start(replace(wanted, child_id=None, carer_id=sqlite_case.example.father_id))
    assert len(ask_again(sqlite_case)) == 1


@pytest.mark.parametrize("on", [date(2026, 3, 3), date(2027, 3, 6)])
def test_a_day_that_is_past_or_far_away_is_refused(sqlite_case: Case, on: date) -> None:
    revision_id = shut(sqlite_case)
    with pytest.raises(AttemptDayError):
        plan(sqlite_case, revision_id, on)
    assert sqlite_case.opened(revision_id).further_attempt is None


def test_where_the_gate_is_not_shut_nothing_is_planned(sqlite_case: Case) -> None:
    with pytest.raises(NothingToAskAgainError):
        plan(sqlite_case, start(sqlite_case))
    with pytest.raises(NothingToAskAgainError):
        plan(sqlite_case, sqlite_case.start())


def test_strangers_and_readers_plan_nothing(sqlite_case: Case) -> None:
    revision_id = shut(sqlite_case)
    for username in ("colleague", "reader"):
        with pytest.raises(NotFoundError):
            plan(sqlite_case, revision_id, by=username)
