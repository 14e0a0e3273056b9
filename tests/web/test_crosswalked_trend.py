"""A crosswalk file, from the instrument's folder to what the trend page and the report say by it."""

import hashlib
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine

from assessment_tool.config import Settings
from assessment_tool.core.trend import BreakReason, Headline
from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.services.trends import Trend, trend_of
from tests.documents.reading import pages, squeezed
from tests.published import in_version_2, published
from tests.services.case import Case
from tests.services.conftest import INSTRUMENTS
from tests.web.application import application
from tests.web.browsing import Browser
from tests.web.family import AT, AUDIT_KEY, Example
from tests.web.test_narrowed_trend import as_rows

CROSSWALK = """\
id: small
from: 1
to: 2
approved_by: "Head of service"
approved_on: "2025-03-04"
evidence: "Twenty families were graded with both."
scales:
  total: {{{claim}, because: "The words were weighed one by one."}}
"""
CLAIMS = {
    "same": "kind: same",
    "not_comparable": "kind: not_comparable",
    "rescore": "kind: rescore",
    "linear": "kind: linear, factor: 0.5, offset: 2, decimals: 0",
    "table": "kind: table, table: [[1, 1], [2, 3], [3, 3], [4, 4], [5, 5]]",
}
CONVERTED = {
    "rescore": (
        "Scores of version 1 on The total are worked out again with version 2.0.0 from the answers "
        "given then: The words were weighed"
    ),
    "linear": "converted to version 2, times 0.5, plus 2, rounded to whole numbers: The words were weighed",
    "table": "converted to version 2 by a table, 1 becomes 1, 2 becomes 3, 3 becomes 3, 4 becomes 4,",
}


@pytest.fixture(params=["same"])
def kind(request: pytest.FixtureRequest) -> str:
    """What the crosswalk calls the scale."""
    return str(request.param)


@pytest.fixture
def crosswalk(tmp_path: Path, kind: str) -> Path:
    """The crosswalk between two versions of the small scale, the newer of which is worded anew."""
    shutil.copytree(INSTRUMENTS / "small", tmp_path / "written" / "small")
    in_version_2(tmp_path / "written", "small", ("Is there food?", "Is there enough food?"))
    file = tmp_path / "written" / "small" / "crosswalk" / "1-2.yaml"
    file.parent.mkdir()
    file.write_text(CROSSWALK.format(claim=CLAIMS[kind]), encoding="utf-8")
    return file


@pytest.fixture
def instruments(tmp_path: Path, crosswalk: Path) -> Path:
    """Both versions and the crosswalk, published."""
    return published(tmp_path / "instruments", crosswalk.parents[2])


@pytest.fixture
def app(engine: Engine, instruments: Path) -> Iterator[Flask]:
    """The application with both versions beside the instruments that ship."""
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
    first = published(tmp_path / "first", INSTRUMENTS)
    Case(engine, example, Catalogue([first])).signed()
    now = Case(engine, example, Catalogue([instruments]))
    now.signed(observed_on=date(2026, 3, 3))
    return now


def trend(case: Case) -> Trend:
    wanted = case.wanted()
    with case.acting() as (session, actor):
        return trend_of(
            session, actor, wanted.family_id, "small", wanted.child_id, catalogue=case.catalogue, at=AT
        )


@pytest.fixture
def path(example: Example) -> str:
    """The address of the trend."""
    return f"/families/{example.family_id}/trends/small?child={example.child_id}"


def test_what_the_file_calls_the_same_is_joined_and_the_page_says_by_whose_word(
    case: Case, worker: Browser, path: str, crosswalk: Path
) -> None:
    [series] = trend(case).series("total")
    change = series.latest_change()
    assert (series.breaks, change and change.headline) == ((), Headline.SAME)
    page = worker.open(path)
    said, before_approval = page.text, page.source.partition("Approved by")[0]
    assert before_approval.rpartition("<details")[2].startswith(' class="govuk-details">')
    assert "nothing is worked out again here" in said
    assert "are compared as one scale on The total: The words were weighed one by one." in said
    assert "Approved by Head of service, 4 March 2025. Evidence: Twenty families" in said
    assert hashlib.sha256(crosswalk.read_bytes()).hexdigest() in said


def test_the_report_says_it_too_and_names_the_crosswalk_by_its_hash(
    case: Case, worker: Browser, crosswalk: Path
) -> None:
    wanted = case.wanted()
    address = f"/families/{wanted.family_id}/reports/trend"
    answer = worker.send(address, child=wanted.child_id, instrument="small", submission="one-key")
    said = squeezed(" ".join(pages(worker.client.get(f"{answer.location}/open").data)))
    assert squeezed("Approved by Head of service, 4 March 2025. Evidence: Twenty families") in said
    assert hashlib.sha256(crosswalk.read_bytes()).hexdigest() in said


@pytest.mark.parametrize("kind", ["not_comparable"], indirect=True)
def test_what_the_file_calls_not_comparable_is_not_joined_and_the_page_gives_the_reason(
    case: Case, worker: Browser, path: str
) -> None:
    [series] = trend(case).series("total")
    assert [gap.reasons for gap in series.breaks] == [(BreakReason.SCALE_CHANGED,)]
    said = worker.open(path).text
    assert "The total: The words were weighed one by one." in said
    assert "compared as one scale" not in said
    assert "Head of service" not in said


@pytest.mark.parametrize("kind", CONVERTED, indirect=True)
def test_a_converted_score_stands_beside_the_signed_one_and_the_page_says_how_and_by_whose_word(
    case: Case, worker: Browser, path: str, crosswalk: Path, kind: str
) -> None:
    [series] = trend(case).series("total")
    assert (series.breaks, [one.mapped is None for one in series.points]) == ((), [False, True])
    page = worker.open(path)
    came_to = "2" if kind == "rescore" else "3"
    assert CONVERTED[kind] in page.text
    assert f"2as 2.0.0: {came_to}" in page.text
    assert f"2 (as 2.0.0: {came_to}) before, 2 now" in page.text
    assert "nothing is worked out again here" not in page.text
    assert ("no answer is scored again here" in page.text) is (kind != "rescore")
    assert "converted to the newer version" in page.source
    assert "Approved by Head of service, 4 March 2025." in page.text
    assert hashlib.sha256(crosswalk.read_bytes()).hexdigest() in page.text


@pytest.mark.parametrize("kind", CONVERTED, indirect=True)
def test_the_report_shows_both_scores_and_says_the_same(case: Case, worker: Browser, kind: str) -> None:
    wanted = case.wanted()
    address = f"/families/{wanted.family_id}/reports/trend"
    answer = worker.send(address, child=wanted.child_id, instrument="small", submission="one-key")
    said = squeezed(" ".join(pages(worker.client.get(f"{answer.location}/open").data)))
    assert squeezed(CONVERTED[kind]) in said
    assert squeezed(f"as 2.0.0: {2 if kind == 'rescore' else 3}") in said
    assert (squeezed("Nothing was scored again for it") in said) is (kind != "rescore")


def in_file(worker: Browser, path: str) -> list[tuple[str, str, str]]:
    """Of each row of the file its version, its value, and what that is converted to."""
    found = as_rows(worker.client.get(path.replace("/small?", "/small.csv?")).text)
    return [(row["version"], row["value"], row["converted_to"]) for row in found]


@pytest.mark.parametrize("kind", CONVERTED, indirect=True)
def test_the_file_has_both_scores_in_columns_of_their_own(
    case: Case, worker: Browser, path: str, kind: str
) -> None:
    came_to = "2" if kind == "rescore" else "3"
    assert in_file(worker, path) == [("1.0.0", "2", came_to), ("2.0.0", "2", "")]
    assert case.example.mother_id


@pytest.mark.parametrize("kind", ["same", "not_comparable"], indirect=True)
def test_in_the_file_nothing_is_converted_where_no_crosswalk_converts(
    case: Case, worker: Browser, path: str, kind: str
) -> None:
    assert in_file(worker, path) == [("1.0.0", "2", ""), ("2.0.0", "2", "")], kind
    assert case.example.mother_id


@pytest.mark.parametrize("kind", ["linear"], indirect=True)
def test_in_the_file_nothing_is_converted_that_no_crosswalk_leads_to_the_newest_version(
    case: Case, worker: Browser, path: str, crosswalk: Path, tmp_path: Path
) -> None:
    second = crosswalk.parents[1] / "2.0.0.yaml"
    text = second.read_text(encoding="utf-8").replace('version: "2.0.0"', 'version: "3.0.0"')
    newest = text.replace("Is there enough food?", "Is there always enough food?")
    second.with_stem("3.0.0").write_text(newest, encoding="utf-8")
    third = published(tmp_path / "third", crosswalk.parents[2])
    assert in_file(worker, path)[0] == ("1.0.0", "2", "3")
    Case(case.engine, case.example, Catalogue([third])).signed(observed_on=date(2026, 3, 4))
    assert in_file(worker, path) == [(f"{major}.0.0", "2", "") for major in (1, 2, 3)]


@pytest.mark.parametrize("kind", ["linear"], indirect=True)
def test_in_the_file_nothing_is_converted_without_the_newer_assessment(
    case: Case, worker: Browser, path: str
) -> None:
    assert in_file(worker, f"{path}&to-day=2&to-month=3&to-year=2026") == [("1.0.0", "2", "")]
    assert case.example.mother_id


@pytest.mark.parametrize("kind", ["linear"], indirect=True)
def test_the_two_side_by_side_show_both_scores_and_compare_no_items(
    case: Case, worker: Browser, path: str
) -> None:
    before, after = (one.scored.revision_id for one in trend(case).assessments)
    compare = path.replace("/trends/small?", f"/trends/small/compare?before={before}&after={after}&")
    said = worker.open(compare).text
    assert "2 (as 2.0.0: 3) before, 2 now: better. Converted scores: items are not compared." in said
    assert "Is there enough food? Not compared: not asked alike" in said
