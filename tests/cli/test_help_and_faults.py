"""Every command explains itself, and a fault is one clear line with exit 2."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from assessment_tool.cli import main
from tests.cli.conftest import Run, refused

COMMAND = Path(sys.executable).parent / "assessment-tool"


def every_command(group: click.Group = main, words: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, command in group.commands.items():
        yield (*words, name)
        if isinstance(command, click.Group):
            yield from every_command(command, (*words, name))


NEED_A_DATABASE = [
    ("families", "list"),
    ("families", "list", "--json"),
    ("db", "check"),
    ("rescore", "--check"),
    ("report", "make", "DEMO-001", "--out", "report.pdf"),
    ("user", "add", "ann", "--name", "Ann", "--role", "auditor", "--post", "Auditor", "--password", "x" * 15),
]


@pytest.mark.parametrize("words", [(), *every_command()], ids=" ".join)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_every_command_has_help(run: Run, words: tuple[str, ...], option: str) -> None:
    result = run(*words, option)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Usage: {' '.join(['assessment-tool', *words])}")
    assert result.stderr == ""


@pytest.mark.parametrize("words", [(), ("demo",), ("db",), ("instruments",)], ids=" ".join)
def test_a_group_without_a_command_shows_its_help_as_a_fault(run: Run, words: tuple[str, ...]) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Commands:" in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("nonsense",),
        ("demo", "nonsense"),
        ("--nonsense",),
        ("families", "list", "--nonsense"),
        ("score",),
        ("rescore",),
        ("demo", "serve", "--port", "0"),
        ("demo", "serve", "--port", "eighty"),
    ],
    ids=" ".join,
)
def test_a_word_that_is_not_known_is_one_line_that_names_the_help(run: Run, words: tuple[str, ...]) -> None:
    assert "--help" in refused(run(*words))


@pytest.mark.parametrize("words", NEED_A_DATABASE, ids=" ".join)
def test_a_database_that_is_not_there_is_one_line_and_is_not_made(
    run: Run, database: Path, words: tuple[str, ...]
) -> None:
    said = refused(run(*words))
    assert "There is no database" in said
    assert "assessment-tool db upgrade" in said
    assert not database.parent.exists()


@pytest.mark.parametrize("words", NEED_A_DATABASE, ids=" ".join)
def test_a_database_that_is_not_migrated_is_one_line(
    run: Run, database: Path, words: tuple[str, ...]
) -> None:
    database.parent.mkdir()
    database.touch()
    said = refused(run(*words))
    assert "stands at nothing" in said
    assert "assessment-tool db upgrade" in said


@pytest.mark.parametrize("words", [*NEED_A_DATABASE, ("db", "upgrade"), ("demo", "load")], ids=" ".join)
def test_a_file_that_is_no_database_is_one_line_and_stays_as_it_is(
    run: Run, database: Path, words: tuple[str, ...]
) -> None:
    database.parent.mkdir()
    database.write_text("a letter to nobody\n" * 200, encoding="utf-8")
    assert "cannot be used" in refused(run(*words))
    assert database.read_text(encoding="utf-8").startswith("a letter")


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("nonsense", "sqlite:///FILE"),
        ("mysql://localhost/x", "not mysql"),
        ("postgresql://127.0.0.1:1/none", "cannot be used"),
    ],
)
def test_an_address_that_is_no_database_is_one_line(run: Run, address: str, told: str) -> None:
    assert told in refused(run("families", "list", ASSESSMENT_TOOL_DATABASE=address))


def test_an_instrument_that_cannot_be_used_is_told_line_by_line(tmp_path: Path) -> None:
    folder = tmp_path / "own" / "broken"
    folder.mkdir(parents=True)
    (folder / "instrument.yaml").write_text("id: broken\n", encoding="utf-8")
    (folder / "1.0.0.yaml").write_text("version: '1.0.0'\n", encoding="utf-8")
    words = [str(COMMAND), "instruments", "list"]
    environment = {**os.environ, "ASSESSMENT_TOOL_INSTRUMENT_DIRS": str(folder.parent)}
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "1.0.0.yaml:" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_installed_command_answers_with_its_version() -> None:
    done = subprocess.run([COMMAND, "--version"], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert done.stdout.startswith("assessment-tool, version ")
    assert done.stderr == ""
