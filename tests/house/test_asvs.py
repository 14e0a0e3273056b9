"""What is said of OWASP ASVS 5.0 is whole, and every test that it names is there and is run."""

import ast
import re
import tomllib
from collections import Counter
from typing import Any

import pytest

from tests.house.source_tree import ROOT, syntax

SAID = tomllib.loads((ROOT / "tests" / "asvs.toml").read_text(encoding="utf-8"))
APPLYING: list[dict[str, Any]] = SAID["requirement"]
REQUIREMENTS_OF_EACH_LEVEL = {1: 60, 2: 133, 3: 50}
REQUIREMENTS_OF_THE_STANDARD = 345
NOT_RUN = {"skip", "skipif", "xfail"}


def marks(decorators: list[ast.expr]) -> set[str]:
    """The words by which pytest is told not to run something, among its decorators."""
    words = {node.attr for one in decorators for node in ast.walk(one) if isinstance(node, ast.Attribute)}
    return words & NOT_RUN


def fault(named: str, tree: ast.Module) -> str | None:
    """What is wrong with a test that is named as `file::function`, of the file's syntax tree."""
    name = named.partition("::")[2]
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    if name not in functions:
        return "is not there"
    of_module = [node.value for node in tree.body if isinstance(node, ast.Assign) and is_module_mark(node)]
    return "is not run" if marks([*functions[name].decorator_list, *of_module]) else None


def is_module_mark(node: ast.Assign) -> bool:
    return any(isinstance(target, ast.Name) and target.id == "pytestmark" for target in node.targets)


def test_every_requirement_of_the_standard_stands_there_once() -> None:
    ids = [*(one["id"] for one in APPLYING), *SAID["not_applicable"]]
    assert len(ids) == len(set(ids)) == REQUIREMENTS_OF_THE_STANDARD
    assert all(re.fullmatch(r"\d{1,2}\.\d{1,2}\.\d{1,2}", one) for one in ids)
    assert Counter(one["level"] for one in APPLYING) == REQUIREMENTS_OF_EACH_LEVEL


@pytest.mark.parametrize("one", APPLYING, ids=lambda one: one["id"])
def test_a_requirement_is_met_by_tests_or_says_what_is_missing(one: dict[str, Any]) -> None:
    assert set(one) in ({"id", "level", "says", "how", "tests"}, {"id", "level", "says", "missing"})
    assert all(one.values())


def test_every_test_that_is_named_is_there_and_is_run() -> None:
    named = [test for one in APPLYING for test in one.get("tests", [])]
    files = {test.partition("::")[0] for test in named}
    assert {file for file in files if not (ROOT / file).is_file()} == set()
    found = {test: fault(test, syntax(ROOT / test.partition("::")[0])) for test in named}
    assert {test: what for test, what in found.items() if what} == {}
    assert len(named) > len(APPLYING) / 4


@pytest.mark.parametrize(
    "source",
    [
        "def test_renamed(): ...",
        "@pytest.mark.skip(reason='later')\ndef test_it(): ...",
        "@pytest.mark.skipif(True, reason='here')\ndef test_it(): ...",
        "@mark.xfail\ndef test_it(): ...",
        "pytestmark = [pytest.mark.browser, pytest.mark.skip]\ndef test_it(): ...",
        "class TestIt:\n    def test_it(self): ...",
    ],
)
def test_the_check_finds_a_test_that_proves_nothing(source: str) -> None:
    assert fault("tests/any.py::test_it", ast.parse(source))


@pytest.mark.parametrize("source", ["def test_it(): ...", "@pytest.mark.browser\ndef test_it(): ..."])
def test_the_check_accepts_a_test_that_is_run(source: str) -> None:
    assert fault("tests/any.py::test_it", ast.parse(source)) is None
