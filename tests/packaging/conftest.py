"""A wheel of this checkout, and an environment that has it installed but has never heard of the checkout."""

import os
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Installation:
    """Where the wheel was installed, the folder that it runs in, and the settings that it runs with."""

    programs: Path
    folder: Path
    settings: dict[str, str]

    def command(self, program: str, *arguments: str) -> list[str]:
        """The words that start one of the installation's programs."""
        return [str(self.programs / program), *arguments]

    def run(self, program: str, *arguments: str) -> str:
        """What a program of the installation prints; it must succeed."""
        words = self.command(program, *arguments)
        done = subprocess.run(
            words, cwd=self.folder, env=self.settings, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def must_succeed(words: Sequence[str | Path]) -> None:
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="package")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built as a release would be, but with the tools that are here already."""
    folder = tmp_path_factory.mktemp("wheel")
    must_succeed([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT])
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="package")
def installation(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """The wheel in an environment of its own, which borrows its dependencies from the one that runs this.

    A folder named in a .pth file becomes importable, but its own .pth files stay unread: so the checkout,
    which one of those names, is out of reach.
    """
    home, folder = tmp_path_factory.mktemp("environment"), tmp_path_factory.mktemp("elsewhere")
    venv.create(home, symlinks=True)
    programs = home / "bin"
    must_succeed(
        [
            sys.executable,
            "-m",
            "pip",
            "--python",
            programs / "python",
            "install",
            "-qq",
            "--no-deps",
            "--no-index",
            wheel,
        ]
    )
    own_packages = next(home.glob("lib/python3.*/site-packages"))
    (own_packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    settings = {
        "PATH": os.pathsep.join([str(programs), os.defpath]),
        "ASSESSMENT_TOOL_DEMO": "1",
        "ASSESSMENT_TOOL_DATABASE": f"sqlite:///{folder / 'installed.sqlite'}",
    }
    return Installation(programs, folder, settings)
