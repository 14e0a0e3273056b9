"""The developer's one script does its work once, and says clearly what it cannot do."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

import dev
from assessment_tool.config import DEFAULT_DATABASE
from tests.house.source_tree import ROOT


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands for .venv."""
    monkeypatch.setattr(dev, "VENV", tmp_path)
    return tmp_path


@pytest.mark.usefixtures("environment")
def test_work_is_done_once_until_what_it_was_done_for_changes() -> None:
    done: list[str] = []
    for lock in ("one", "one", "two"):
        dev.with_stamp("lock", lock, lambda lock=lock: done.append(lock))  # type: ignore[misc]  # bound in a loop
    assert done == ["one", "two"]


def test_work_that_failed_is_tried_again(environment: Path) -> None:
    def fail() -> None:
        raise dev.StopError

    with pytest.raises(dev.StopError):
        dev.with_stamp("lock", "one", fail)
    assert list(environment.iterdir()) == []


def test_a_port_that_another_program_holds_is_named() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(dev.StopError, match=f"Port {port} cannot be used"):
            dev.refuse_a_taken(port)


def test_a_python_that_is_too_old_is_told_which_one_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    with pytest.raises(dev.StopError, match=r"3\.11, 3\.12 or 3\.13 is needed; this is 3\.10"):
        dev.check_python()


def test_what_is_missing_is_named_with_the_one_command_that_brings_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    dev.provide([dev.Need("Pango", lambda: False, ("libpango-1.0-0",), "reports cannot be printed")])
    assert capsys.readouterr().out.splitlines() == [
        "Pango is not installed: reports cannot be printed.",
        "On Debian or Ubuntu: sudo apt-get install libpango-1.0-0",
    ]


def test_root_on_debian_has_what_is_missing_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = tmp_path / "said"
    apt_get = tmp_path / "apt-get"
    apt_get.write_text(f'#!/bin/sh\necho "$@" >>"{said}"\n', encoding="utf-8")
    apt_get.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("os.geteuid", lambda: 0)
    dev.provide([dev.Need("Pango", said.exists, ("libpango-1.0-0",), "reports cannot be printed")])
    assert said.read_text(encoding="utf-8").splitlines() == [
        "-q update",
        "-q install --yes --no-install-recommends libpango-1.0-0",
    ]
    assert "not installed" not in capsys.readouterr().out


def test_what_is_there_needs_no_word(capsys: pytest.CaptureFixture[str]) -> None:
    dev.provide([dev.Need("Pango", lambda: True, ("libpango-1.0-0",), "reports cannot be printed")])
    assert capsys.readouterr().out == ""


def test_serving_uses_the_same_database_as_every_command_in_this_folder() -> None:
    assert f"sqlite:///{dev.DEMO_DATABASE.relative_to(ROOT)}" == DEFAULT_DATABASE


def test_the_command_runs_once_also_when_another_process_imports_it(tmp_path: Path) -> None:
    script = tmp_path / "imported.py"
    script.write_text(dev.CONSOLE_SCRIPT.format(python=sys.executable), encoding="utf-8")
    words = [sys.executable, "-c", "import imported, sys; print('imported', *sys.argv)", "nonsense"]
    done = subprocess.run(
        words, cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(("arguments", "status"), [([], 2), (["serv"], 2), (["--help"], 0)])
def test_a_task_that_is_not_known_shows_the_tasks(arguments: list[str], status: int) -> None:
    words = [sys.executable, "dev.py", *arguments]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == status
    assert "python3 dev.py serve" in done.stdout
