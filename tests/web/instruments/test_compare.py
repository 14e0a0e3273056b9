"""Two versions side by side: changes in words, trends that go on or break, both wordings with their marks."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.assessments.test_queries import statements
from tests.web.browsing import Browser, Page

if TYPE_CHECKING:
    from sqlalchemy import Engine

MINOR = "/instruments/graded-care/compare/1.0.0/1.1.0"
MAJOR = "/instruments/graded-care/compare/1.1.0/2.0.0"
GUIDANCE = "/instruments/social-history/compare/1.0.0/1.1.0"
MOST = 4


def marks(page: Page, element: str) -> list[str]:
    """The words that the page marks as only in one version."""
    found = page.tree.iter(f"{{http://www.w3.org/1999/xhtml}}{element}")
    return ["".join(one.itertext()) for one in found][1:]  # the first explains the mark itself


def test_each_change_is_told_with_the_bump_that_it_needs(admin: Browser) -> None:
    text = admin.open(MAJOR).text
    assert "Declared: a major. Needed: a major." in text
    assert "No longer there Major Description of grade 1 Description of grade 2" in text
    assert "New Major Descriptions for children under 1 year" in text
    assert "Reworded Patch Introduction" in text


def test_a_new_question_stands_beside_the_word_that_it_was_not_there(admin: Browser) -> None:
    page = admin.open(MINOR)
    assert "New Minor This question" in page.text
    assert "Not there in this version." in page.text
    assert marks(page, "del") == []


def test_only_the_words_that_differ_are_marked_on_each_side(admin: Browser, folder: Path) -> None:
    change(
        folder, "social-history", "1.1.0", "Write the dialect where an interpreter", "Note the dialect if one"
    )
    page = admin.open("/instruments/social-history/compare/1.1.0/1.1.1")
    assert marks(page, "del") == ["Write", "where an interpreter"]
    assert marks(page, "ins") == ["Note", "if one"]


def test_ages_at_which_nothing_changed_are_not_repeated(admin: Browser) -> None:
    text = admin.open(MAJOR).text
    assert "5 years to under 16 years" in text
    assert "Under 3 years" not in text


def test_a_break_has_the_crosswalks_reason_and_who_approved_it(admin: Browser) -> None:
    text = admin.open(MAJOR).text
    assert "Sleep and rest Breaks Not comparable: Night care had one set" in text
    assert "Approved by Practice lead for assessment on 23 November 2026. Evidence: The wording of" in text
    assert "13 of 17 trends go on Food" in text


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("same", "Goes on where the same questions were asked Called the same: Night"),
        (
            "rescore",
            "Goes on with earlier scores converted Earlier answers are scored by the later",
        ),
        (
            "linear\n    factor: 1\n    offset: 0",
            "Goes on with earlier scores converted Earlier scores are converted by a factor",
        ),
    ],
)
def test_a_score_that_is_joined_or_converted_goes_on(
    admin: Browser, folder: Path, kind: str, said: str
) -> None:
    file = folder / "graded-care" / "crosswalk" / "1-2.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("kind: not_comparable", f"kind: {kind}", 1), encoding="utf-8")
    assert f"Sleep and rest {said}" in admin.open(MAJOR).text


def test_a_break_that_no_crosswalk_speaks_of_is_called_one(admin: Browser, folder: Path) -> None:
    (folder / "graded-care" / "crosswalk" / "1-2.yaml").unlink()
    assert "No crosswalk says how the scores compare" in admin.open(MAJOR).text


def test_where_nothing_scored_changes_every_trend_goes_on(admin: Browser) -> None:
    assert "Every score stays comparable: all" in admin.open(MINOR).text


def test_administrators_read_where_a_change_stands_and_not_where_the_folder_is(
    admin: Browser, folder: Path
) -> None:
    page = admin.open(MAJOR)
    assert "graded-care/1.1.0.yaml:6:1 → graded-care/2.0.0.yaml:6:1" in page.text
    assert str(folder) not in page.source


@pytest.mark.usefixtures("folder")
def test_nobody_else_reads_where_a_change_stands(manager: Browser) -> None:
    page = manager.open(MAJOR)
    assert page.heading.endswith("From version 1.1.0 to version 2.0.0")
    assert ".yaml" not in page.source


def test_the_wrong_way_round_leads_to_the_right_one(admin: Browser) -> None:
    answer = admin.client.get("/instruments/graded-care/compare/2.0.0/1.1.0")
    assert (answer.status_code, answer.location) == (302, MAJOR)


@pytest.mark.usefixtures("folder")
def test_the_versions_page_leads_to_the_comparison_with_the_version_before(admin: Browser) -> None:
    links = admin.open("/instruments/graded-care").links()
    assert "/instruments/graded-care/compare/1.0.0/2.0.0" in links


@pytest.mark.parametrize(
    "path",
    [
        *("graded-care/compare/1.0.0/1.0.0", "graded-care/compare/1.0.0/9.9.9"),
        *("graded-care/compare/1.0/2", "none/compare/1.0.0/2.0.0"),
        *("graded-care/compare/1.0.0/..%2f2.0.0", f"graded-care/compare/1.0.0/{'9' * 5000}"),
    ],
)
def test_what_cannot_be_compared_is_not_found(admin: Browser, path: str) -> None:
    admin.open(f"/instruments/{path}", 404)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("path", [MAJOR, "/instruments/graded-care/compare/2.0.0/1.0.0"])
def test_a_draft_on_either_side_is_not_there_for_others(worker: Browser, path: str) -> None:
    assert worker.open(path, 404).heading == "Page not found"


def test_a_draft_with_faults_is_told_of_with_the_way_to_mend_it(admin: Browser, folder: Path) -> None:
    (folder / "graded-care" / "9.0.0.yaml").write_text("id: [", encoding="utf-8")
    for path in ("compare/1.0.0/9.0.0", "9.0.0", "9.0.0/blank.pdf"):
        page = admin.open(f"/instruments/graded-care/{path}", 409)
        assert page.heading == "This version cannot be shown"
        assert "graded-care/9.0.0.yaml:2:1" in page.text
        assert str(folder) not in page.source


def test_who_decides_on_a_draft_with_faults_is_told_of_them_without_their_place(
    manager: Browser, folder: Path
) -> None:
    (folder / "graded-care" / "9.0.0.yaml").write_text("id: [", encoding="utf-8")
    for path, status in (("/9.0.0", 409), ("", 200)):
        page = manager.open(f"/instruments/graded-care{path}", status)
        assert "Must be mended:" in page.text
        assert ".yaml:" not in page.text


def test_a_stranger_is_asked_to_sign_in(stranger: FlaskClient) -> None:
    assert stranger.get(MINOR).location.startswith("/sign-in")


def test_the_page_asks_the_database_for_the_person_alone(admin: Browser, app: Flask) -> None:
    engine: Engine = app.extensions["parts"].engine
    with statements(engine) as sent:
        admin.open(MAJOR)
    assert 0 < len(sent) <= MOST


def change(folder: Path, instrument: str, version: str, old: str, new: str) -> None:
    """Write the next patch as a draft that says one thing otherwise."""
    text = (folder / instrument / f"{version}.yaml").read_text(encoding="utf-8")
    major, minor, patch = version.split(".")
    higher = f"{major}.{minor}.{int(patch) + 1}"
    for before, after in ((f'"{version}"', f'"{higher}"'), (old, new)):
        assert before in text, before
        text = text.replace(before, after)
    (folder / instrument / f"{higher}.yaml").write_text(text, encoding="utf-8")
