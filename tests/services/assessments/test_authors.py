"""Whose work an assessment is: whoever wrote any of it, in whichever revision, never approves it."""

from dataclasses import replace

import pytest

from assessment_tool.core.permissions import Refusal
from assessment_tool.core.responses import Response
from assessment_tool.services.access import NotPermittedError
from tests.services.case import ANSWERS, Case


def _is_refused_as_own_work(case: Case, signed: int) -> None:
    with pytest.raises(NotPermittedError) as refusal:
        case.countersign(signed)
    assert refusal.value.reason is Refusal.OWN_WORK


def _names(case: Case, revision_id: int) -> set[str]:
    authors = case.opened(revision_id).authors
    return {name for name, user_id in case.example.users.items() if user_id in authors}


def test_whoever_wrote_the_analysis_does_not_approve_it(case: Case) -> None:
    draft = case.complete()
    case.summarise(draft, by="supervisor", analysis="Written by the supervisor.")
    case.sign(draft)
    _is_refused_as_own_work(case, draft)


def test_whoever_wrote_an_analysis_that_was_overwritten_since_does_not_approve_it(case: Case) -> None:
    draft = case.complete()
    case.summarise(draft, by="supervisor", analysis="Written by the supervisor.")
    case.summarise(draft, analysis="Written anew by the worker.")
    case.sign(draft)
    _is_refused_as_own_work(case, draft)


def test_whoever_gave_an_answer_that_was_overwritten_since_does_not_approve_it(case: Case) -> None:
    draft = case.complete()
    case.save(draft, {"food": Response(value="5", evidence="None.")}, by="supervisor")
    case.save(draft, ANSWERS)
    case.sign(draft)
    _is_refused_as_own_work(case, draft)


def test_whoever_wrote_in_an_earlier_revision_does_not_approve_a_later_one(case: Case) -> None:
    draft = case.complete()
    case.summarise(draft, by="supervisor", analysis="Written by the supervisor.")
    case.sign(draft)
    amendment = case.amend(draft)
    case.summarise(amendment, analysis="Written anew by the worker.")
    case.sign(amendment)
    _is_refused_as_own_work(case, amendment)


def test_whoever_started_it_is_one_of_its_authors(case: Case) -> None:
    draft = case.start(by="support")
    case.save(draft, ANSWERS)
    assert _names(case, draft) == {"support", "worker"}


def test_a_summary_saved_as_it_was_makes_nobody_an_author(case: Case) -> None:
    draft = case.complete()
    case.summarise(draft, by="supervisor")
    case.sign(draft)
    assert _names(case, draft) == {"worker"}
    case.countersign(draft)


def test_the_supervisor_who_returned_it_has_written_nothing_and_approves_it_later(case: Case) -> None:
    second = case.hand_back(case.signed())
    case.sign(second)
    assert _names(case, second) == {"worker"}
    case.countersign(second)


def test_a_paper_assessment_is_the_work_of_whoever_entered_it(case: Case) -> None:
    paper = case.signed(replace(case.wanted(), original_assessor="Zoe Lang"))
    assert _names(case, paper) == {"worker"}
