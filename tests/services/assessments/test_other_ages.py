"""An answer stands by the descriptions that were read: where the age brings others, it is confirmed."""

from datetime import date

import pytest

from assessment_tool.core.instrument import Absence
from assessment_tool.core.responses import NO_RESPONSE, Response
from assessment_tool.core.visibility import AskedItem
from assessment_tool.services.assessments.answers import Edit, save_answers
from assessment_tool.services.assessments.sign import NotReadyToSignError, gaps_of
from tests.services.case import Case
from tests.web.assessments.workspace import CATALOGUE
from tests.web.family import AT

TWO_YEARS_BEFORE = date(2024, 3, 1)
GRADE = Response(value="2", evidence="Seen.")


@pytest.fixture
def graded(sqlite_case: Case) -> Case:
    """The family, assessed with the graded care scale."""
    return Case(sqlite_case.engine, sqlite_case.example, CATALOGUE)


def _band(asked: AskedItem) -> str:
    return asked.band.id if asked.band else ""


def _answered_now_observed_then(case: Case) -> tuple[int, set[str]]:
    """A whole draft whose last day turns out to be two years earlier, and the items that read otherwise."""
    draft = case.start(case.wanted("graded-care"))
    now = case.opened(draft).asked
    case.save(draft, dict.fromkeys(now, GRADE))
    case.summarise(draft, observed_from=None, observed_on=TWO_YEARS_BEFORE)
    then = case.opened(draft).asked
    return draft, {item for item, asked in then.items() if item in now and _band(asked) != _band(now[item])}


def _save(case: Case, draft: int, edit: Edit) -> None:
    with case.acting() as (session, actor):
        save_answers(session, actor, draft, [edit], AT)


def test_what_was_answered_for_another_age_keeps_it_from_being_signed(graded: Case) -> None:
    draft, other = _answered_now_observed_then(graded)
    assert other
    with pytest.raises(NotReadyToSignError) as refusal:
        graded.sign(draft)
    assert set(refusal.value.gaps.for_another_age) == other
    assert not refusal.value.gaps.lacking_evidence


def test_a_change_back_to_the_first_day_takes_the_doubt_away(graded: Case) -> None:
    draft, _ = _answered_now_observed_then(graded)
    graded.summarise(draft, times_observed=2)
    assert graded.opened(draft).for_another_age == ()
    graded.sign(draft)


def test_an_answer_is_confirmed_as_it_stands(graded: Case) -> None:
    draft, other = _answered_now_observed_then(graded)
    for item in other:
        _save(graded, draft, Edit(item, 1, GRADE, is_confirmed=True))
    opened = graded.opened(draft)
    assert opened.for_another_age == ()
    assert {opened.versions[item] for item in other} == {2}


def test_another_grade_is_given_by_the_descriptions_that_were_read(graded: Case) -> None:
    draft, other = _answered_now_observed_then(graded)
    item = min(other)
    graded.save(draft, {item: Response(value="3")})
    assert set(graded.opened(draft).for_another_age) == other - {item}


def test_more_evidence_alone_does_not_confirm_a_grade(graded: Case) -> None:
    draft, other = _answered_now_observed_then(graded)
    item = min(other)
    graded.save(draft, {item: Response(value="2", evidence="Seen twice.")})
    assert item in graded.opened(draft).for_another_age


def test_a_grade_sent_from_a_page_of_the_other_age_is_still_for_that_age(graded: Case) -> None:
    draft, other = _answered_now_observed_then(graded)
    item = min(other)
    seen = graded.opened(draft).age_bands[item]
    _save(graded, draft, Edit(item, 1, Response(value="3"), seen))
    assert item in graded.opened(draft).for_another_age


def test_a_band_that_the_item_does_not_have_confirms_nothing(graded: Case) -> None:
    draft, other = _answered_now_observed_then(graded)
    item = min(other)
    _save(graded, draft, Edit(item, 1, Response(value="3"), "x" * 10_000))
    opened = graded.opened(draft)
    assert (item in opened.for_another_age, opened.age_bands[item]) == (True, "")


def test_a_reason_for_no_answer_is_confirmed_like_an_answer_and_a_blank_is_not(graded: Case) -> None:
    draft, other = _answered_now_observed_then(graded)
    one, two, *_ = sorted(other)
    graded.summarise(draft)
    graded.save(draft, {one: Response(absence=Absence.NOT_OBSERVED), two: NO_RESPONSE})
    graded.summarise(draft, observed_from=None, observed_on=TWO_YEARS_BEFORE)
    gaps = gaps_of(graded.opened(draft))
    assert one in gaps.for_another_age
    assert two not in gaps.for_another_age
    assert two in gaps.missing


def test_a_new_draft_from_an_old_one_knows_for_which_age_it_was_answered(graded: Case) -> None:
    draft = graded.start(graded.wanted("graded-care"))
    graded.save(draft, dict.fromkeys(graded.opened(draft).asked, GRADE))
    graded.summarise(draft, times_observed=2)
    graded.sign(draft)
    second = graded.hand_back(draft)
    assert graded.opened(second).for_another_age == ()
    graded.summarise(second, observed_from=None, observed_on=TWO_YEARS_BEFORE)
    assert graded.opened(second).for_another_age
