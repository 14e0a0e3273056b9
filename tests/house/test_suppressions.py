"""Whoever silences a checker says which rule, and why; and every module says what it is for."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator

import pytest

from tests.house.source_tree import python_files, shown, syntax

SILENCER = re.compile(r"\b(noqa|type:\s*ignore|pragma: no)\b", re.IGNORECASE)
WELL_FORMED = re.compile(
    r"#\s*(?:ruff:\s*)?(?:noqa: [A-Z]+\d+(?:, ?[A-Z]+\d+)*|type: ignore\[[a-z-]+(?:, ?[a-z-]+)*\])"
)


def silencing_comments(source: str) -> Iterator[str]:
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT and SILENCER.search(token.string):
            yield token.string


def is_explained(comment: str) -> bool:
    """Each rule is named, and a reason follows."""
    rest, silenced = WELL_FORMED.subn(" ", comment)
    return bool(silenced) and not SILENCER.search(rest) and bool(re.search(r"[a-z]{4}", rest))


def test_every_silenced_rule_is_named_and_the_reason_given() -> None:
    unexplained = [
        f"{shown(file)}: {comment}"
        for file in python_files()
        for comment in silencing_comments(file.read_text(encoding="utf-8"))
        if not is_explained(comment)
    ]
    assert unexplained == []


def test_every_module_says_what_it_is_for() -> None:
    assert [shown(file) for file in python_files() if not ast.get_docstring(syntax(file))] == []


@pytest.mark.parametrize(
    "comment",
    [
        "noqa",
        "noqa: S101",
        "type: ignore",
        "type: ignore[attr-defined]",
        "type: ignore # it must be",
        "noqa: S101 - so",
    ],
)
def test_the_check_refuses_a_rule_without_name_or_reason(comment: str) -> None:
    found = list(silencing_comments(f"x = 1  # {comment}\n"))
    assert found
    assert not is_explained(found[0])


@pytest.mark.parametrize(
    "comment",
    [
        "noqa: S606 - no shell is wanted",
        "type: ignore[misc]  # the stubs lag behind",
        "noqa: S101, B023  # likewise",
    ],
)
def test_the_check_accepts_a_rule_with_name_and_reason(comment: str) -> None:
    assert is_explained(f"# {comment}")
