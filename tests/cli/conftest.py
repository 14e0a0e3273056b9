"""The command as a person uses it, with a database of the test's own."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from assessment_tool.cli import main
from assessment_tool.cli.place import catalogue

Run = Callable[..., Result]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Where the test's database is to be; it is not there yet."""
    return tmp_path / "kept" / "assessment.sqlite"


@contextmanager
def _own_catalogue(settings: Mapping[str, str]) -> Iterator[None]:
    """Folders of the test's own are looked through by this command alone."""
    if "ASSESSMENT_TOOL_INSTRUMENT_DIRS" not in settings:
        yield
        return
    catalogue.cache_clear()
    yield
    catalogue.cache_clear()


@pytest.fixture
def run(database: Path) -> Run:
    """Run the command with these words; settings are added to the environment."""

    def running(*words: object, **settings: str) -> Result:
        environment = {"ASSESSMENT_TOOL_DATABASE": f"sqlite:///{database}", **settings}
        with _own_catalogue(settings):
            return CliRunner(env=environment).invoke(
                main, [str(word) for word in words], prog_name="assessment-tool"
            )

    return running


@pytest.fixture(scope="session")
def loaded_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database into which the demonstration was loaded by the command; to be copied."""
    file = tmp_path_factory.mktemp("loaded") / "assessment.sqlite"
    runner = CliRunner(env={"ASSESSMENT_TOOL_DATABASE": f"sqlite:///{file}"})
    assert runner.invoke(main, ["demo", "load"]).exit_code == 0
    return file


@pytest.fixture
def loaded(database: Path, loaded_database: Path) -> Path:
    """The test's database, with the demonstration in it."""
    database.parent.mkdir()
    for file in loaded_database.parent.glob(f"{loaded_database.name}*"):
        shutil.copyfile(file, database.with_name(file.name))
    return database


def refused(result: Result, *, lines: int = 1) -> str:
    """What was said; the command must have refused with that many lines, and printed nothing else."""
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    said = result.stderr.splitlines()
    assert len(said) == lines, result.stderr
    assert "Traceback" not in result.stderr
    return str(result.stderr)


def answer(**changes: Any) -> dict[str, Any]:
    """A file of answers for the graded care scale, with some of its parts changed."""
    return {
        "child": {"age_months": 80},
        "respondent": {"sex": "female"},
        "observed_on": "2026-03-04",
        "responses": {"meals_regular": 2, "food_suits_child": 2, "mealtime_care": 3},
        **changes,
    }
