"""A draft that was begun by mistake is discarded by its own author, for good, and never after a signature."""

from dataclasses import replace
from functools import partial

import pytest

from assessment_tool.core.lifecycle import EventKind, Standing, StepNotPossibleError
from assessment_tool.core.permissions import Action, Refusal
from assessment_tool.records import reading
from assessment_tool.services.access import NotFoundError, NotPermittedError
from assessment_tool.services.assessments.discard import CannotDiscardError
from assessment_tool.services.assessments.review import MAXIMUM_REASON, ReasonNeededError
from assessment_tool.services.my_work import my_work
from tests.services.assessments.test_gate import AGAIN_ON, ask_again, plan, shut, start
from tests.services.at_once import at_once
from tests.services.case import ANSWERS, Case
from tests.web.family import AT

ROUNDS = 5


def _drafts(case: Case) -> list[int]:
    with reading(case.engine) as session:
        return [one.revision.id for one in my_work(session, case.actor(session), case.catalogue, AT).drafts]


def test_a_discarded_draft_stays_readable_and_leaves_the_work(case: Case) -> None:
    draft = case.complete()
    assert _drafts(case) == [draft]
    case.discard(draft, " About the wrong\r\nchild. ")
    opened = case.opened(draft)
    assert (opened.standing, opened.responses) == (Standing.DISCARDED, ANSWERS)
    last = opened.events[-1]
    assert (last.kind, last.reason) == (EventKind.DISCARDED, "About the wrong\nchild.")
    assert last.by_id == case.example.users["worker"]
    assert _drafts(case) == []


def test_a_discarded_draft_is_the_end(case: Case) -> None:
    draft = case.complete()
    case.discard(draft)
    for step in (case.discard, case.sign, case.void, case.hand_back, case.amend):
        with pytest.raises(StepNotPossibleError):
            step(draft)
    with pytest.raises(StepNotPossibleError):
        case.save(draft, {"words": ANSWERS["food"]})
    with pytest.raises(StepNotPossibleError):
        case.summarise(draft, analysis="More.")
    assert case.responses(draft) == ANSWERS


@pytest.mark.parametrize("by", ["support", "supervisor"])
def test_somebody_elses_draft_is_not_discarded_even_by_who_wrote_in_it(sqlite_case: Case, by: str) -> None:
    draft = sqlite_case.start()
    sqlite_case.save(draft, ANSWERS, by=by)
    with pytest.raises(NotPermittedError) as refusal:
        sqlite_case.discard(draft, by=by)
    assert (refusal.value.action, refusal.value.reason) == (Action.DISCARD_DRAFT, Refusal.ANOTHERS_WORK)
    assert sqlite_case.opened(draft).is_draft


def test_another_familys_draft_is_not_there_to_be_discarded(sqlite_case: Case) -> None:
    draft = sqlite_case.start()
    with pytest.raises(NotFoundError, match="assessment"):
        sqlite_case.discard(draft, by="colleague")


@pytest.mark.parametrize("reason", ["", " \r\n", "\x00", "x" * (MAXIMUM_REASON + 1)], ids=len)
def test_discarding_needs_its_reason_in_writing(sqlite_case: Case, reason: str) -> None:
    draft = sqlite_case.start()
    with pytest.raises(ReasonNeededError):
        sqlite_case.discard(draft, reason)
    assert sqlite_case.opened(draft).is_draft


def test_what_was_signed_before_is_never_discarded(case: Case) -> None:
    returned, amendment = case.hand_back(case.signed()), case.amend(case.signed())
    for draft, instead in ((returned, "signed again"), (amendment, "amends a signed assessment")):
        with pytest.raises(CannotDiscardError, match=instead):
            case.discard(draft)
        assert case.opened(draft).is_draft
        case.void(draft)


def test_a_signed_assessment_is_not_discarded(case: Case) -> None:
    signed = case.signed()
    with pytest.raises(StepNotPossibleError):
        case.discard(signed)
    assert case.opened(signed).standing is Standing.SIGNED


def test_of_a_signature_and_a_discard_at_the_same_moment_one_stands(case: Case) -> None:
    for _ in range(ROUNDS):
        draft = case.complete()
        both = at_once(partial(case.sign, draft), partial(case.discard, draft))
        lost = [one for one in both if one is not None]
        assert [type(one) for one in lost] == [StepNotPossibleError], both
        opened = case.opened(draft)
        assert (opened.standing is Standing.SIGNED) == (both[0] is None)
        assert (opened.revision.signed_at is None) == (opened.standing is Standing.DISCARDED)


def test_whoever_was_to_be_asked_again_is_so_still_when_the_new_draft_was_a_mistake(case: Case) -> None:
    before = shut(case)
    plan(case, before)
    case.summarise(before)
    case.sign(before)
    mistaken = start(case)
    assert ask_again(case) == []
    case.discard(mistaken)
    (planned,) = ask_again(case)
    assert (planned.listed.revision.id, planned.planned_on) == (before, AGAIN_ON)


def test_nobody_is_asked_again_who_is_nobodys_mistake(case: Case) -> None:
    draft = shut(case)
    plan(case, draft)
    other = case.start(replace(case.wanted("gate"), child_id=None, carer_id=case.example.father_id))
    case.discard(other)
    (planned,) = ask_again(case)
    assert planned.listed.revision.id == draft
