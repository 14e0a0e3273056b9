"""A practice lead takes a version through its life on pages alone: one proposes, somebody else decides."""

import errno
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from assessment_tool.clock import today
from assessment_tool.definitions.catalogue import Catalogue, Status
from assessment_tool.definitions.life import Decision, retire
from assessment_tool.definitions.registry import REGISTRY_FILE, read_registry
from tests.web.assessments.workspace import Workspace
from tests.web.browsing import Browser, Page
from tests.web.family import AT, Example

NAME = ("graded-care", "1.0.0")
STEPS = "/instruments/graded-care/1.0.0/steps"
PUBLISH = "/instruments/graded-care/1.1.0/steps/publish"
WHY = "Two grades were mixed up."


@dataclass(frozen=True)
class Lead:
    """The administrator's browser, and what it sends."""

    browser: Browser

    def form(self, path: str, page: str = "", **fields: object) -> TestResponse:
        """The form at the path, rendered on a page and filled in."""
        key = self.browser.submission(page or path)
        return self.browser.send(path, submission=key, **fields)

    def propose(self, step: str = f"{STEPS}/retire", **fields: str) -> str:
        """The path of the proposal that came of it."""
        answer = self.form(step, **{"reason": WHY, **fields})
        assert answer.status_code == 303, Page(answer).text
        return answer.location

    def decide(self, proposal: str, how: str, **fields: object) -> TestResponse:
        """What became of the proposal."""
        return self.form(f"{proposal}/{how}", proposal, **fields)


@pytest.fixture
def lead(folder: Path, browser_of: Callable[[str], Browser]) -> Lead:
    """The administrator, who proposes."""
    assert folder.is_dir()
    return Lead(browser_of("admin"))


@pytest.fixture
def second(folder: Path, browser_of: Callable[[str], Browser]) -> Lead:
    """The service manager, who decides."""
    assert folder.is_dir()
    return Lead(browser_of("manager"))


def status(folder: Path, version: str = "1.0.0") -> Status:
    """Where the version stands by the registry's file."""
    entry = read_registry(folder).get(("graded-care", version))
    return entry.status if entry else Status.DRAFT


def test_a_draft_is_published_by_two_people_and_offered_at_once(
    lead: Lead, second: Lead, folder: Path, worker: Browser, example: Example
) -> None:
    assert "Propose to publish version 1.1.0" in lead.browser.open("/instruments/graded-care").text
    proposal = lead.propose(PUBLISH)
    assert status(folder, "1.1.0") is Status.DRAFT
    assert second.decide(proposal, "approve").status_code == 303
    entry = read_registry(folder)["graded-care", "1.1.0"]
    assert (entry.published_by, entry.approved_by, entry.because) == ("Gil Moreau", "Eamon Frost", WHY)
    assert "It is in force." in second.browser.open(proposal).text
    choose = worker.open(f"/families/{example.family_id}/assessments/new")
    assert "Graded care scale" in choose.text
    assert "Version 1.1.0 Active" in worker.open("/instruments/graded-care").text


def test_a_superseded_version_names_the_last_day_for_its_drafts(
    lead: Lead, second: Lead, folder: Path
) -> None:
    day = {"finish_until-day": "30", "finish_until-month": "6", "finish_until-year": "2026"}
    proposal = lead.propose(f"{STEPS}/supersede", **day)
    assert "30 June 2026" in second.browser.open(proposal).text
    second.decide(proposal, "approve")
    entry = read_registry(folder)[NAME]
    assert (entry.status, str(entry.finish_until)) == (Status.SUPERSEDED, "2026-06-30")


def test_a_withdrawal_says_first_how_many_assessments_it_marks(
    lead: Lead, second: Lead, folder: Path, engine: Engine, example: Example
) -> None:
    Workspace(engine, example, Catalogue([folder])).signed()
    said = "1 signed assessment made with this version will carry the warning."
    assert said in lead.browser.open(f"{STEPS}/withdraw").text
    proposal = lead.propose(f"{STEPS}/withdraw")
    assert said in second.browser.open(proposal).text
    second.decide(proposal, "approve")
    entry = read_registry(folder)[NAME]
    assert entry.latest is not None
    assert (entry.status, entry.latest.by, entry.latest.approved_by, entry.latest.because) == (
        Status.WITHDRAWN,
        "Gil Moreau",
        "Eamon Frost",
        WHY,
    )


def test_who_works_with_a_family_finds_its_assessments_of_a_withdrawn_version(
    lead: Lead,
    second: Lead,
    worker: Browser,
    browser_of: Callable[[str], Browser],
    engine: Engine,
    example: Example,
    folder: Path,
) -> None:
    signed = Workspace(engine, example, Catalogue([folder])).signed()
    second.decide(lead.propose(f"{STEPS}/withdraw"), "approve")
    path = "/instruments/graded-care/1.0.0/affected"
    assert path in worker.open("/instruments/graded-care").links()
    assert f"/assessments/{signed}/read" in worker.open(path).links()
    admin = lead.browser.open(path)
    assert "1 signed assessment was made with this version." in admin.text
    for other in (admin, browser_of("colleague").open(path), browser_of("auditor").open(path)):
        assert "/assessments/" not in other.source
        assert "F-0001" not in other.source
    assert "signed assessment was made" not in browser_of("colleague").open(path).text


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("version", "status"), [("1.0.0", 200), ("1.1.0", 404), ("9.9.9", 404), ("1.0.0%00", 404)]
)
def test_only_of_a_published_version_the_assessments_are_listed(
    worker: Browser, stranger: FlaskClient, version: str, status: int
) -> None:
    path = f"/instruments/graded-care/{version}/affected"
    worker.open(path, status)
    if status == 200:
        assert "/sign-in" in stranger.get(path).location


def test_nobody_approves_or_refuses_what_they_proposed(lead: Lead, folder: Path) -> None:
    proposal = lead.propose()
    shown = lead.browser.open(proposal)
    assert "Somebody else decides" in shown.text
    assert "/approve" not in shown.source
    for how in ("approve", "refuse"):
        assert lead.decide(proposal, how, reason=WHY).status_code == 403
    assert status(folder) is Status.ACTIVE


def test_a_refusal_keeps_its_reason_and_changes_nothing(lead: Lead, second: Lead, folder: Path) -> None:
    proposal = lead.propose()
    without = second.decide(proposal, "refuse", reason="  ")
    assert without.status_code == 400
    assert "Give your reason in writing" in Page(without).text
    assert second.decide(proposal, "refuse", reason="Drafts are open in it.").status_code == 303
    read = lead.browser.open(proposal).text
    assert "Refused" in read
    assert "Drafts are open in it." in read
    assert status(folder) is Status.ACTIVE
    assert lead.propose() != proposal


def test_a_proposal_is_taken_back_by_its_proposer_alone(lead: Lead, second: Lead, folder: Path) -> None:
    proposal = lead.propose()
    assert second.decide(proposal, "take-back").status_code == 403
    assert lead.decide(proposal, "take-back").status_code == 303
    assert "Taken back" in lead.browser.open(proposal).text
    key = lead.browser.submission(f"{STEPS}/retire")
    late = second.browser.send(f"{proposal}/approve", submission=key)
    assert (late.status_code, late.location) == (303, proposal)
    assert "It was decided already" in second.browser.open(proposal).text
    assert status(folder) is Status.ACTIVE


def test_one_proposal_at_most_is_open_for_a_version(lead: Lead) -> None:
    proposal = lead.propose()
    again = lead.form(f"{STEPS}/withdraw", reason="Another reason.")
    assert (again.status_code, again.location) == (303, proposal)
    assert "Nothing new was proposed" in lead.browser.open(proposal).text
    assert "Propose to" not in card(lead.browser.open("/instruments/graded-care"), "1.0.0")


def card(page: Page, version: str) -> str:
    """What the page says of one version."""
    found = re.search(rf"Version {re.escape(version)} .*?(?=Version \d+\.\d+\.\d+ [A-Z]|$)", page.text)
    assert found
    return found.group()


def test_the_same_form_sent_again_proposes_and_approves_once(lead: Lead, second: Lead, folder: Path) -> None:
    path = f"{STEPS}/retire"
    key = lead.browser.submission(path)
    first, again = (lead.browser.send(path, submission=key, reason=WHY) for _ in range(2))
    assert first.location == again.location
    key = second.browser.submission(first.location)
    for _ in range(2):
        answer = second.browser.send(f"{first.location}/approve", submission=key)
        assert (answer.status_code, answer.location) == (303, first.location)
    assert len(read_registry(folder)[NAME].steps) == 1


def test_a_file_that_was_changed_since_voids_its_proposal(lead: Lead, second: Lead, folder: Path) -> None:
    proposal = lead.propose(PUBLISH)
    stale = second.browser.submission(proposal)
    file = folder / "graded-care" / "1.1.0.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("what was seen, heard", "what was noticed, heard", 1), encoding="utf-8")
    shown = second.browser.open(proposal)
    assert "This proposal is void" in shown.text
    assert "/approve" not in shown.source
    refused = second.browser.send(f"{proposal}/approve", submission=stale)
    assert refused.status_code == 409
    assert "was changed after this was proposed" in Page(refused).text
    assert status(folder, "1.1.0") is Status.DRAFT
    anew = lead.propose(PUBLISH)
    assert anew != proposal
    assert "Void" in lead.browser.open(proposal).text


def test_a_draft_with_errors_is_neither_proposed_nor_approved(lead: Lead, second: Lead, folder: Path) -> None:
    proposal = lead.propose(PUBLISH)
    stale = second.browser.submission(proposal)
    key = lead.browser.submission(PUBLISH)
    for example in (folder / "graded-care" / "examples").iterdir():
        example.unlink()
    refused = second.browser.send(f"{proposal}/approve", submission=stale)
    assert refused.status_code == 409
    assert "The check found errors" in Page(refused).text
    assert "The check found errors" in lead.browser.open(PUBLISH, 409).text
    assert lead.browser.send(PUBLISH, submission=key, reason=WHY).status_code == 409
    assert status(folder, "1.1.0") is Status.DRAFT


def test_what_cannot_be_written_is_said_and_written_later(
    lead: Lead, second: Lead, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(**_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    proposal = lead.propose()
    with monkeypatch.context() as held:
        held.setattr(tempfile, "mkstemp", read_only)
        answer = second.decide(proposal, "approve")
        assert answer.status_code == 409
        assert "The registry could not be written" in Page(answer).text
        assert second.browser.send(f"{proposal}/carry-out").status_code == 409
    assert status(folder) is Status.ACTIVE
    assert "Approved, but the registry does not say so yet" in lead.browser.open(proposal).text
    assert "not in the registry yet" in card(lead.browser.open("/instruments/graded-care"), "1.0.0")
    for _ in range(2):
        assert second.browser.send(f"{proposal}/carry-out").status_code == 303
    assert [step.status for step in read_registry(folder)[NAME].steps] == [Status.RETIRED]
    assert "does not say so yet" not in lead.browser.open(proposal).text


def test_a_registry_that_moved_on_meanwhile_is_not_overwritten(
    lead: Lead, second: Lead, folder: Path
) -> None:
    proposal = lead.propose()
    retire(folder, *NAME, Decision("A. Lead", today(AT), "By command."))
    answer = second.decide(proposal, "approve")
    assert answer.status_code == 409
    assert "is retired already" in Page(answer).text
    assert [one.because for one in read_registry(folder)[NAME].steps] == ["By command."]


def test_carrying_out_what_nobody_approved_does_nothing(lead: Lead, folder: Path) -> None:
    proposal = lead.propose()
    assert lead.browser.send(f"{proposal}/carry-out").status_code == 303
    assert status(folder) is Status.ACTIVE


@pytest.mark.parametrize(
    ("step", "fields", "said"),
    [
        ("retire", {}, "Give your reason in writing"),
        ("retire", {"reason": "x" * 2001}, "Give your reason in writing"),
        ("supersede", {"reason": WHY}, "Enter the date."),
        (
            "supersede",
            {"reason": WHY, "finish_until-day": "3", "finish_until-month": "3", "finish_until-year": "2026"},
            "The last day must be today or later.",
        ),
        (
            "retire",
            {"reason": WHY, "finish_until-day": "3", "finish_until-month": "3", "finish_until-year": "2027"},
            "Only a version that is superseded has a last day.",
        ),
    ],
)
def test_a_proposal_that_lacks_something_comes_back_as_it_was_typed(
    lead: Lead, folder: Path, step: str, fields: dict[str, str], said: str
) -> None:
    answer = lead.form(f"{STEPS}/{step}", **fields)
    assert answer.status_code == 400
    assert said in Page(answer).text
    assert fields.get("reason", "") in answer.get_data(as_text=True)
    assert "Proposed:" not in lead.browser.open("/instruments/graded-care").text
    assert status(folder) is Status.ACTIVE


@pytest.mark.parametrize(
    "path",
    [
        f"{STEPS}/burn",
        "/instruments/graded-care/9.9.9/steps/retire",
        "/instruments/nothing/1.0.0/steps/retire",
        "/version-steps/77",
    ],
)
def test_what_is_not_there_is_not_found(lead: Lead, path: str) -> None:
    lead.browser.open(path, 404)
    for how in ("", "/approve", "/refuse", "/take-back", "/carry-out"):
        if path.startswith("/version-steps") == bool(how):
            sent = lead.browser.send(path + how, submission="k", reason=WHY)
            assert sent.status_code == 404, how


def test_a_step_that_cannot_follow_is_not_proposed(lead: Lead) -> None:
    assert "this step cannot follow" in lead.browser.open(f"{STEPS}/publish", 409).text
    draft = "/instruments/graded-care/1.1.0/steps/retire"
    assert "this step cannot follow" in lead.browser.open(draft, 409).text


def test_a_service_manager_decides_and_does_not_propose(second: Lead) -> None:
    second.browser.open(f"{STEPS}/retire", 403)
    page = second.browser.open("/instruments/graded-care").text
    assert "Version 1.1.0 Draft" in page
    assert "Propose to" not in page


@pytest.mark.parametrize("username", ["worker", "supervisor", "reader", "auditor", "support"])
def test_nobody_else_learns_of_a_proposal(
    lead: Lead, browser_of: Callable[[str], Browser], username: str
) -> None:
    proposal = lead.propose()
    other = browser_of(username)
    other.open(proposal, 403)
    assert other.send(f"{proposal}/approve", submission="k").status_code == 403
    assert "propos" not in other.open("/instruments/graded-care").text.casefold()


def test_strangers_are_asked_to_sign_in(lead: Lead, stranger: FlaskClient) -> None:
    proposal = lead.propose()
    for path in (proposal, f"{STEPS}/retire"):
        assert "/sign-in" in stranger.get(path).location


def test_a_broken_registry_is_told_and_not_overwritten(lead: Lead, second: Lead, folder: Path) -> None:
    proposal = lead.propose()
    (folder / REGISTRY_FILE).write_text("half: [written", encoding="utf-8")
    answer = second.decide(proposal, "approve")
    assert answer.status_code == 409
    assert "cannot be read any more" in Page(answer).text
    assert (folder / REGISTRY_FILE).read_text(encoding="utf-8") == "half: [written"
