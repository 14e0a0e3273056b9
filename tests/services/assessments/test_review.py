"""After signing: countersigned by another hand, returned, amended, voided; what was signed never moves."""

from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import func, select, text

from assessment_tool.core.lifecycle import EventKind, Standing, StepNotPossibleError
from assessment_tool.core.permissions import Action, Refusal
from assessment_tool.core.responses import Response
from assessment_tool.records import AssessmentEvent, OpenedBecause, Revision, reading
from assessment_tool.services.access import NotFoundError, NotPermittedError
from assessment_tool.services.assessments.noting import note
from assessment_tool.services.assessments.opened import OpenedAssessment
from assessment_tool.services.assessments.review import (
    MAXIMUM_REASON,
    AmendmentOpenError,
    ContentChangedError,
    ReasonNeededError,
)
from assessment_tool.services.assessments.summary import summary_of
from tests.services.case import ANSWERS, SUMMARY, Case
from tests.web.family import AT

ROWS_OF = {
    "revisions": "SELECT * FROM revisions WHERE id = :id",
    "responses": "SELECT * FROM responses WHERE revision_id = :id ORDER BY item_id",
    "response_history": "SELECT * FROM response_history WHERE revision_id = :id ORDER BY id",
    "results": "SELECT * FROM results WHERE revision_id = :id",
}


def _rows(case: Case, revision_id: int) -> Mapping[str, Any]:
    """Every stored cell of a revision."""
    with reading(case.engine) as session:
        return {
            table: [tuple(row) for row in session.execute(text(query), {"id": revision_id})]
            for table, query in ROWS_OF.items()
        }


def _kinds(opened: OpenedAssessment) -> list[EventKind]:
    return [event.kind for event in opened.events if event.revision_id == opened.revision.id]


def _events(case: Case) -> int | None:
    with reading(case.engine) as session:
        return session.scalar(select(func.count()).select_from(AssessmentEvent))


def test_another_hand_countersigns(case: Case) -> None:
    signed = case.signed()
    before = _rows(case, signed)
    case.countersign(signed)
    opened = case.opened(signed)
    assert opened.standing is Standing.COUNTERSIGNED
    assert _rows(case, signed) == before
    last = opened.events[-1]
    assert (last.by_id, last.content_sha256) == (
        case.example.users["supervisor"],
        opened.revision.content_sha256,
    )


@pytest.mark.parametrize("step", ["countersign", "hand_back", "void"])
def test_nobody_reviews_what_they_signed(case: Case, step: str) -> None:
    draft = case.complete()
    case.sign(draft, by="supervisor")
    with pytest.raises(NotPermittedError) as refusal:
        getattr(case, step)(draft)
    assert refusal.value.reason is Refusal.OWN_WORK
    assert case.opened(draft).standing is Standing.SIGNED


@pytest.mark.parametrize("step", ["countersign", "hand_back", "void"])
def test_nobody_reviews_a_form_in_which_they_gave_an_answer(case: Case, step: str) -> None:
    draft = case.complete()
    case.save(draft, {"words": Response(value="I like my aunt.")}, by="supervisor")
    case.sign(draft)
    with pytest.raises(NotPermittedError) as refusal:
        getattr(case, step)(draft)
    assert refusal.value.reason is Refusal.OWN_WORK


def test_an_answer_given_before_a_return_is_still_ones_own_work(case: Case) -> None:
    draft = case.complete()
    case.save(draft, {"words": Response(value="I like my aunt.")}, by="supervisor")
    case.sign(draft)
    amendment = case.amend(draft)
    case.sign(amendment)
    with pytest.raises(NotPermittedError) as refusal:
        case.countersign(amendment)
    assert refusal.value.reason is Refusal.OWN_WORK


@pytest.mark.parametrize("content", ["0" * 64, "x"])
def test_only_the_content_that_was_read_is_approved(case: Case, content: str) -> None:
    signed = case.signed()
    with pytest.raises(ContentChangedError):
        case.countersign(signed, content=content)
    assert case.opened(signed).standing is Standing.SIGNED


@pytest.mark.parametrize("by", ["worker", "support", "manager", "reader"])
@pytest.mark.parametrize("step", ["countersign", "hand_back", "void"])
def test_only_a_supervisor_reviews(sqlite_case: Case, step: str, by: str) -> None:
    signed = sqlite_case.signed()
    with pytest.raises(NotPermittedError) as refusal:
        getattr(sqlite_case, step)(signed, by=by)
    assert refusal.value.reason is Refusal.ROLE


@pytest.mark.parametrize("step", ["countersign", "hand_back", "void", "amend"])
def test_to_those_who_do_not_see_the_family_there_is_nothing_to_review(sqlite_case: Case, step: str) -> None:
    signed = sqlite_case.signed()
    for by in ("colleague", "admin", "auditor"):
        with pytest.raises(NotFoundError, match="assessment"):
            getattr(sqlite_case, step)(signed, by=by)


def test_a_draft_is_neither_countersigned_nor_returned_nor_amended(case: Case) -> None:
    draft = case.complete()
    for step in (case.countersign, case.hand_back, case.amend):
        with pytest.raises(StepNotPossibleError):
            step(draft)
    assert case.opened(draft).standing is Standing.DRAFT


def test_nothing_is_countersigned_twice_or_after_a_return(case: Case) -> None:
    twice, returned = case.signed(), case.signed()
    case.countersign(twice)
    case.hand_back(returned)
    before = _events(case)
    for signed in (twice, returned):
        with pytest.raises(StepNotPossibleError):
            case.countersign(signed)
        with pytest.raises(StepNotPossibleError):
            case.hand_back(signed)
    assert _events(case) == before


def test_a_return_leaves_every_cell_of_the_signed_revision_as_it_was(case: Case) -> None:
    draft = case.complete()
    case.save(draft, {"food": Response(value="1")})
    case.sign(draft)
    before = _rows(case, draft)
    case.hand_back(draft)
    assert _rows(case, draft) == before
    assert [len(rows) for rows in before.values()] == [1, 2, 1, 1]


def test_a_return_opens_a_draft_with_everything_that_was_said(case: Case) -> None:
    signed = case.signed()
    draft = case.hand_back(signed, "  Say more\r\nabout food. ")
    old, new = case.opened(signed), case.opened(draft)
    assert (old.standing, new.standing) == (Standing.RETURNED, Standing.DRAFT)
    assert new.responses == ANSWERS
    assert summary_of(new.revision) == SUMMARY
    assert new.return_reason == "Say more\nabout food."
    assert new.revision.opened_because is OpenedBecause.RETURNED
    assert (new.revision.number, new.revision.based_on_id) == (2, signed)
    assert new.revision.author_id == case.example.users["worker"]
    assert new.revision.definition_sha256 == old.revision.definition_sha256
    assert (new.revision.signed_at, new.revision.content_sha256) == (None, None)


def test_a_return_is_noted_with_its_reason_and_the_new_draft(case: Case) -> None:
    signed = case.signed()
    draft = case.hand_back(signed, "Say more.")
    opened = case.opened(signed)
    (noted,) = [event for event in opened.events if event.kind is EventKind.RETURNED]
    assert (noted.reason, noted.other_revision_id) == ("Say more.", draft)
    assert noted.by_id == case.example.users["supervisor"]
    assert _kinds(opened) == [EventKind.OPENED, EventKind.SIGNED, EventKind.RETURNED]


def test_a_returned_draft_is_answered_signed_and_countersigned_anew(case: Case) -> None:
    first = case.signed()
    second = case.hand_back(first)
    case.save(
        second, {"food": Response(value="4", evidence="Empty twice."), "hungry_days": Response(value="2")}
    )
    case.sign(second)
    third = case.hand_back(second)
    case.sign(third)
    case.countersign(third)
    assert [case.opened(one).standing for one in (first, second, third)] == [
        Standing.RETURNED,
        Standing.RETURNED,
        Standing.COUNTERSIGNED,
    ]
    assert case.responses(first) == ANSWERS
    assert case.revision(third).number == 3


@pytest.mark.parametrize("reason", ["", " \r\n", "\x00", "x" * (MAXIMUM_REASON + 1)], ids=len)
@pytest.mark.parametrize("step", ["hand_back", "amend", "void"])
def test_a_step_back_needs_its_reason_in_writing(sqlite_case: Case, step: str, reason: str) -> None:
    signed = sqlite_case.signed()
    before = _events(sqlite_case)
    with pytest.raises(ReasonNeededError):
        getattr(sqlite_case, step)(signed, reason)
    assert _events(sqlite_case) == before


@pytest.mark.parametrize("is_countersigned", [False, True])
def test_an_amended_assessment_counts_until_the_amendment_is_signed(
    case: Case, *, is_countersigned: bool
) -> None:
    old = case.signed()
    if is_countersigned:
        case.countersign(old)
    held, before = case.opened(old).standing, _rows(case, old)
    new = case.amend(old, "A wrong date.")
    assert (case.opened(old).standing, held.counts) == (held, True)
    assert case.opened(new).revision.opened_because is OpenedBecause.AMENDED
    assert case.responses(new) == ANSWERS
    case.summarise(new, analysis="Put right.")
    case.sign(new)
    assert (case.opened(old).standing, case.opened(new).standing) == (Standing.SUPERSEDED, Standing.SIGNED)
    assert _rows(case, old) == before
    last = next(event for event in case.opened(old).events if event.kind is EventKind.SUPERSEDED)
    assert (last.reason, last.other_revision_id, last.revision_id) == ("A wrong date.", new, old)


def test_there_is_one_amendment_at_a_time(case: Case) -> None:
    signed = case.signed()
    first = case.amend(signed)
    with pytest.raises(AmendmentOpenError) as refusal:
        case.amend(signed, by="supervisor")
    assert refusal.value.revision_id == first
    case.void(first)
    assert case.amend(signed) != first


@pytest.mark.parametrize("step", ["hand_back", "void"])
def test_what_is_being_amended_is_neither_returned_nor_voided(case: Case, step: str) -> None:
    """Or two drafts would replace one revision, and it would be superseded after its end."""
    signed = case.signed()
    amendment = case.amend(signed)
    with pytest.raises(AmendmentOpenError) as refusal:
        getattr(case, step)(signed)
    assert refusal.value.revision_id == amendment
    case.countersign(signed)
    case.sign(amendment)
    assert case.opened(signed).standing is Standing.SUPERSEDED


def test_what_has_ended_is_never_superseded(case: Case) -> None:
    """The services do not let it come to this; the signature looks all the same before it writes."""
    signed = case.signed()
    amendment = case.amend(signed)
    with case.acting("supervisor") as (session, actor):
        note(session, session.get_one(Revision, signed), EventKind.VOIDED, actor, AT)
    with pytest.raises(StepNotPossibleError):
        case.sign(amendment)
    assert case.opened(signed).standing is Standing.VOIDED
    assert case.opened(amendment).standing is Standing.DRAFT


def test_only_the_qualified_amend(sqlite_case: Case) -> None:
    signed = sqlite_case.signed()
    for by in ("support", "manager", "reader"):
        with pytest.raises(NotPermittedError) as refusal:
            sqlite_case.amend(signed, by=by)
        assert (refusal.value.action, refusal.value.reason) == (Action.AMEND_ASSESSMENT, Refusal.ROLE)


def test_a_voided_assessment_stays_readable_and_is_the_end(case: Case) -> None:
    signed = case.signed()
    case.countersign(signed)
    before = _rows(case, signed)
    case.void(signed, "The wrong child.")
    opened = case.opened(signed)
    assert opened.standing is Standing.VOIDED
    assert (opened.events[-1].reason, opened.responses) == ("The wrong child.", ANSWERS)
    assert _rows(case, signed) == before
    for step in (case.countersign, case.hand_back, case.amend, case.void):
        with pytest.raises(StepNotPossibleError):
            step(signed)


def test_a_voided_draft_is_never_signed(case: Case) -> None:
    draft = case.complete()
    case.void(draft)
    with pytest.raises(StepNotPossibleError):
        case.sign(draft)
    assert case.opened(draft).standing is Standing.VOIDED
