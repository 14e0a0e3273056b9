"""`instruments`: listed, checked, shown."""

import json
from pathlib import Path

import pytest

from assessment_tool.resources import instruments_dir
from tests.cli.conftest import Run, refused


def test_every_shipped_version_is_listed(run: Run) -> None:
    listed = json.loads(run("instruments", "list", "--json").stdout)
    assert [(one["id"], one["version"], one["status"]) for one in listed] == [
        ("alcohol-and-care", "1.0.0", "active"),
        ("graded-care", "1.0.0", "active"),
        ("social-history", "1.0.0", "active"),
    ]
    assert all(len(one["hash"]) == 64 for one in listed)
    assert "graded-care@1.0.0\tactive\tGraded care scale" in run("instruments", "list").stdout


def test_the_shipped_instruments_have_no_findings(run: Run) -> None:
    result = run("instruments", "lint", instruments_dir() / "social-history", "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == []


def test_findings_are_told_with_their_place_and_exit_1(run: Run, tmp_path: Path) -> None:
    result = run("instruments", "lint", tmp_path)
    assert result.exit_code == 1
    assert "There is no instrument here" in result.stdout
    assert json.loads(run("instruments", "lint", tmp_path, "--json").stdout)[0]["line"] == 1


def test_a_path_that_is_not_there_is_bad_input(run: Run, tmp_path: Path) -> None:
    refused(run("instruments", "lint", tmp_path / "nowhere"))


def test_an_instrument_is_shown_with_its_items_and_scales(run: Run) -> None:
    said = run("instruments", "show", "graded-care").stdout
    assert "meals_regular\tgraded" in said
    assert "= food\tgraded_care of meals_regular" in said
    shown = json.loads(run("instruments", "show", "graded-care@1.0.0", "--json").stdout)
    assert set(shown) == {"hash", "status", "definition"}


@pytest.mark.parametrize("name", ["graded-car", "graded-care@2.0.0"])
def test_an_instrument_that_is_not_there_is_one_line_with_near_names(run: Run, name: str) -> None:
    assert "Did you mean graded-care" in refused(run("instruments", "show", name))
