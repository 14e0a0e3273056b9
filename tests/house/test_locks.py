"""The locks name no host and no machine, pin everything by hash, and agree with pyproject.toml."""

import re
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.source_tree import ROOT, imported_modules, package_modules, shown, syntax, tracked_files

LOCKS = (ROOT / "requirements.lock", ROOT / "tests" / "requirements.lock")
HOSTS = ("py" + "pi.org", "python" + "hosted.org", "registry.npm" + "js", "registry.yarn" + "pkg")
HOST = re.compile("|".join(map(re.escape, HOSTS)))
MACHINE_PATH = re.compile(r"(?<![\w.}/-])/(?:work|root|tmp|home|opt/[\w-]+/simple)/|file:/{3}")
PIN = re.compile(
    r"^(?P<name>[\w.-]+)==(?P<version>[^\s;]+)[^\\\n]*(?P<hashes>(?:\\\n +--hash=sha256:[0-9a-f]{64} ?)*)",
    re.MULTILINE,
)

NEVER_IMPORTED = {"tzdata"}
"""The time zones, which Python's own module finds."""


def traces(text: str) -> list[str]:
    """The package indexes and the places of one machine that the text gives away."""
    return [found.group() for pattern in (HOST, MACHINE_PATH) for found in pattern.finditer(text)]


def pins(lock: str) -> dict[str, str]:
    """The version of each package that the lock pins with at least one hash."""
    return {canonicalize_name(pin["name"]): pin["version"] for pin in PIN.finditer(lock) if pin["hashes"]}


def unhashed(lock: str) -> list[str]:
    return [pin["name"] for pin in PIN.finditer(lock) if not pin["hashes"]]


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_no_file_names_a_package_index_or_a_place_of_one_machine() -> None:
    found = {
        shown(file): traces(file.read_text(encoding="utf-8", errors="ignore")) for file in tracked_files()
    }
    assert {name: given_away for name, given_away in found.items() if given_away} == {}


@pytest.mark.parametrize("lock", LOCKS, ids=shown)
def test_a_lock_pins_every_package_by_hash(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert pins(text)
    assert unhashed(text) == []


@pytest.mark.parametrize(
    ("requirements", "lock"),
    [(project()["project"]["dependencies"], LOCKS[0]), (project()["dependency-groups"]["test"], LOCKS[1])],
    ids=["runtime", "test"],
)
def test_a_lock_holds_what_pyproject_asks_for(requirements: list[str], lock: Path) -> None:
    pinned = pins(lock.read_text(encoding="utf-8"))
    wanted = [Requirement(text) for text in requirements]
    unmet = [
        str(one) for one in wanted if not one.specifier.contains(pinned.get(canonicalize_name(one.name), "0"))
    ]
    assert unmet == []


def test_the_service_imports_every_package_that_it_asks_for() -> None:
    files = [*package_modules(), ROOT / "wsgi.py"]
    imported = {name.partition(".")[0] for file in files for name in imported_modules(syntax(file))}
    provided = packages_distributions()
    used = {canonicalize_name(one) for module in imported for one in provided.get(module, ())}
    asked_for = {canonicalize_name(Requirement(text).name) for text in project()["project"]["dependencies"]}
    assert asked_for - used == NEVER_IMPORTED


def test_the_two_locks_agree_on_every_package_they_share() -> None:
    runtime, test = (pins(lock.read_text(encoding="utf-8")) for lock in LOCKS)
    assert {name: test[name] for name in runtime.keys() & test.keys() if test[name] != runtime[name]} == {}


@pytest.mark.parametrize(
    "text",
    [
        f"https://{HOSTS[0]}/simple",
        f"--find-links file:{'//'}/wheels",
        f"see /{'tmp'}/x",
        f'"/{"root"}/.cache"',
    ],
)
def test_a_trace_is_found(text: str) -> None:
    assert traces(text)


@pytest.mark.parametrize("text", ["static/root/x", "https://example.org/work/1", "{{ base }}/home/"])
def test_an_address_within_the_project_is_no_trace(text: str) -> None:
    assert traces(text) == []


def test_a_pin_without_a_hash_is_found() -> None:
    hashed = f"one==1.0 ; python_version < '4' \\\n    --hash=sha256:{'a' * 64}\n"
    assert pins(hashed + "two==2.0\n") == {"one": "1.0"}
    assert unhashed(hashed + "two==2.0\n") == ["two"]
