"""How often care was observed: asked by some instruments, needed before signing, part of what is signed."""

from dataclasses import replace

import pytest
from sqlalchemy import select, text

from assessment_tool.core.responses import Response
from assessment_tool.records import SummaryEdit, reading
from assessment_tool.services.assessments.rescore import Difference, Rescored, rescore
from assessment_tool.services.assessments.sign import NotReadyToSignError
from assessment_tool.services.assessments.summary import ObservationError, summary_of
from tests.services.case import Case


def _watched(case: Case, times: int | None, *, on_paper_by: str = "") -> int:
    draft = case.start(replace(case.wanted("watched"), original_assessor=on_paper_by))
    case.save(draft, {"story": Response(value="Breakfast, twice.")})
    case.summarise(draft, times_observed=times)
    return draft


def _rescored(case: Case) -> Rescored:
    with reading(case.engine) as session:
        return rescore(session)


def test_the_number_is_kept_with_every_state_of_the_summary(case: Case) -> None:
    draft = _watched(case, 2)
    case.summarise(draft, times_observed=None)
    with reading(case.engine) as session:
        edits = session.scalars(select(SummaryEdit).order_by(SummaryEdit.id)).all()
    assert [one.times_observed for one in edits] == [2, None]
    assert case.revision(draft).times_observed is None


@pytest.mark.parametrize("times", [None, 1])
@pytest.mark.parametrize("on_paper_by", ["", "Ines Roth"])
def test_too_few_observations_are_a_gap_on_paper_too(case: Case, times: int | None, on_paper_by: str) -> None:
    draft = _watched(case, times, on_paper_by=on_paper_by)
    with pytest.raises(NotReadyToSignError) as refusal:
        case.sign(draft)
    assert refusal.value.gaps.summary == ("times_observed",)


@pytest.mark.parametrize("times", [0, -1, 401])
def test_a_number_that_cannot_be_is_refused(sqlite_case: Case, times: int) -> None:
    draft = _watched(sqlite_case, 2)
    with pytest.raises(ObservationError) as refusal:
        sqlite_case.summarise(draft, times_observed=times)
    assert refusal.value.field == "times_observed"
    assert sqlite_case.revision(draft).times_observed == 2


@pytest.mark.parametrize("times", [2, 400])
def test_enough_observations_are_signed_and_hold_when_scored_again(case: Case, times: int) -> None:
    signed = _watched(case, times)
    case.sign(signed)
    assert case.revision(signed).times_observed == times
    assert _rescored(case) == Rescored(checked=1, differences=[])


def test_a_number_that_was_changed_after_the_signature_is_found(sqlite_case: Case) -> None:
    signed = _watched(sqlite_case, 2)
    sqlite_case.sign(signed)
    with sqlite_case.acting() as (session, _):
        session.execute(text("DROP TRIGGER revisions_no_update_once_signed"))
        session.execute(text("UPDATE revisions SET times_observed = 9"))
    what = "the stored content does not match the hash that was signed"
    assert _rescored(sqlite_case).differences == [Difference(signed, what)]


def test_an_amendment_begins_with_the_number_that_was_signed(sqlite_case: Case) -> None:
    signed = _watched(sqlite_case, 3)
    sqlite_case.sign(signed)
    amendment = sqlite_case.amend(signed)
    assert summary_of(sqlite_case.revision(amendment)) == summary_of(sqlite_case.revision(signed))
    assert sqlite_case.revision(amendment).times_observed == 3


def test_no_number_is_kept_where_the_instrument_does_not_ask_for_one(sqlite_case: Case) -> None:
    draft = sqlite_case.complete(times_observed=3)
    assert sqlite_case.revision(draft).times_observed is None
    sqlite_case.sign(draft)
