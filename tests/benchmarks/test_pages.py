"""What the pages cost that are opened all day, through the whole application, signed in."""

import shutil
from pathlib import Path

import pytest

from assessment_tool.records import create_engine_for
from tests.benchmarks.figures import Figures
from tests.benchmarks.service import Service, serving

pytestmark = pytest.mark.benchmark

FIRST = "meals_regular"
HISTORY = 12
LONG_HISTORY, VERY_LONG_HISTORY = 50, 200


def kibibytes(content: bytes) -> str:
    """How large a page is."""
    return f"{len(content) / 1024:.0f} KiB"


def test_showing_the_whole_form(figures: Figures, sqlite_service: Service) -> None:
    path = f"/assessments/{sqlite_service.draft()}/answer/all"
    content = sqlite_service.page(path).data
    assert content.count(b'-version" value="1"') == 49
    figures.measure(
        "Form of 48 graded items, all answered",
        lambda: sqlite_service.page(path),
        target=30,
        remark=f"{sqlite_service.queries(path)} queries, {kibibytes(content)}",
    )


def test_showing_one_sheet(figures: Figures, sqlite_service: Service) -> None:
    path = f"/assessments/{sqlite_service.draft()}/answer/1"
    remark = f"{sqlite_service.queries(path)} queries, {kibibytes(sqlite_service.page(path).data)}"
    figures.measure("One sheet of that form", lambda: sqlite_service.page(path), remark=remark)


def saved_again_and_again(service: Service, figures: Figures, name: str) -> None:
    """Measure autosave of an item whose grade and evidence change every time."""
    path = f"/assessments/{service.draft()}/items/1"
    headers = {"X-CSRFToken": service.browser.token(), "Accept": "application/json"}
    version = 1

    def saved() -> None:
        nonlocal version
        sent = {
            f"{FIRST}-version": version,
            f"{FIRST}-answer": str(version % 5 + 1),
            f"{FIRST}-evidence": f"Version {version + 1}.",
            f"{FIRST}-source": "Own visit",
            f"{FIRST}-confidence": "high",
        }
        answer = service.browser.client.post(path, data=sent, headers=headers)
        assert answer.status_code == 200
        version += 1
        assert answer.json
        assert answer.json["version"] == version

    figures.measure(name, saved, target=15)


def test_saving_one_answer(figures: Figures, service: Service) -> None:
    saved_again_and_again(service, figures, f"Save one answer, {service.make}")


def test_saving_one_answer_to_disk(figures: Figures, sqlite_template: Path, tmp_path: Path) -> None:
    file = tmp_path / "on_disk.sqlite"
    shutil.copyfile(sqlite_template, file)
    engine = create_engine_for(f"sqlite:///{file}")
    with serving(engine) as service:
        saved_again_and_again(service, figures, "Save one answer, SQLite on this machine’s disk")
    engine.dispose()


def trend_shown(service: Service, figures: Figures, assessments: int, target: float) -> None:
    """Measure the trend page of so many assessments."""
    path = service.live_through(assessments)
    content = service.page(path).data
    assert content.count(b"<svg") >= 4
    assert content.count(b"<polyline") > 4
    figures.measure(
        f"Trend page of {assessments} assessments, {service.make}",
        lambda: service.page(path),
        target=target,
        remark=f"{service.queries(path)} queries, {kibibytes(content)}",
    )


def test_showing_a_trend(figures: Figures, service: Service) -> None:
    trend_shown(service, figures, HISTORY, target=50)


def test_showing_a_long_trend(figures: Figures, sqlite_service: Service) -> None:
    trend_shown(sqlite_service, figures, LONG_HISTORY, target=75)


def test_showing_the_newest_of_a_very_long_trend(figures: Figures, sqlite_service: Service) -> None:
    trend_shown(sqlite_service, figures, VERY_LONG_HISTORY, target=120)


def test_showing_a_family(figures: Figures, sqlite_service: Service) -> None:
    sqlite_service.live_through(HISTORY)
    path = f"/families/{sqlite_service.example.family_id}"
    content = sqlite_service.page(path).data
    remark = f"{sqlite_service.queries(path)} queries, {kibibytes(content)}"
    figures.measure(
        f"Family page with {HISTORY} assessments", lambda: sqlite_service.page(path), target=50, remark=remark
    )
