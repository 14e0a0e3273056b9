"""The summary: dates, analysis and views, and the scores, gaps and flags beside them."""

from collections.abc import Callable

import pytest
from werkzeug.test import TestResponse

from assessment_tool.core.responses import Response
from tests.web.assessments.workspace import FIRST, Workspace, told
from tests.web.browsing import Browser, Page

TEXTS = {
    "analysis": "Wren is fed.",
    "carer_view": "“It is fair.”",
    "child_view": "“I like tea.”",
    "disagreement": "",
}


def day(name: str, text: str) -> dict[str, object]:
    """A date as its three boxes: `day("observed_on", "4 3 2026")`."""
    parts = text.split(" ")
    return {f"{name}-{part}": value for part, value in zip(("day", "month", "year"), parts, strict=True)}


def save(browser: Browser, workspace: Workspace, revision_id: int, **sent: object) -> TestResponse:
    lock = workspace.opened(revision_id).revision.lock_version
    return browser.send(f"/assessments/{revision_id}/summary", **{"lock_version": lock, **TEXTS, **sent})


def test_the_summary_is_saved_whole(worker: Browser, workspace: Workspace) -> None:
    revision_id = workspace.draft()
    dates = {**day("observed_from", "2 2 2026"), **day("observed_on", "1 3 2026")}
    assert save(worker, workspace, revision_id, **dates).status_code == 303
    revision = workspace.opened(revision_id).revision
    assert (str(revision.observed_from), str(revision.observed_on)) == ("2026-02-02", "2026-03-01")
    assert revision.analysis == "Wren is fed."
    page = worker.open(f"/assessments/{revision_id}/summary")
    assert "“I like tea.”" in page.text
    assert 'id="observed_on-year" name="observed_on-year" type="text" value="2026"' in page.source


def test_a_far_longer_time_is_told_and_wants_days_mended_or_a_reason(
    worker: Browser, workspace: Workspace
) -> None:
    revision_id = workspace.draft()
    path = f"/assessments/{revision_id}"
    assert "why_longer" not in worker.open(f"{path}/summary").source
    dates = {**day("observed_from", "12 4 2025"), **day("observed_on", "1 3 2026")}
    assert save(worker, workspace, revision_id, **dates).status_code == 303
    summary = worker.open(f"{path}/summary")
    assert "324 days were observed, and this instrument looks at 28." in summary.text
    gap = "324 days were observed, and this instrument looks at 28 days: mend the days, or say why"
    assert gap in worker.open(f"{path}/sign").text
    assert f"{path}/summary#why_longer" in summary.links()
    save(worker, workspace, revision_id, **dates, why_longer="One <b>hour</b> a month.")
    assert gap not in worker.open(f"{path}/sign").text
    read = worker.open(f"{path}/read").text
    assert "Longer than the 28 days looked at Because: One <b>hour</b> a month." in read


def test_of_two_dates_that_cannot_be_each_is_named(worker: Browser, workspace: Workspace) -> None:
    dates = {**day("observed_from", "31 2 2026"), **day("observed_on", "31 2 2026")}
    page = Page(save(worker, workspace, workspace.draft(), **dates))
    for name in ("First day of observation", "Last day of observation"):
        assert f"{name}: There is no such date." in page.text


def test_only_whoever_can_sign_is_sent_to_signing(
    browser_of: Callable[[str], Browser], workspace: Workspace
) -> None:
    path = f"/assessments/{workspace.draft()}/summary"
    assert "Save and go to signing" in browser_of("worker").open(path).text
    told = browser_of("support").open(path).text
    assert "Save and see what is missing" in told
    assert "Save and go to signing" not in told


@pytest.mark.parametrize(
    ("name", "typed", "message"),
    [
        ("observed_on", "31 2 2026", "There is no such date"),
        ("observed_on", "5 3 2026", "today or in the past"),
        ("observed_on", " 3 2026", "The date needs a day"),
        ("observed_on", "x 3 2026", "in figures"),
        ("observed_on", "\u0661 3 2026", "in figures"),
        ("observed_on", "29 2 2025", "There is no such date"),
        ("observed_on", "1 1 0000", "There is no such date"),
        ("observed_on", "4 3 26", "Write the year with four figures, for example 2026."),
        ("observed_from", "13 9 2019", "before the child was born"),
    ],
)
def test_a_date_that_cannot_be_is_named_and_the_texts_are_saved_all_the_same(
    worker: Browser, workspace: Workspace, name: str, typed: str, message: str
) -> None:
    revision_id = workspace.draft()
    dates = {**day("observed_on", "1 3 2026"), **day(name, typed)}
    page = Page(save(worker, workspace, revision_id, **dates))
    assert page.status == 400
    assert message in page.text
    assert f'href="#{name}-day"' in page.source
    revision = workspace.opened(revision_id).revision
    assert revision.analysis == "Wren is fed."
    assert revision.observed_on is None
    assert f'name="lock_version" value="{revision.lock_version}"' in page.source


def test_a_summary_that_somebody_else_changed_shows_both_texts(worker: Browser, workspace: Workspace) -> None:
    revision_id = workspace.draft()
    old = workspace.opened(revision_id).revision.lock_version
    save(worker, workspace, revision_id, analysis="Theirs.")
    page = Page(save(worker, workspace, revision_id, lock_version=old, analysis="Mine."))
    assert page.status == 409
    assert "Theirs." in page.text
    assert "Mine." in page.text
    revision = workspace.opened(revision_id).revision
    assert revision.analysis == "Theirs."
    assert f'name="lock_version" value="{revision.lock_version}"' in page.source


@pytest.mark.parametrize("lock", ["", "x", "-1", "9" * 30, "\u00b2"])
def test_a_lock_that_cannot_be_read_overwrites_nothing(
    worker: Browser, workspace: Workspace, lock: str
) -> None:
    revision_id = workspace.draft()
    assert save(worker, workspace, revision_id, lock_version=lock).status_code == 409
    assert workspace.opened(revision_id).revision.analysis == ""


def test_a_text_that_is_too_long_is_kept_on_the_page_and_the_rest_is_saved(
    worker: Browser, workspace: Workspace
) -> None:
    revision_id = workspace.draft()
    page = Page(save(worker, workspace, revision_id, analysis="a" * 20_001))
    assert page.status == 400
    assert "a" * 20_001 in page.source
    revision = workspace.opened(revision_id).revision
    assert (revision.analysis, revision.child_view) == ("", "“I like tea.”")


def test_in_the_background_the_summary_answers_in_json(worker: Browser, workspace: Workspace) -> None:
    revision_id = workspace.draft()
    lock = workspace.opened(revision_id).revision.lock_version
    sent = {"lock_version": lock, **TEXTS, **day("observed_on", "31 2 2026"), "csrf_token": worker.token()}
    path = f"/assessments/{revision_id}/summary"
    first = worker.client.post(path, data=sent, headers={"Accept": "application/json"})
    assert first.status_code == 200
    assert told(first)["lock_version"] == workspace.opened(revision_id).revision.lock_version
    assert "There is no such date" in told(first)["note"]
    sent["analysis"] = "Mine."
    second = worker.client.post(path, data=sent, headers={"Accept": "application/json"})
    assert second.status_code == 409
    assert told(second)["theirs"]["analysis"] == "Wren is fed."


def test_every_score_says_how_it_was_reached(worker: Browser, workspace: Workspace) -> None:
    revision_id = workspace.draft()
    workspace.answer(
        revision_id, {FIRST: Response(value="4", evidence="."), "food_suits_child": Response(value="2")}
    )
    text = worker.open(f"/assessments/{revision_id}/summary").text
    assert "Scores so far" in text
    assert "Grade 4 in “Meals come when the child needs them” takes precedence" in text
    assert "2 of 4" in text
    assert "What the child eats and drinks suits their age: 2" in text
    assert "Nothing here was scored" in text


def test_gaps_lead_to_their_questions(worker: Browser, workspace: Workspace) -> None:
    revision_id = workspace.draft()
    workspace.answer(revision_id, {FIRST: Response(value="5")})
    page = worker.open(f"/assessments/{revision_id}/summary")
    assert f"/assessments/{revision_id}/answer/1#q1" in page.links()
    assert f"/assessments/{revision_id}/answer/13#q48" in page.links()
    for words in ("Grades that need evidence (1)", "reason for none (47)", "The analysis is not written"):
        assert words in page.text


def test_a_day_on_which_the_child_was_of_another_age_asks_for_a_second_look(
    worker: Browser, workspace: Workspace
) -> None:
    revision_id = workspace.draft()
    workspace.answer(revision_id, {"mealtime_care": Response(value="2")})
    save(worker, workspace, revision_id, **day("observed_on", "1 9 2024"))
    text = worker.open(f"/assessments/{revision_id}/summary").text
    assert "the child was of another age: 1 answered question changed" in text


def test_a_summary_that_comes_after_the_signature_is_handed_back(
    worker: Browser, workspace: Workspace
) -> None:
    revision_id = workspace.signed()
    page = Page(save(worker, workspace, revision_id, analysis="Too late but kept."))
    assert page.status == 409
    assert "Too late but kept." in page.text
    assert workspace.opened(revision_id).revision.analysis == "Wren is fed and warm."
