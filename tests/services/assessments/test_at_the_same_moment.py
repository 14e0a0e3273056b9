"""Real transactions that meet: one wins, the other is told so, and nothing is overwritten."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial

import pytest
from sqlalchemy import select

from assessment_tool.core.lifecycle import Standing, StepNotPossibleError
from assessment_tool.core.responses import Response
from assessment_tool.records import Response as ResponseRow
from assessment_tool.services.assessments.answers import Edit, Saved, save_answers
from assessment_tool.services.assessments.review import AmendmentOpenError, countersign, void
from assessment_tool.services.assessments.sign import sign
from assessment_tool.services.assessments.summary import SummaryChangedError, save_summary
from tests.services.at_once import PATIENCE, at_once
from tests.services.case import ANSWERS, SUMMARY, Case
from tests.web.family import AT

ROUNDS = 5
ONLY_POSTGRESQL = pytest.mark.parametrize(
    "engine", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)
"""On SQLite a writer has the whole database: what these provoke cannot begin there."""


def _saving(case: Case, draft: int, item_id: str, said: str, by: str) -> Callable[[], Saved]:
    def save() -> Saved:
        with case.acting(by) as (session, actor):
            return save_answers(session, actor, draft, [Edit(item_id, 0, Response(evidence=said))], AT)

    return save


def test_of_two_answers_to_one_item_one_stands_and_one_is_handed_back(case: Case) -> None:
    for _ in range(ROUNDS):
        draft = case.start()
        both = at_once(
            _saving(case, draft, "food", "Mine.", "worker"),
            _saving(case, draft, "food", "Theirs.", "support"),
        )
        saved = [one for one in both if isinstance(one, Saved)]
        assert len(saved) == 2, both
        winner, loser = sorted(saved, key=lambda one: len(one.conflicts))
        assert (winner.conflicts, winner.versions) == ((), {"food": 1})
        (conflict,) = loser.conflicts
        stored = case.responses(draft)["food"]
        assert {conflict.mine.evidence, stored.evidence} == {"Mine.", "Theirs."}
        assert conflict.theirs == stored


def test_answers_to_two_items_both_stand(case: Case) -> None:
    for _ in range(ROUNDS):
        draft = case.start()
        both = at_once(
            _saving(case, draft, "food", "Mine.", "worker"),
            _saving(case, draft, "warmth", "Theirs.", "support"),
        )
        assert [isinstance(one, Saved) and not one.conflicts for one in both] == [True, True], both
        said = {item_id: one.evidence for item_id, one in case.responses(draft).items()}
        assert said == {"food": "Mine.", "warmth": "Theirs."}


def test_of_two_summaries_one_stands(case: Case) -> None:
    draft = case.start()
    lock = case.revision(draft).lock_version

    def summarising(by: str) -> Callable[[], int]:
        def save() -> int:
            with case.acting(by) as (session, actor):
                mine = type(SUMMARY)(analysis=f"By {by}.")
                return save_summary(session, actor, draft, mine, lock_version=lock, at=AT)

        return save

    outcomes = at_once(summarising("worker"), summarising("support"))
    (refused,) = [one for one in outcomes if isinstance(one, SummaryChangedError)]
    assert case.revision(draft).analysis == refused.theirs.analysis
    assert refused.lock_version == case.revision(draft).lock_version


def test_of_two_signatures_one_counts(case: Case) -> None:
    draft = case.complete()
    outcomes = at_once(partial(case.sign, draft), partial(case.sign, draft, by="supervisor"))
    assert [type(one) for one in outcomes if one is not None] == [StepNotPossibleError], outcomes
    assert case.opened(draft).standing is Standing.SIGNED


def test_an_answer_that_meets_a_signature_is_in_it_or_refused(case: Case) -> None:
    for _ in range(ROUNDS):
        draft = case.complete()
        _, answered = at_once(
            partial(case.sign, draft),
            _saving(case, draft, "words", "Late.", "support"),
        )
        opened = case.opened(draft)
        assert opened.standing is Standing.SIGNED
        is_in = "words" in opened.responses
        assert isinstance(answered, Saved) if is_in else isinstance(answered, StepNotPossibleError)
        assert is_in == ("Late." in (opened.revision.responses_json or ""))


def test_of_two_countersignatures_one_counts(case: Case) -> None:
    signed = case.signed()
    outcomes = at_once(*[partial(case.countersign, signed)] * 2)
    assert [type(one) for one in outcomes if one is not None] == [StepNotPossibleError], outcomes
    assert case.opened(signed).standing is Standing.COUNTERSIGNED


def test_a_return_that_meets_a_countersignature_comes_first_or_is_refused(case: Case) -> None:
    for _ in range(ROUNDS):
        signed = case.signed()
        outcomes = at_once(partial(case.countersign, signed), partial(case.hand_back, signed))
        assert [type(one) for one in outcomes if isinstance(one, Exception)] == [StepNotPossibleError], (
            outcomes
        )
        assert case.opened(signed).standing in {Standing.COUNTERSIGNED, Standing.RETURNED}


def test_of_two_amendments_one_is_opened(case: Case) -> None:
    signed = case.signed()
    outcomes = at_once(partial(case.amend, signed), partial(case.amend, signed, by="supervisor"))
    (refused,) = [one for one in outcomes if isinstance(one, Exception)]
    assert isinstance(refused, AmendmentOpenError), outcomes
    assert [one for one in outcomes if isinstance(one, int)] == [refused.revision_id]


@ONLY_POSTGRESQL
def test_what_was_read_before_the_lock_is_not_taken_for_what_stands(case: Case) -> None:
    draft = case.start()
    case.save(draft, {"food": Response(evidence="First.")})
    with case.acting() as (session, actor):
        (read,) = session.scalars(select(ResponseRow)).all()
        assert read.version == 1
        case.save(draft, {"food": Response(evidence="Theirs.")}, by="support")
        mine = Edit("food", 1, Response(evidence="Mine."))
        saved = save_answers(session, actor, draft, [mine], AT)
        assert read.version == 2
    assert [one.theirs.evidence for one in saved.conflicts] == ["Theirs."]
    assert case.responses(draft)["food"].evidence == "Theirs."


@ONLY_POSTGRESQL
def test_an_amendment_signed_while_a_countersignature_is_made_comes_after_it(case: Case) -> None:
    signed = case.signed()
    amendment = case.amend(signed)
    content = case.revision(signed).content_sha256 or ""
    with case.acting("supervisor") as (session, actor):
        countersign(session, actor, signed, content, AT)
        waiting = _waiting_for_this(lambda: case.sign(amendment))
    assert _outcome(waiting) is None
    assert case.opened(signed).standing is Standing.SUPERSEDED


@ONLY_POSTGRESQL
def test_a_countersignature_made_while_an_amendment_is_signed_comes_too_late(case: Case) -> None:
    signed = case.signed()
    amendment = case.amend(signed)
    with case.acting() as (session, actor):
        sign(session, actor, case.catalogue, amendment, AT)
        waiting = _waiting_for_this(lambda: case.countersign(signed))
    assert isinstance(_outcome(waiting), StepNotPossibleError)
    assert case.opened(signed).standing is Standing.SUPERSEDED


def _waiting_for_this(act: Callable[[], None]) -> Future[None]:
    """An act begun in another transaction, which waits until the one that is open here is over."""
    pool = ThreadPoolExecutor(1)
    waiting = pool.submit(act)
    pool.shutdown(wait=False)
    with pytest.raises(TimeoutError):
        waiting.result(timeout=0.5)
    return waiting


def _outcome(waiting: Future[None]) -> BaseException | None:
    return waiting.exception(timeout=PATIENCE)


def test_an_amended_assessment_is_not_voided_beneath_its_amendment(case: Case) -> None:
    signed = case.signed()
    amendment = case.amend(signed)
    with case.acting("supervisor") as (session, actor), pytest.raises(AmendmentOpenError) as refusal:
        void(session, actor, signed, "The wrong child.", AT)
    assert refusal.value.revision_id == amendment
    assert case.responses(amendment) == ANSWERS
