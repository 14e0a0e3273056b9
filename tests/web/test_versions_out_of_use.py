"""A version out of use is told where its drafts and its scores are read: on each page, and in the report."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine

from assessment_tool.clock import today
from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.definitions.life import Decision, retire, supersede, withdraw
from tests.published import with_first_versions
from tests.web.assessments.workspace import Workspace
from tests.web.browsing import Browser
from tests.web.family import AT, Example

DAY = today(AT)
DECISION = Decision("A. Lead", DAY, "Two grades were mixed up.", approved_by="B. Lead")
NAME = ("graded-care", "1.0.0")
FAULT = "for a fault: Two grades were mixed up."


@pytest.fixture
def folder(app: Flask, tmp_path: Path) -> Path:
    """The instruments of this application alone."""
    copy = with_first_versions(tmp_path / "instruments")
    app.extensions["parts"] = replace(app.extensions["parts"], catalogue=Catalogue([copy]))
    return copy


@pytest.fixture
def again(app: Flask, folder: Path) -> Callable[[], None]:
    """Let the application read the registry again, as after a restart."""

    def read() -> None:
        app.extensions["parts"] = replace(app.extensions["parts"], catalogue=Catalogue([folder]))

    return read


@pytest.fixture
def workspace(engine: Engine, example: Example, folder: Path) -> Workspace:
    """The made-up family's assessments."""
    return Workspace(engine, example, Catalogue([folder]))


def test_a_draft_in_a_superseded_version_names_the_day_until_which_it_can_be_signed(
    worker: Browser, workspace: Workspace, folder: Path, again: Callable[[], None]
) -> None:
    draft = workspace.complete()
    supersede(folder, *NAME, DECISION, DAY + timedelta(days=9))
    again()
    for path in ("", "/read"):
        assert (
            "This draft can be signed until 13 March 2026." in worker.open(f"/assessments/{draft}{path}").text
        )
    assert 'name="content"' in worker.open(f"/assessments/{draft}/sign").source


def test_a_draft_in_a_retired_version_is_read_and_not_signed(
    worker: Browser, workspace: Workspace, folder: Path, again: Callable[[], None]
) -> None:
    draft = workspace.complete()
    page = worker.open(f"/assessments/{draft}/sign")
    retire(folder, *NAME, DECISION)
    again()
    assert "was retired on 4 March 2026" in worker.open(f"/assessments/{draft}").text
    refused = worker.open(f"/assessments/{draft}/sign")
    assert "was retired on 4 March 2026" in refused.text
    assert 'name="content"' not in refused.source
    content = page.source.partition('name="content" value="')[2].partition('"')[0]
    assert worker.send(f"/assessments/{draft}/sign", content=content, has_read="yes").status_code == 409
    assert workspace.opened(draft).is_draft


def test_the_scores_of_a_withdrawn_version_stay_visible_under_a_warning(
    worker: Browser, workspace: Workspace, example: Example, folder: Path, again: Callable[[], None]
) -> None:
    signed = workspace.signed()
    trend = f"/families/{example.family_id}/trends/graded-care?child={example.child_id}"
    assert FAULT not in worker.open(trend).text
    withdraw(folder, *NAME, DECISION)
    again()
    read = worker.open(f"/assessments/{signed}/read")
    assert FAULT in read.text
    assert "decide nothing by them alone" in read.text
    page = worker.open(trend)
    assert FAULT in page.text
    assert f"/assessments/{signed}/read" in page.links()


def test_nothing_new_is_begun_in_a_version_out_of_use(
    worker: Browser, example: Example, folder: Path, again: Callable[[], None]
) -> None:
    choose = f"/families/{example.family_id}/assessments/new"
    assert "Graded care scale" in worker.open(choose).text
    withdraw(folder, *NAME, DECISION)
    again()
    assert "Graded care scale" not in worker.open(choose).text
