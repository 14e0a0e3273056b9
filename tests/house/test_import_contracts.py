"""The import contracts of pyproject.toml are kept here, and are broken by a package that breaks them."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source_tree import ROOT

MODULES = [
    "app",
    "web",
    "api",
    "cli",
    "jobs",
    "documents",
    "services",
    "records",
    "definitions",
    "charts",
    "core",
]
LEAVES = ["clock", "config", "resources"]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Hold the package in the folder to the contracts of the pyproject.toml in it."""
    words = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as lint; lint()"]
    return subprocess.run(
        [*words, "--no-cache", "--no-logo"], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.fixture
def miniature(tmp_path: Path) -> Path:
    """A folder with this project's contracts and a package of the same rings, all of them empty."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    package = tmp_path / "assessment_tool"
    package.mkdir()
    for name in ["__init__", *MODULES, *LEAVES]:
        (package / f"{name}.py").touch()
    return package


def test_the_contracts_are_kept() -> None:
    checked = lint(ROOT)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_a_package_whose_imports_point_inwards_keeps_the_contracts(miniature: Path) -> None:
    (miniature / "web.py").write_text("from assessment_tool import services, core, clock\n", encoding="utf-8")
    (miniature / "cli.py").write_text("from assessment_tool import app\n", encoding="utf-8")
    checked = lint(miniature.parent)
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("core", "from assessment_tool import records"),
        ("records", "from assessment_tool import services"),
        ("records", "from assessment_tool import definitions"),
        ("services", "from assessment_tool import documents"),
        ("web", "from assessment_tool import cli"),
        ("web", "from assessment_tool import records"),
        ("cli", "from assessment_tool import records"),
        ("clock", "from assessment_tool import core"),
        ("services", "import weasyprint"),
        ("nowhere", "from assessment_tool import core"),
    ],
)
def test_a_contract_is_broken_by(importer: str, imported: str, miniature: Path) -> None:
    (miniature / f"{importer}.py").write_text(imported + "\n", encoding="utf-8")
    checked = lint(miniature.parent)
    assert checked.returncode != 0
    assert "BROKEN" in checked.stdout or "not listed" in checked.stdout + checked.stderr
