"""On the page: an answer given for another age is marked, and confirmed or changed there."""

import re
from datetime import date

import pytest

from assessment_tool.core.responses import Response
from assessment_tool.records.engine import writing
from assessment_tool.records.users import User
from assessment_tool.services.access import actor_of
from assessment_tool.services.assessments.summary import Summary, save_summary
from tests.web.assessments.workspace import Workspace, fields, told
from tests.web.browsing import Browser
from tests.web.family import AT

TWO_YEARS_BEFORE = date(2024, 3, 1)


@pytest.fixture
def draft(workspace: Workspace) -> int:
    """All answers given for a child of six, and a last day on which the child was four."""
    revision_id = workspace.complete()
    summary = Summary(observed_on=TWO_YEARS_BEFORE, times_observed=3, analysis="Wren is fed and warm.")
    lock = workspace.opened(revision_id).revision.lock_version
    with writing(workspace.engine) as session:
        actor = actor_of(session.get_one(User, workspace.example.users["worker"]))
        save_summary(session, actor, revision_id, summary, lock_version=lock, at=AT)
    return revision_id


@pytest.fixture
def item(workspace: Workspace, draft: int) -> str:
    """One of the items that read otherwise for a child of four."""
    return workspace.opened(draft).for_another_age[0]


def _place(worker: Browser, draft: int, item: str) -> tuple[str, str, str]:
    """The item's sheet, its number, and its part of the page of all questions."""
    source = worker.open(f"/assessments/{draft}/answer/all").source
    found = re.search(rf'<section[^>]*id="q([0-9]+)"[^>]*data-name="{item}".*?</section>', source, re.DOTALL)
    assert found
    return f"/assessments/{draft}/answer/all", found[1], found[0]


def _band(part: str, item: str) -> str:
    found = re.search(rf'name="{item}-band" value="([^"]+)"', part)
    assert found
    return found[1]


def test_the_item_says_so_and_others_do_not(worker: Browser, draft: int, workspace: Workspace) -> None:
    source = worker.open(f"/assessments/{draft}/answer/all").source
    assert source.count("data-to-confirm") == len(workspace.opened(draft).for_another_age) > 0


def test_signing_and_the_summary_lead_there(worker: Browser, draft: int, item: str) -> None:
    _, number, _ = _place(worker, draft, item)
    for page in ("summary", "sign"):
        shown = worker.open(f"/assessments/{draft}/{page}")
        assert "Answered for another age: read again and confirm" in shown.text
        assert any(link.endswith(f"#q{number}") for link in shown.links())


def test_a_tick_confirms_the_answer_as_it_stands(
    worker: Browser, draft: int, item: str, workspace: Workspace
) -> None:
    path, _, part = _place(worker, draft, item)
    sent = fields(item, 1, answer="2", evidence="Seen.", band=_band(part, item), confirmed="yes")
    assert worker.send(path, **sent).status_code == 303
    assert item not in workspace.opened(draft).for_another_age
    assert "data-to-confirm" not in _place(worker, draft, item)[2]


def test_saving_the_page_without_a_tick_confirms_nothing(
    worker: Browser, draft: int, item: str, workspace: Workspace
) -> None:
    path, _, part = _place(worker, draft, item)
    worker.send(path, **fields(item, 1, answer="2", evidence="Seen.", band=_band(part, item)))
    assert item in workspace.opened(draft).for_another_age


@pytest.mark.parametrize("band", ["", "nonsense", "%00", "x" * 5000])
def test_a_band_of_nobodys_page_confirms_nothing(
    worker: Browser, draft: int, item: str, workspace: Workspace, band: str
) -> None:
    path, _, _ = _place(worker, draft, item)
    sent = fields(item, 1, answer="2", evidence="Seen.", band=band, confirmed="yes")
    assert worker.send(path, **sent).status_code == 303
    assert item in workspace.opened(draft).for_another_age


def test_saving_one_answer_tells_which_ones_are_still_to_be_confirmed(
    worker: Browser, draft: int, item: str, workspace: Workspace
) -> None:
    _, number, part = _place(worker, draft, item)
    before = len(workspace.opened(draft).for_another_age)
    sent = fields(item, 1, answer="2", evidence="Seen.", band=_band(part, item), confirmed="yes")
    facts = told(worker.send(f"/assessments/{draft}/items/{number}", **sent))
    assert len(facts["to_confirm"]) == before - 1
    assert f"q{number}" not in facts["to_confirm"]


def test_a_changed_answer_needs_no_tick(worker: Browser, draft: int, item: str, workspace: Workspace) -> None:
    path, _, part = _place(worker, draft, item)
    worker.send(path, **fields(item, 1, answer="3", band=_band(part, item)))
    opened = workspace.opened(draft)
    assert opened.responses[item] == Response(value="3")
    assert item not in opened.for_another_age
