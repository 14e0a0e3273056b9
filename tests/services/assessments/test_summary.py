"""The summary of a draft: dates that can be, texts that nobody overwrites unseen, frozen once signed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from assessment_tool.clock import today
from assessment_tool.core.lifecycle import StepNotPossibleError
from assessment_tool.services.access import NotFoundError
from assessment_tool.services.assessments.summary import (
    ObservationError,
    Summary,
    SummaryChangedError,
    save_summary,
    summary_of,
)
from tests.services.case import SUMMARY, Case
from tests.web.family import AT

TODAY = today(AT)
TOMORROW = TODAY + timedelta(days=1)
BORN = date(2019, 9, 14)


def _save(case: Case, draft: int, summary: Summary, lock_version: int, by: str = "worker") -> int:
    with case.acting(by) as (session, actor):
        return save_summary(session, actor, draft, summary, lock_version=lock_version, at=AT)


def test_a_summary_comes_back_as_it_was_saved(case: Case) -> None:
    draft = case.start()
    lock = case.revision(draft).lock_version
    saved = _save(case, draft, SUMMARY, lock)
    stored = case.revision(draft)
    assert (summary_of(stored), stored.lock_version) == (SUMMARY, saved)
    assert saved > lock


def test_texts_of_a_summary_are_stored_composed_and_without_what_hides(case: Case) -> None:
    draft = case.start()
    typed = "Zoe\u0301\r\n\x00"
    lock = case.revision(draft).lock_version
    _save(case, draft, Summary(None, None, None, typed, typed, typed, typed), lock)
    assert summary_of(case.revision(draft)) == Summary(None, None, None, *["Zo\u00e9\n"] * 4)


def test_a_summary_that_somebody_else_changed_is_not_overwritten(case: Case) -> None:
    draft = case.start()
    lock = case.revision(draft).lock_version
    theirs = replace(SUMMARY, analysis="Theirs.")
    newer = _save(case, draft, theirs, lock, by="support")
    with pytest.raises(SummaryChangedError) as told:
        _save(case, draft, SUMMARY, lock)
    assert (told.value.theirs, told.value.lock_version) == (theirs, newer)
    assert summary_of(case.revision(draft)) == theirs
    assert _save(case, draft, SUMMARY, newer) > newer


def test_the_same_summary_sent_twice_is_no_conflict(case: Case) -> None:
    draft = case.start()
    lock = case.revision(draft).lock_version
    saved = _save(case, draft, SUMMARY, lock)
    assert _save(case, draft, SUMMARY, lock) == saved == case.revision(draft).lock_version


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [
        (None, TOMORROW, "observed_on"),
        (TODAY, TOMORROW, "observed_on"),
        (TOMORROW, None, "observed_from"),
        (TODAY, TODAY - timedelta(days=1), "observed_from"),
        (BORN - timedelta(days=1), TODAY, "observed_from"),
        (BORN - timedelta(days=1), None, "observed_from"),
        (None, BORN - timedelta(days=1), "observed_from"),
    ],
)
def test_days_that_cannot_be_are_refused(
    sqlite_case: Case, first: date | None, last: date | None, field: str
) -> None:
    draft = sqlite_case.start()
    with pytest.raises(ObservationError) as refusal:
        sqlite_case.summarise(draft, observed_from=first, observed_on=last)
    assert refusal.value.field == field
    assert summary_of(sqlite_case.revision(draft)) == Summary()


@pytest.mark.parametrize(
    ("first", "last"), [(TODAY, TODAY), (BORN, BORN), (None, TODAY), (BORN, None), (None, None)]
)
def test_days_at_the_edge_are_taken(sqlite_case: Case, first: date | None, last: date | None) -> None:
    draft = sqlite_case.start()
    sqlite_case.summarise(draft, observed_from=first, observed_on=last)
    stored = sqlite_case.revision(draft)
    assert (stored.observed_from, stored.observed_on) == (first, last)


def test_an_assessment_of_an_adult_knows_no_birth(sqlite_case: Case) -> None:
    draft = sqlite_case.start(replace(sqlite_case.wanted("about-adult"), child_id=None))
    sqlite_case.summarise(draft, observed_from=date(2001, 1, 1))


def test_a_signed_summary_is_frozen(case: Case) -> None:
    signed = case.signed()
    with pytest.raises(StepNotPossibleError):
        case.summarise(signed, analysis="Forged.")
    assert summary_of(case.revision(signed)) == SUMMARY


def test_only_those_who_draft_save_a_summary(case: Case) -> None:
    draft = case.start()
    for by in ("reader", "manager", "colleague"):
        with pytest.raises(NotFoundError, match="assessment"):
            case.summarise(draft, by=by)
    assert summary_of(case.revision(draft)) == Summary()
