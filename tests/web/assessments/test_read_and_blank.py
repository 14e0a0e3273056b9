"""The assessment to read, and the blank form to print."""

from collections.abc import Callable

import pytest

from assessment_tool.core.instrument import Absence
from assessment_tool.core.responses import Confidence, Response
from assessment_tool.records.assessments import Revision
from assessment_tool.records.engine import writing
from assessment_tool.records.families import Person
from tests.web.assessments.workspace import FIRST, Workspace
from tests.web.browsing import Browser


def test_a_draft_says_that_it_is_one(worker: Browser, workspace: Workspace) -> None:
    text = worker.open(f"/assessments/{workspace.draft()}/read").text
    assert "DRAFT. Not signed" in text
    assert "Not answered" in text


def test_every_answer_stands_with_its_anchor_evidence_source_and_confidence(
    worker: Browser, workspace: Workspace
) -> None:
    revision_id = workspace.draft()
    response = Response(value="4", evidence="No lunch.", source="Nursery", confidence=Confidence.HIGH)
    absent = Response(absence=Absence.DECLINED)
    workspace.answer(revision_id, {FIRST: response, "food_suits_child": absent})
    text = worker.open(f"/assessments/{revision_id}/read").text
    for words in (
        "Grade 4: Mostly unmet; the child adapts or others step in",
        "On most days meals are late, missed or left to the child",
        "Evidence: No lunch.",
        "Source: Nursery",
        "Confidence: High",
        "Declined The person would rather not say",
    ):
        assert words in text


def test_a_signed_assessment_shows_signature_content_and_history(
    worker: Browser, workspace: Workspace
) -> None:
    revision_id = workspace.signed()
    text = worker.open(f"/assessments/{revision_id}/read").text
    sha = workspace.opened(revision_id).revision.content_sha256 or ""
    assert "signed by Ade Oyelaran" in text
    for words in ("Ade Oyelaran, Social worker", "SW6001", "2 January 2025", sha[:16]):
        assert words in text
    assert "DRAFT" not in text
    assert "Signed, not yet countersigned" in text


def test_a_later_correction_of_the_birth_date_changes_no_wording_that_was_signed(
    worker: Browser, workspace: Workspace
) -> None:
    revision_id = workspace.signed()
    before = worker.open(f"/assessments/{revision_id}/read").text
    with writing(workspace.engine) as session:
        child = session.get_one(Person, workspace.example.child_id)
        child.born_on = child.born_on.replace(year=2025) if child.born_on else None
    after = worker.open(f"/assessments/{revision_id}/read").text
    assert "Meals come when the child needs them" in before
    assert "Meals come when the child needs them" in after


def test_an_assessment_from_paper_says_by_whom(worker: Browser, workspace: Workspace) -> None:
    revision_id = workspace.draft()
    with writing(workspace.engine) as session:
        revision = session.get_one(Revision, revision_id)
        revision.transcribed_from_paper, revision.original_assessor = True, "Ines Roth"
    text = worker.open(f"/assessments/{revision_id}/read").text
    assert "Entered from paper by Ade Oyelaran; completed by Ines Roth" in text


def test_markup_in_an_answer_stays_text(worker: Browser, workspace: Workspace) -> None:
    revision_id = workspace.draft()
    workspace.answer(revision_id, {FIRST: Response(evidence="</textarea><script>alert(1)</script>")})
    for page in ("answer/1", "read"):
        source = worker.open(f"/assessments/{revision_id}/{page}").source
        assert "<script>alert" not in source
        assert "&lt;script&gt;alert(1)" in source


@pytest.mark.parametrize("username", ["manager", "reader"])
def test_readers_read_and_are_offered_nothing(
    browser_of: Callable[[str], Browser], workspace: Workspace, username: str
) -> None:
    page = browser_of(username).open(f"/assessments/{workspace.signed()}/read")
    assert "What you can do" not in page.text
    assert "Grade 2" in page.text


def test_a_blank_form_holds_the_wordings_of_all_ages(worker: Browser) -> None:
    text = worker.open("/instruments/graded-care/blank").text
    assert "Under 1 year: Feeds come when the baby is hungry" in text
    assert "From 10 years: There is a meal the young person can count on" in text


def test_a_blank_form_for_one_age_holds_its_wording_alone(worker: Browser) -> None:
    text = worker.open("/instruments/graded-care/blank?age_months=6").text
    assert "1. Feeds come when the baby is hungry" in text
    assert "There is a meal the young person can count on" not in text


@pytest.mark.parametrize("instrument_id", ["alcohol-and-care", "social-history"])
def test_every_instrument_prints_blank(worker: Browser, instrument_id: str) -> None:
    assert (
        "Evidence" in worker.open(f"/instruments/{instrument_id}/blank").text
        or "Notes" in worker.open(f"/instruments/{instrument_id}/blank").text
    )


@pytest.mark.parametrize("age", ["x", "-1", "216", "9999999999", "1.5", "\u00b2"])
def test_an_age_that_cannot_be_is_refused(worker: Browser, age: str) -> None:
    worker.open(f"/instruments/graded-care/blank?age_months={age}", 400)


@pytest.mark.parametrize("instrument_id", ["none", "..", "%00", "GRADED-CARE"])
def test_a_blank_form_of_no_instrument_is_not_found(worker: Browser, instrument_id: str) -> None:
    worker.open(f"/instruments/{instrument_id}/blank", 404)
