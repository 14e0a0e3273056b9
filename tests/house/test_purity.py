"""The core stands on the standard library alone, and services alone use records."""

import ast
import sys
from collections.abc import Iterator

import pytest

from tests.house.source_tree import PACKAGE, imported_modules, package_modules, shown, syntax

READING_OR_WRITING = {
    *("asyncio", "http", "io", "locale", "logging", "multiprocessing", "os", "pathlib", "random", "secrets"),
    *("select", "shutil", "socket", "sqlite3", "subprocess", "tempfile", "threading", "time", "urllib"),
}
READING_OR_WRITING_CALLS = {"input", "open", "print"}
MAY_USE_RECORDS = ("records", "services")
OPEN_AND_MIGRATE = {
    f"assessment_tool.records.{name}"
    for name in ("connection_settings", "engine", "migrate", "drift", "health")
}
"""What opens, migrates and checks a database touches no record; the import contract says who may."""


def foreign_to_the_core(tree: ast.AST) -> list[str]:
    """The imports and calls by which the code would be more than values and rules."""
    pure = sys.stdlib_module_names - READING_OR_WRITING
    imports = [
        name
        for name in imported_modules(tree)
        if name.partition(".")[0] not in pure and not f"{name}.".startswith("assessment_tool.core.")
    ]
    called = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return imports + [
        name.id for name in called if isinstance(name, ast.Name) and name.id in READING_OR_WRITING_CALLS
    ]


def imports_when_running(tree: ast.Module) -> Iterator[str]:
    """The imports that happen at run time: those for annotations alone are left out."""
    for statement in tree.body:
        if not (isinstance(statement, ast.If) and ast.unparse(statement.test) == "TYPE_CHECKING"):
            yield from imported_modules(statement)


def uses_records(tree: ast.Module) -> bool:
    """The code touches records; to name one in an annotation is not yet to touch it."""
    used = {name for name in imports_when_running(tree) if name.startswith("assessment_tool.records.")}
    return bool((used | names_taken_from(tree, "assessment_tool.records")) - OPEN_AND_MIGRATE)


def names_taken_from(tree: ast.Module, package: str) -> set[str]:
    """The modules that the code takes as names from a package."""
    taken = [node for node in tree.body if isinstance(node, ast.ImportFrom) and node.module == package]
    return {f"{package}.{alias.name}" for node in taken for alias in node.names}


def test_the_core_imports_and_calls_nothing_that_reads_or_writes() -> None:
    core = [file for file in package_modules() if file.is_relative_to(PACKAGE / "core")]
    found = {shown(file): foreign_to_the_core(syntax(file)) for file in core}
    assert {name: foreign for name, foreign in found.items() if foreign} == {}


def test_only_services_use_records() -> None:
    others = [file for file in package_modules() if file.relative_to(PACKAGE).parts[0] not in MAY_USE_RECORDS]
    assert [shown(file) for file in others if uses_records(syntax(file))] == []


@pytest.mark.parametrize(
    "line",
    [
        "import yaml",
        "import os.path",
        "from pathlib import Path",
        "from assessment_tool import clock",
        "from assessment_tool.records import users",
        "from . import ages",
        "open('answers')",
    ],
)
def test_the_check_of_the_core_refuses(line: str) -> None:
    assert foreign_to_the_core(ast.parse(line))


@pytest.mark.parametrize("line", ["from decimal import Decimal", "from assessment_tool.core import ages"])
def test_the_check_of_the_core_accepts(line: str) -> None:
    assert foreign_to_the_core(ast.parse(line)) == []


def test_an_import_for_annotations_alone_does_not_use_records() -> None:
    line = "from assessment_tool.records.users import User"
    assert uses_records(ast.parse(line))
    assert uses_records(ast.parse("from assessment_tool.records import users"))
    assert not uses_records(ast.parse(f"if TYPE_CHECKING:\n    {line}"))


def test_to_open_a_transaction_does_not_use_records() -> None:
    assert not uses_records(ast.parse("from assessment_tool.records import migrate"))
    assert not uses_records(ast.parse("from assessment_tool.records.engine import writing"))
