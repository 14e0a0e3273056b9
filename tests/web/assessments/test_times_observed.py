"""How often care was observed, as the pages ask for it and show it."""

from collections.abc import Callable

import pytest

from assessment_tool.records.assessments import Revision
from assessment_tool.records.engine import writing
from tests.web.assessments.test_summary import TEXTS, save
from tests.web.assessments.workspace import Workspace, told
from tests.web.browsing import Browser, Page

QUESTION = "How many times did you observe them?"
FIELD = 'name="times_observed"'


def _times(workspace: Workspace, revision_id: int) -> int | None:
    return workspace.opened(revision_id).revision.times_observed


def test_the_number_is_asked_for_with_what_is_needed_and_saved(worker: Browser, workspace: Workspace) -> None:
    revision_id = workspace.draft()
    text = worker.open(f"/assessments/{revision_id}/summary").text
    assert f"{QUESTION} At least 2 are needed" in text
    assert save(worker, workspace, revision_id, times_observed=" 3 ").status_code == 303
    assert _times(workspace, revision_id) == 3
    assert 'name="times_observed" type="text" value="3"' in (
        worker.open(f"/assessments/{revision_id}/summary").source
    )
    save(worker, workspace, revision_id, times_observed="")
    assert _times(workspace, revision_id) is None


def test_nothing_is_asked_or_kept_where_the_instrument_names_no_minimum(
    worker: Browser, workspace: Workspace
) -> None:
    revision_id = workspace.draft("social-history", is_adult=True)
    assert FIELD not in worker.open(f"/assessments/{revision_id}/summary").source
    assert save(worker, workspace, revision_id, times_observed="3").status_code == 303
    assert _times(workspace, revision_id) is None
    assert "Observations, at least" not in worker.open("/instruments/social-history/blank").text


@pytest.mark.parametrize("typed", ["0", "401", "two", "-2", "2.5", "\u0662", "\u00b2", "9" * 30])
def test_a_number_that_cannot_be_is_named_and_the_rest_is_saved(
    worker: Browser, workspace: Workspace, typed: str
) -> None:
    revision_id = workspace.draft()
    save(worker, workspace, revision_id, times_observed="4")
    page = Page(save(worker, workspace, revision_id, times_observed=typed, analysis="Mine."))
    assert page.status == 400
    assert "Enter a whole number from 1 to 400" in page.text
    assert 'href="#times_observed"' in page.source
    assert f'value="{typed}"' in page.source
    assert (_times(workspace, revision_id), workspace.opened(revision_id).revision.analysis) == (4, "Mine.")


def test_a_number_that_somebody_else_entered_is_shown_beside_ones_own(
    worker: Browser, workspace: Workspace
) -> None:
    revision_id = workspace.draft()
    old = workspace.opened(revision_id).revision.lock_version
    save(worker, workspace, revision_id, times_observed="4")
    page = Page(save(worker, workspace, revision_id, lock_version=old, times_observed="5"))
    assert page.status == 409
    assert "Somebody else entered: 4." in page.text
    assert 'name="times_observed" type="text" value="5"' in page.source
    assert _times(workspace, revision_id) == 4


def test_in_the_background_a_number_that_cannot_be_is_told(worker: Browser, workspace: Workspace) -> None:
    revision_id = workspace.draft()
    lock = workspace.opened(revision_id).revision.lock_version
    sent = {"lock_version": lock, **TEXTS, "times_observed": "many", "csrf_token": worker.token()}
    path = f"/assessments/{revision_id}/summary"
    answer = worker.client.post(path, data=sent, headers={"Accept": "application/json"})
    assert told(answer)["note"] == ("Number of observations: Enter a whole number from 1 to 400, in figures.")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("1", "At least 2 observations are needed; 1 is entered"),
        ("", "At least 2 observations are needed; their number is not entered"),
    ],
)
def test_too_few_observations_stand_before_the_signature_and_lead_to_the_field(
    worker: Browser, workspace: Workspace, typed: str, words: str
) -> None:
    revision_id = workspace.complete()
    save(worker, workspace, revision_id, times_observed=typed)
    page = worker.open(f"/assessments/{revision_id}/sign")
    assert words in page.text
    assert f"/assessments/{revision_id}/summary#times_observed" in page.links()
    assert "Declaration" not in page.text


def test_what_is_signed_and_read_says_how_often(worker: Browser, workspace: Workspace) -> None:
    revision_id = workspace.complete()
    assert "1 March 2026, observed 3 times" in worker.open(f"/assessments/{revision_id}/sign").text
    assert "1 March 2026, 3 times" in worker.open(f"/assessments/{revision_id}/read").text


def test_a_paper_form_is_asked_how_often_it_says(worker: Browser, workspace: Workspace) -> None:
    revision_id = workspace.draft()
    with writing(workspace.engine) as session:
        revision = session.get_one(Revision, revision_id)
        revision.transcribed_from_paper, revision.original_assessor = True, "Ines Roth"
    text = worker.open(f"/assessments/{revision_id}/summary").text
    assert "How many times were they observed? As written on the paper form. At least 2 are needed" in text
    assert QUESTION not in text


def test_the_blank_form_and_the_instrument_say_how_often_at_least(
    worker: Browser, browser_of: Callable[[str], Browser]
) -> None:
    assert "Observations, at least 2" in worker.open("/instruments/graded-care/blank").text
    about = browser_of("admin").open("/instruments/graded-care/1.1.0").text
    assert "Time looked at: 28 days, from at least 2 observations." in about


def test_a_number_that_comes_after_the_session_is_handed_back_by_its_name(
    worker: Browser, workspace: Workspace
) -> None:
    path = f"/assessments/{workspace.draft()}/summary"
    page = Page(worker.client.post(path, data={"csrf_token": "forged", "times_observed": "3"}))
    assert page.status == 400
    assert "Number of observations 3" in page.text
