"""Two people, or two tabs: nothing is overwritten unseen, and nothing that was typed is lost."""

from collections.abc import Callable

from assessment_tool.core.responses import Response
from tests.web.assessments.workspace import FIRST, Workspace, fields
from tests.web.browsing import Browser, Page

OTHER = "food_suits_child"


def test_the_second_is_shown_both_texts_and_overwrites_nothing(
    browser_of: Callable[[str], Browser], workspace: Workspace
) -> None:
    revision_id = workspace.draft()
    path = f"/assessments/{revision_id}/answer/1"
    browser_of("support").send(path, **fields(answer="2", evidence="Theirs, first."))
    page = Page(browser_of("worker").send(path, **fields(answer="4", evidence="Mine, second.")))
    assert page.status == 409
    assert "Cara Lindqvist changed this answer on 4 March 2026 at 12:00" in page.text
    assert "Theirs, first." in page.text
    assert "Mine, second." in page.text
    assert 'href="#q1"' in page.source
    assert workspace.response(revision_id) == Response(value="2", evidence="Theirs, first.")


def test_saving_the_shown_conflict_again_is_a_decision_and_keeps_the_earlier_text(
    browser_of: Callable[[str], Browser], workspace: Workspace
) -> None:
    revision_id = workspace.draft()
    path = f"/assessments/{revision_id}/answer/1"
    browser_of("support").send(path, **fields(answer="2"))
    worker = browser_of("worker")
    page = Page(worker.send(path, **fields(answer="4", evidence="No food.")))
    assert f'name="{FIRST}-version" value="1"' in page.source
    assert worker.send(path, **fields(version=1, answer="4", evidence="No food.")).status_code == 303
    assert workspace.response(revision_id) == Response(value="4", evidence="No food.")


def test_an_old_tab_that_changed_another_answer_makes_no_conflict(
    worker: Browser, workspace: Workspace
) -> None:
    revision_id = workspace.draft()
    workspace.answer(revision_id, {FIRST: Response(value="2"), OTHER: Response(value="2")})
    workspace.answer(revision_id, {FIRST: Response(value="3", evidence="Newer.")}, by="support")
    old_tab = {**fields(FIRST, 1, answer="2"), **fields(OTHER, 1, answer="4", evidence="Sweets.")}
    answer = worker.send(f"/assessments/{revision_id}/answer/1", **old_tab)
    assert answer.status_code == 303
    assert workspace.response(revision_id) == Response(value="3", evidence="Newer.")
    assert workspace.response(revision_id, OTHER) == Response(value="4", evidence="Sweets.")


def test_an_old_tab_that_saw_nothing_wipes_nothing(worker: Browser, workspace: Workspace) -> None:
    revision_id = workspace.draft()
    workspace.answer(revision_id, {FIRST: Response(value="3", evidence="Newer.")}, by="support")
    assert worker.send(f"/assessments/{revision_id}/answer/1", **fields()).status_code == 303
    assert workspace.response(revision_id) == Response(value="3", evidence="Newer.")


def test_the_same_answer_in_both_tabs_is_no_conflict(worker: Browser, workspace: Workspace) -> None:
    revision_id = workspace.draft()
    workspace.answer(revision_id, {FIRST: Response(value="3")}, by="support")
    assert worker.send(f"/assessments/{revision_id}/answer/1", **fields(answer="3")).status_code == 303


def test_beside_a_conflict_the_other_answers_are_saved(worker: Browser, workspace: Workspace) -> None:
    revision_id = workspace.draft()
    workspace.answer(revision_id, {FIRST: Response(value="3")}, by="support")
    sent = {**fields(answer="4", evidence="Mine."), **fields(OTHER, answer="2")}
    assert worker.send(f"/assessments/{revision_id}/answer/1", **sent).status_code == 409
    assert workspace.response(revision_id, OTHER) == Response(value="2")


def test_a_version_that_cannot_be_read_counts_as_never_seen(worker: Browser, workspace: Workspace) -> None:
    revision_id = workspace.draft()
    workspace.answer(revision_id, {FIRST: Response(value="3")}, by="support")
    for version in ("", "-1", "x", "9" * 40, "1e1", "\u0661"):
        sent = fields(version=version, answer="4", evidence="Mine.")
        assert worker.send(f"/assessments/{revision_id}/answer/1", **sent).status_code == 409
    assert workspace.response(revision_id) == Response(value="3")
