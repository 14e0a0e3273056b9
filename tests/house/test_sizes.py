"""The house's numbers: small modules, small functions, names that say what is inside."""

import ast
import statistics
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.house.source_tree import PACKAGE, package_modules, python_files, shown, syntax

CATCH_ALL_NAMES = {"common", "helper", "helpers", "manager", "misc", "util", "utilities", "utils"}


def ninetieth_percentile(sizes: Sequence[int]) -> int:
    return sorted(sizes)[int(len(sizes) * 0.9)]


def function_lines(tree: ast.AST) -> dict[str, int]:
    """The lines of every function, nested ones too, by name and place."""
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return {
        f"{node.name}:{node.lineno}": (node.end_lineno or node.lineno) - node.lineno + 1 for node in functions
    }


def module_lines(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


def is_migration(file: Path) -> bool:
    return file.is_relative_to(PACKAGE / "records" / "migrations")


@pytest.fixture(scope="module")
def module_sizes() -> list[int]:
    return [module_lines(file) for file in package_modules() if not is_migration(file)]


@pytest.fixture(scope="module")
def function_sizes() -> list[int]:
    trees = [syntax(file) for file in package_modules() if not is_migration(file)]
    return [size for tree in trees for size in function_lines(tree).values()]


def test_half_of_the_modules_have_at_most_100_lines(module_sizes: list[int]) -> None:
    assert statistics.median(module_sizes) <= 100


def test_nine_modules_in_ten_have_at_most_250_lines(module_sizes: list[int]) -> None:
    assert ninetieth_percentile(module_sizes) <= 250


def test_no_module_no_test_and_no_script_has_over_400_lines() -> None:
    files = [file for file in python_files() if not is_migration(file)]
    assert {shown(file): module_lines(file) for file in files if module_lines(file) > 400} == {}


def test_half_of_the_functions_have_at_most_8_lines(function_sizes: list[int]) -> None:
    assert statistics.median(function_sizes) <= 8


def test_nine_functions_in_ten_have_at_most_25_lines(function_sizes: list[int]) -> None:
    assert ninetieth_percentile(function_sizes) <= 25


def test_no_module_is_a_catch_all() -> None:
    assert [shown(file) for file in python_files() if set(file.with_suffix("").parts) & CATCH_ALL_NAMES] == []


def test_a_function_is_measured_from_its_name_to_its_last_line() -> None:
    tree = ast.parse("@decorated\ndef outer():\n    def inner():\n        return 1\n\n    return inner\n")
    assert function_lines(tree) == {"outer:2": 5, "inner:3": 2}


def test_the_ninetieth_percentile_leaves_a_tenth_above_it() -> None:
    assert ninetieth_percentile([*range(1, 11)]) == 10
    assert ninetieth_percentile([*range(1, 101)]) == 91
