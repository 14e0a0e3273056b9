"""What was replaced is kept, and can be read with whose it was."""

from datetime import timedelta

from assessment_tool.core.responses import Response
from assessment_tool.records.engine import reading, writing
from assessment_tool.records.users import User
from assessment_tool.services.access import actor_of
from assessment_tool.services.assessments.answers import Edit, save_answers
from assessment_tool.services.assessments.earlier import ONE_SITTING, earlier_answers
from tests.web.assessments.workspace import FIRST, Workspace, fields
from tests.web.browsing import Browser
from tests.web.family import AT


def save(workspace: Workspace, revision_id: int, text: str, version: int, minutes: int) -> None:
    """The worker's answer to the first question, so many minutes after the first."""
    with writing(workspace.engine) as session:
        actor = actor_of(session.get_one(User, workspace.example.users["worker"]))
        edit = Edit(FIRST, version, Response("2", evidence=text))
        save_answers(session, actor, revision_id, [edit], AT + timedelta(minutes=minutes))


def kept(workspace: Workspace, revision_id: int) -> list[str]:
    """The evidence of the earlier answers to the first question."""
    with reading(workspace.engine) as session:
        found = earlier_answers(session, workspace.opened(revision_id))
    return [one.response.evidence for one in found.get(FIRST, [])]


def test_what_another_person_replaced_is_read_with_its_writer(worker: Browser, workspace: Workspace) -> None:
    revision_id = workspace.draft()
    workspace.answer(revision_id, {FIRST: Response("2", evidence="The worker saw it.")})
    workspace.answer(revision_id, {FIRST: Response("4", evidence="The colleague saw else.")}, by="support")
    text = worker.open(f"/assessments/{revision_id}/earlier").text
    assert "The worker saw it." in text
    assert text.index("The worker saw it.") < text.index("The colleague saw else.")
    assert (
        f'href="/assessments/{revision_id}/earlier"' in worker.open(f"/assessments/{revision_id}/read").source
    )


def test_each_pause_of_one_sitting_is_no_answer_of_its_own(workspace: Workspace) -> None:
    revision_id = workspace.draft()
    for version, text in enumerate(["Th", "They wa", "They waited."]):
        save(workspace, revision_id, text, version, minutes=version)
    assert kept(workspace, revision_id) == []
    later = int(ONE_SITTING.total_seconds() / 60) + 10
    save(workspace, revision_id, "They did not wait.", 3, minutes=later)
    assert kept(workspace, revision_id) == ["They waited."]


def test_without_a_replaced_answer_the_page_says_so(worker: Browser, workspace: Workspace) -> None:
    revision_id = workspace.complete()
    assert (
        "No answer of this assessment was replaced."
        in worker.open(f"/assessments/{revision_id}/earlier").text
    )


def test_the_page_of_a_conflict_leads_to_the_earlier_answers(worker: Browser, workspace: Workspace) -> None:
    revision_id = workspace.draft()
    workspace.answer(revision_id, {FIRST: Response("2", evidence="First.")}, by="support")
    worker.open(f"/assessments/{revision_id}/answer/1")
    answer = worker.send(f"/assessments/{revision_id}/answer/1", **fields(version=0, evidence="Second."))
    assert answer.status_code == 409
    assert f'href="/assessments/{revision_id}/earlier"' in answer.text
