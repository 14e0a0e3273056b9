"""Scores that a newer version no longer has: what was signed stands on page and in report."""

import csv
import shutil
from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine

from assessment_tool.config import Settings
from assessment_tool.definitions.catalogue import Catalogue
from tests.documents.reading import pages, squeezed
from tests.published import in_version_2, published
from tests.services.case import Case
from tests.services.conftest import INSTRUMENTS
from tests.web.application import application
from tests.web.browsing import Browser
from tests.web.family import AUDIT_KEY, Example

ANOTHER = ("id: total\n", "id: altogether\n")


@pytest.fixture(params=[(ANOTHER,)])
def instruments(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The small scale in two versions, of which the newer has another score."""
    written = tmp_path / "written"
    shutil.copytree(INSTRUMENTS / "small", written / "small")
    in_version_2(written, "small", *request.param)
    return published(tmp_path / "instruments", written)


@pytest.fixture
def app(engine: Engine, instruments: Path) -> Iterator[Flask]:
    settings = Settings(
        database_url=engine.url.render_as_string(hide_password=False),
        secret_key="only for tests, and long enough to be taken",
        audit_keys=(AUDIT_KEY,),
        is_demonstration=True,
        instrument_dirs=(instruments,),
    )
    app = application(settings)
    yield app
    app.extensions["parts"].engine.dispose()


@pytest.fixture
def case(engine: Engine, example: Example, instruments: Path, tmp_path: Path) -> Case:
    """The family, assessed once with each version."""
    Case(engine, example, Catalogue([published(tmp_path / "first", INSTRUMENTS)])).signed()
    now = Case(engine, example, Catalogue([instruments]))
    now.signed(observed_on=date(2026, 3, 3))
    return now


@pytest.fixture
def path(case: Case) -> str:
    return f"/families/{case.wanted().family_id}/trends/small?child={case.wanted().child_id}"


def test_the_page_has_what_was_scored_on_it_with_the_last_version(worker: Browser, path: str) -> None:
    said = worker.open(path).text
    assert "Scores that version 2.0.0 no longer has" in said
    assert "The total last in version 1.0.0" in said.partition("no longer has")[2]
    assert "no longer has" not in worker.open(f"{path}&area=altogether").text


def test_an_older_version_that_looked_later_ends_no_score_of_the_newest(
    worker: Browser, engine: Engine, example: Example, path: str, tmp_path: Path
) -> None:
    older = Case(engine, example, Catalogue([published(tmp_path / "later", INSTRUMENTS)]))
    older.signed(observed_on=date(2026, 3, 4))
    said = worker.open(path).text
    assert "Scores that version 2.0.0 no longer has" in said
    assert "Scores that version 1.0.0 no longer has" not in said


def test_the_file_holds_it_with_no_word_of_a_change(worker: Browser, path: str) -> None:
    file = worker.client.get(path.replace("small?", "small.csv?")).get_data(as_text=True)
    rows = list(csv.DictReader(StringIO(file.removeprefix("\ufeff"))))
    assert [(row["version"], row["scale"], row["change_word"]) for row in rows] == [
        ("1.0.0", "The total", ""),
        ("2.0.0", "The total", "nothing to compare yet"),
    ]
    narrow = worker.client.get(f"{path.replace('small?', 'small.csv?')}&area=altogether").get_data(
        as_text=True
    )
    assert "1.0.0" not in narrow
    assert "2.0.0" in narrow


def test_children_side_by_side_have_it_too(worker: Browser, case: Case) -> None:
    page = worker.open(f"/families/{case.wanted().family_id}/trends/small/siblings")
    assert page.text.count("The total") == 1


def report(worker: Browser, case: Case) -> str:
    """The text of the report, without its spaces."""
    wanted = case.wanted()
    address = f"/families/{wanted.family_id}/reports/trend"
    answer = worker.send(address, child=wanted.child_id, instrument="small", submission="one-key")
    return squeezed(" ".join(pages(worker.client.get(f"{answer.location}/open").data)))


def test_the_report_says_the_same(worker: Browser, case: Case) -> None:
    assert squeezed("“The total”, last in version 1.0.0: Mara Ashdown,") in report(worker, case)


@pytest.mark.parametrize("instruments", [()], indirect=True)
def test_where_every_score_goes_on_nothing_is_said(worker: Browser, path: str) -> None:
    assert "no longer has" not in worker.open(path).text
