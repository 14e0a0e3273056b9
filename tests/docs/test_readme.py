"""README tells the truth: its commands run, its links lead somewhere, its tree is the tree."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import dev
from assessment_tool.config import Settings
from tests.house.source_tree import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
TOLD_ELSEWHERE = {"__init__.py", "py.typed"}
"""What every package has and nobody needs to be told of."""


def blocks(kind: str) -> list[str]:
    """The contents of the fenced blocks of a kind; an empty kind is a plain block."""
    fenced = re.findall(r"^```(\w*)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    return [content for name, content in fenced if name == kind]


COMMANDS = [line for block in blocks("sh") for line in block.splitlines() if line.strip()]
TREE = blocks("")[0].splitlines()


def committed(folder: str) -> set[str]:
    """The first part of each path below the folder that is, or is to be, in version control."""
    words = ["git", "ls-files", "--cached", "--others", "--exclude-standard", folder]
    listed = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    return {Path(path).relative_to(folder).parts[0] for path in listed}


def in_tree(*, indented: bool) -> set[str]:
    """The names that the tree shows, at its top or inside the package."""
    lines = [line for line in TREE[1:] if line.startswith(" ") == indented]
    return {line.split()[0].rstrip("/") for line in lines}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a new instrument in it, as README supposes."""
    place = tmp_path_factory.mktemp("readme")
    new = shutil.copytree(ROOT / "instruments" / "social-history", place / "own" / "bedtime")
    for file in new.glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("id: social-history\n", "id: bedtime\n", 1), encoding="utf-8")
    return place


def test_every_command_of_the_tool_runs_in_the_order_of_the_page(folder: Path) -> None:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("ASSESSMENT_TOOL_")
    }
    for command in COMMANDS:
        program, *words = shlex.split(command)
        if program == "export":
            name, _, value = words[0].partition("=")
            environment[name] = value
        elif program == "assessment-tool":
            tool = Path(sys.executable).parent / program
            done = subprocess.run(
                [tool, *words], cwd=folder, env=environment, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
            assert done.stdout, command
    assert (folder / "var" / "assessment.sqlite").is_file()
    assert (folder / "report.pdf").read_bytes().startswith(b"%PDF-")


def test_every_other_command_is_one_that_the_developers_script_has() -> None:
    others = [line for line in COMMANDS if line.split()[0] not in {"assessment-tool", "export"}]
    assert len(others) == 4
    assert [line for line in others if line not in (dev.__doc__ or "")] == []


def test_the_developers_script_says_what_it_can_do() -> None:
    words = [sys.executable, "dev.py", "--help"]
    assert subprocess.run(words, cwd=ROOT, capture_output=True, check=False).returncode == 0


def test_every_link_leads_somewhere() -> None:
    links = re.findall(r"\]\(([^)]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link.split("#")[0]).exists()] == []


def test_the_tree_shows_the_top_of_the_checkout() -> None:
    hidden = {".gitignore", ".gitattributes"}
    assert in_tree(indented=False) | set(TREE[0].split()) == committed(".") - hidden


def test_the_tree_shows_the_package() -> None:
    assert in_tree(indented=True) == committed("assessment_tool") - TOLD_ELSEWHERE


def test_every_setting_of_the_page_is_read_and_none_is_left_out() -> None:
    listed = set(re.findall(r"`(ASSESSMENT_TOOL_\w+)` \|", README))
    source = (ROOT / "assessment_tool" / "config.py").read_text(encoding="utf-8")
    assert {f"ASSESSMENT_TOOL_{name}" for name in re.findall(r'_PREFIX \+ "(\w+)"', source)} == listed
    assert Settings.from_environment({"ASSESSMENT_TOOL_DEMO": "1"}).is_demonstration


def test_the_rings_are_those_that_the_build_enforces() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {one["id"]: one for one in project["tool"]["importlinter"]["contracts"]}
    _, *rings, _ = [re.sub(r"[()]", "", layer) for layer in contracts["rings"]["layers"]]
    told = re.search(r"`(web .* core)`", README)
    assert told
    assert told[1].split(" → ") == [ring.replace("web | api | cli", "web | cli") for ring in rings]
