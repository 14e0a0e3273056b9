"""What an editor accepts and what the program accepts is the same shape, in every fixture and near it."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from assessment_tool.definitions.findings import DefinitionError, Finding
from assessment_tool.definitions.json_schema import SCHEMA_FILE, SCHEMA_LINE, json_schema
from assessment_tool.definitions.schemas.instrument import VersionSchema
from assessment_tool.definitions.version_file import load, version_files
from assessment_tool.definitions.yaml_tree import Tree, parse_tree, read_tree
from assessment_tool.resources import instruments_dir
from tests.definitions.conftest import HERE

EDITOR = Draft202012Validator(json.loads(json_schema()))
VERSIONS = sorted((HERE / "instruments").glob("*/1.0.0.yaml"))
SHIPPED = [path for folder in instruments_dir().iterdir() for path in version_files(folder).values()]
LINT = sorted((HERE / "lint").glob("*/failing.yaml"))
SHAPE = {"missing-key", "unknown-key", "value"}
"""The rules that look at one value alone; the others look at several, which an editor cannot."""

SEVERAL = "No grade scores"
"""The one fault of a value that is told by looking at others."""


def named(path: Path) -> str:
    return f"{path.parent.name}-{path.stem}"


def is_read(tree: Tree) -> bool:
    try:
        load(VersionSchema(), tree)
    except DefinitionError:
        return False
    return True


def reshaped(data: Any) -> Iterator[Any]:
    """The data with one part of another shape, for every part in turn."""
    yield from ({}, [], "", None, 7, True, "x")
    if isinstance(data, dict):
        yield {**data, "unheard_of": 1}
        for key, value in data.items():
            yield {other: one for other, one in data.items() if other != key}
            yield from ({**data, key: one} for one in reshaped(value))
    elif isinstance(data, list) and data:
        yield from ([*data[:-1], one] for one in reshaped(data[-1]))


def test_the_schema_is_itself_one() -> None:
    Draft202012Validator.check_schema(json.loads(json_schema()))


def test_the_file_that_ships_is_the_schema_of_this_program() -> None:
    """When it is not: assessment-tool instruments schema --out instruments/schema.json."""
    assert (instruments_dir() / SCHEMA_FILE).read_text(encoding="utf-8") == json_schema()


@pytest.mark.parametrize("path", SHIPPED, ids=named)
def test_a_shipped_version_tells_editors_where_the_schema_is(path: Path) -> None:
    assert path.read_text(encoding="utf-8").partition("\n")[0] == SCHEMA_LINE


@pytest.mark.parametrize("path", [*VERSIONS, *SHIPPED], ids=named)
def test_what_the_program_reads_an_editor_accepts(path: Path) -> None:
    assert [error.message for error in EDITOR.iter_errors(read_tree(path).data)] == []


@pytest.mark.parametrize("path", LINT, ids=named)
def test_a_fault_of_shape_is_refused_by_both_and_any_other_by_lint_alone(path: Path) -> None:
    tree = read_tree(path)
    assert EDITOR.is_valid(tree.data) is (path.parent.name not in SHAPE)


@pytest.mark.parametrize("path", VERSIONS, ids=named)
def test_another_shape_anywhere_is_refused_by_both_or_only_for_what_hangs_together(path: Path) -> None:
    data = read_tree(path).data
    tried = 0
    for mutant in reshaped(copy.deepcopy(data)):
        tree = parse_tree(json.dumps(mutant, default=float).encode(), "mutant.json")
        if EDITOR.is_valid(tree.data) != is_read(tree):
            assert EDITOR.is_valid(tree.data), mutant
            assert all(one.rule not in SHAPE or SEVERAL in one.message for one in found_in(tree)), mutant
        tried += 1
    assert tried > 100


def found_in(tree: Tree) -> list[Finding]:
    with pytest.raises(DefinitionError) as caught:
        load(VersionSchema(), tree)
    return caught.value.findings
