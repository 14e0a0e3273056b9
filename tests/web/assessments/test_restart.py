"""On the page: a draft is offered the newer version, told what it would change, and restarted once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from assessment_tool.clock import today
from assessment_tool.core.lifecycle import Standing
from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.definitions.life import Decision, supersede
from assessment_tool.definitions.publish import publish
from assessment_tool.records import Revision, reading
from assessment_tool.web import once
from tests.published import with_first_versions
from tests.services.at_once import at_once
from tests.web.assessments.test_access import without_token
from tests.web.assessments.test_choose import choices, path
from tests.web.assessments.workspace import FIRST, Workspace, fields, told
from tests.web.browsing import Browser
from tests.web.family import AT

DECISION = Decision("A. Lead", today(AT), "Clearer words.", approved_by="B. Lead")
OFFER = "See what a restart in version 2.0.0 would change"


@pytest.fixture
def workspace(workspace: Workspace, tmp_path: Path) -> Workspace:
    """The made-up family's drafts, begun while 1.0.0 was the newest version."""
    return replace(workspace, catalogue=Catalogue([with_first_versions(tmp_path / "first")]))


@pytest.fixture
def newer(app: Flask, tmp_path: Path) -> None:
    """Version 2.0.0 of the graded care scale is in use, and 1.0.0 is superseded."""
    folder = with_first_versions(tmp_path / "instruments")
    publish(folder, "graded-care", "2.0.0", DECISION)
    supersede(folder, "graded-care", "1.0.0", DECISION, today(AT))
    app.extensions["parts"] = replace(app.extensions["parts"], catalogue=Catalogue([folder]))


def restart(browser: Browser, draft: int, version: str = "2.0.0", key: str = "once") -> tuple[int, str]:
    answer = browser.send(f"/assessments/{draft}/restart", version=version, submission=key)
    return answer.status_code, answer.headers.get("Location", "")


def restarted(browser: Browser, draft: int) -> int:
    status, location = restart(browser, draft)
    assert status == 303
    return int(location.rpartition("/")[2])


def revisions(workspace: Workspace) -> int:
    with reading(workspace.engine) as session:
        return session.scalar(select(func.count()).select_from(Revision)) or 0


@pytest.mark.usefixtures("newer")
def test_the_page_says_what_is_carried_what_is_not_and_what_is_new(
    worker: Browser, workspace: Workspace
) -> None:
    draft = workspace.complete()
    assert OFFER in worker.open(f"/assessments/{draft}").text
    page = worker.open(f"/assessments/{draft}/restart")
    assert page.heading == "Restart in version 2.0.0"
    assert "carried, to be confirmed or changed" in page.text
    assert "2 not carried" in page.text
    assert "The wording of the question or of its answers has changed." in page.text
    assert "1 new question" in page.text
    assert workspace.opened(draft).is_draft, "reading changes nothing"


@pytest.mark.usefixtures("newer")
def test_the_new_draft_tells_what_was_not_carried_and_the_old_one_is_closed(
    worker: Browser, workspace: Workspace
) -> None:
    draft = workspace.complete()
    new = restarted(worker, draft)
    for end in ("", "/read"):
        page = worker.open(f"/assessments/{new}{end}")
        assert "Not carried from version 1.0.0" in page.text
        assert f"/assessments/{draft}/read" in page.links()
    closed = worker.open(f"/assessments/{draft}/read")
    assert "Closed, and restarted in a newer version" in closed.text
    assert "Restarted in version 2.0.0." in closed.text
    assert f"/assessments/{new}/read" in closed.links()
    assert "This draft is closed and does not change." in worker.open(f"/assessments/{draft}").text
    assert f"/assessments/{draft}" not in worker.open("/").links()
    assert f"/assessments/{new}" in worker.open("/").links()
    assert "Restarted" in worker.open(f"/families/{workspace.example.family_id}").text


@pytest.mark.usefixtures("newer")
def test_a_carried_answer_is_marked_and_confirmed_by_one_tick(worker: Browser, workspace: Workspace) -> None:
    new = restarted(worker, workspace.complete())
    before = workspace.opened(new)
    assert FIRST in before.to_confirm
    assert (
        "Carried from an older version: read again and confirm"
        in worker.open(f"/assessments/{new}/sign").text
    )
    assert "4 carried, to confirm" in worker.open(f"/assessments/{new}").text
    page = worker.open(f"/assessments/{new}/answer/all")
    assert page.source.count("data-to-confirm") == len(before.to_confirm)
    said = fields(FIRST, 1, answer="2", evidence="Seen.", band=before.age_bands[FIRST])
    unticked = worker.send(f"/assessments/{new}/items/1", **said)
    assert "q1" in told(unticked)["to_confirm"]
    ticked = worker.send(f"/assessments/{new}/items/1", **said, **{f"{FIRST}-confirmed": "yes"})
    assert "q1" not in told(ticked)["to_confirm"]
    assert workspace.opened(new).to_confirm == before.to_confirm[1:]


@pytest.mark.usefixtures("newer")
def test_the_same_form_sent_again_and_another_tabs_form_lead_to_the_one_new_draft(
    browser_of: Callable[[str], Browser], worker: Browser, workspace: Workspace
) -> None:
    draft = workspace.complete()
    first = restart(worker, draft)
    assert first[0] == 303
    assert restart(worker, draft) == first
    assert restart(worker, draft, key="another-tab") == first
    assert restart(browser_of("support"), draft, key="a-colleague") == first
    page = worker.client.get(f"/assessments/{draft}/restart")
    assert (page.status_code, page.headers["Location"]) == first
    assert revisions(workspace) == 2


@pytest.mark.usefixtures("newer")
def test_six_presses_at_once_restart_once(browser_of: Callable[[str], Browser], workspace: Workspace) -> None:
    draft = workspace.complete()
    browsers = [browser_of("worker") for _ in range(6)]
    sent = [{"csrf_token": one.token(), "version": "2.0.0", once.KEY: "same"} for one in browsers]

    def press(number: int) -> Callable[[], tuple[int, str]]:
        def sending() -> tuple[int, str]:
            answer = browsers[number].client.post(f"/assessments/{draft}/restart", data=sent[number])
            return answer.status_code, answer.headers.get("Location", "")

        return sending

    answers = set(at_once(*(press(number) for number in range(6))))
    assert len(answers) == 1, answers
    assert revisions(workspace) == 2


def test_nothing_is_offered_and_nothing_restarted_where_no_newer_version_is_in_use(
    app: Flask, worker: Browser, workspace: Workspace
) -> None:
    app.extensions["parts"] = replace(app.extensions["parts"], catalogue=workspace.catalogue)
    draft = workspace.draft()
    assert "restart" not in worker.open(f"/assessments/{draft}").source
    assert "No newer version is in use" in worker.open(f"/assessments/{draft}/restart", 409).text
    assert restart(worker, draft)[0] == 409
    assert workspace.opened(draft).is_draft


@pytest.mark.usefixtures("newer")
@pytest.mark.parametrize("version", ["", "1.0.0", "9.9.9", "2.0.0\x00", "<b>"])
def test_another_version_than_the_one_that_was_read_of_is_refused(
    worker: Browser, workspace: Workspace, version: str
) -> None:
    draft = workspace.draft()
    answer = worker.send(f"/assessments/{draft}/restart", version=version, submission="x")
    assert answer.status_code == 409
    assert "Another version is in use now" in answer.get_data(as_text=True)
    assert workspace.opened(draft).is_draft


@pytest.mark.usefixtures("newer")
def test_a_form_without_its_key_restarts_nothing(worker: Browser, workspace: Workspace) -> None:
    draft = workspace.draft()
    assert worker.send(f"/assessments/{draft}/restart", version="2.0.0").status_code == 400
    assert workspace.opened(draft).is_draft


@pytest.mark.usefixtures("newer")
def test_a_signed_assessment_is_not_restarted(worker: Browser, workspace: Workspace) -> None:
    signed = workspace.signed()
    worker.open(f"/assessments/{signed}/restart", 409)
    assert restart(worker, signed)[0] == 409
    assert workspace.opened(signed).standing is Standing.SIGNED


@pytest.mark.usefixtures("newer")
def test_answers_that_come_after_the_restart_are_handed_back(worker: Browser, workspace: Workspace) -> None:
    draft = workspace.draft()
    restarted(worker, draft)
    late = worker.send(f"/assessments/{draft}/answer/1", **fields(answer="1", evidence="Too late."))
    assert late.status_code == 409
    assert "Too late." in late.get_data(as_text=True)


@pytest.mark.usefixtures("newer")
def test_somebody_not_signed_in_restarts_nothing(stranger: FlaskClient, workspace: Workspace) -> None:
    answer = stranger.get(f"/assessments/{workspace.draft()}/restart")
    assert (answer.status_code, answer.headers["Location"][:8]) == (302, "/sign-in")


@pytest.mark.usefixtures("newer")
def test_another_familys_draft_looks_like_one_that_is_not_there(
    browser_of: Callable[[str], Browser], workspace: Workspace
) -> None:
    draft, colleague = workspace.draft(), browser_of("colleague")
    theirs = colleague.open(f"/assessments/{draft}/restart", 404)
    missing = colleague.open("/assessments/987654/restart", 404)
    assert without_token(theirs.source) == without_token(missing.source)
    assert restart(colleague, draft)[0] == 404
    assert workspace.opened(draft).is_draft


@pytest.mark.usefixtures("newer")
@pytest.mark.parametrize("username", ["reader", "manager", "admin", "auditor"])
def test_who_may_not_write_restarts_nothing(
    browser_of: Callable[[str], Browser], workspace: Workspace, username: str
) -> None:
    draft, browser = workspace.draft(), browser_of(username)
    browser.open(f"/assessments/{draft}/restart", 403)
    assert restart(browser, draft)[0] == 403
    assert workspace.opened(draft).is_draft
    if username in {"reader", "manager"}:
        browser.open(f"/assessments/{draft}", 404)


@pytest.mark.usefixtures("newer")
@pytest.mark.parametrize(
    ("version", "day", "status", "said"),
    [
        ("1.0.0", "3", 303, ""),
        ("1.0.0", "4", 400, "version 2.0.0 was in use"),
        ("9", "3", 400, "There is no version 9"),
        ("1" * 21, "3", 400, "Enter the version as it is printed"),
        ("<b>", "3", 400, "There is no version &lt;b&gt;"),
    ],
)
def test_a_paper_form_names_the_version_it_was_printed_from(
    worker: Browser, workspace: Workspace, version: str, day: str, status: int, said: str
) -> None:
    when = {"observed_on-day": day, "observed_on-month": "3", "observed_on-year": "2026"}
    paper = {"entered": "paper", "original_assessor": "Ines Roth", "version": version, **when}
    answer = worker.send(path(workspace.example), **choices(workspace.example, **paper))
    assert answer.status_code == status
    assert said in answer.get_data(as_text=True)
    if status == 303:
        draft = int(answer.headers["Location"].rpartition("/")[2])
        assert workspace.opened(draft).instrument.version == "1.0.0"
    else:
        assert 'id="version-error"' in answer.get_data(as_text=True)


@pytest.fixture
def to_come(app: Flask, tmp_path: Path) -> None:
    """Version 2.0.0 of the graded care scale is published for the day after; 1.0.0 is in use."""
    folder = with_first_versions(tmp_path / "instruments")
    publish(folder, "graded-care", "2.0.0", DECISION, effective_from=today(AT) + timedelta(days=1))
    app.extensions["parts"] = replace(app.extensions["parts"], catalogue=Catalogue([folder]))


@pytest.mark.usefixtures("to_come")
def test_a_version_is_neither_offered_nor_taken_before_its_day(worker: Browser, workspace: Workspace) -> None:
    draft = workspace.draft()
    assert OFFER not in worker.open(f"/assessments/{draft}").text
    when = {"observed_on-day": "4", "observed_on-month": "3", "observed_on-year": "2026"}
    paper = {"entered": "paper", "original_assessor": "Ines Roth", "version": "2.0.0", **when}
    answer = worker.send(path(workspace.example), **choices(workspace.example, **paper))
    assert answer.status_code == 400
    said = "Version 2.0.0 is for what is observed from 5 March 2026 on."
    assert said in answer.get_data(as_text=True)
    answer = worker.send(path(workspace.example), **choices(workspace.example))
    assert workspace.opened(int(answer.location.rpartition("/")[2])).instrument.version == "1.0.0"
