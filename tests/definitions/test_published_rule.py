"""Lint looks back: what is published is as it was, and a version after it is raised enough."""

from datetime import date
from pathlib import Path

import pytest

from assessment_tool.definitions.life import Decision
from assessment_tool.definitions.lint import lint_version
from assessment_tool.definitions.publish import publish
from tests.definitions.test_catalogue import copied_as
from tests.definitions.test_lint import changed

ON = date(2025, 3, 4)
DECISION = Decision("A. Lead", ON, approved_by="B. Lead")
WORDS = ("What about first?", "How is first?")
GUIDANCE = ("Two sentences at most.", "Two sentences, no more.")


def found(folder: Path, version: str) -> list[tuple[str, int]]:
    findings = lint_version(folder / "flags" / f"{version}.yaml")
    return [(one.rule, one.line) for one in findings if one.rule != "reading-age"]


@pytest.mark.parametrize(
    ("version", "change", "rules"),
    [
        ("1.0.1", WORDS, [("bump-low", 2)]),
        ("1.1.0", WORDS, [("bump-low", 2)]),
        ("2.0.0", WORDS, []),
        ("1.0.1", GUIDANCE, []),
    ],
)
def test_a_version_after_a_published_one_is_raised_as_much_as_it_changes(
    version: str, change: tuple[str, str], rules: list[tuple[str, int]], complete: Path
) -> None:
    publish(complete, "flags", "1.0.0", DECISION)
    copied_as(complete / "flags", version)
    changed(complete / "flags" / f"{version}.yaml", *change)
    assert found(complete, version) == rules


def test_a_version_is_held_against_the_newest_published_one_below_it_and_no_draft(complete: Path) -> None:
    publish(complete, "flags", "1.0.0", DECISION)
    copied_as(complete / "flags", "2.0.0")
    changed(complete / "flags" / "2.0.0.yaml", *WORDS)
    copied_as(complete / "flags", "2.0.1")
    changed(complete / "flags" / "2.0.1.yaml", *WORDS)
    assert found(complete, "2.0.1") == []
    publish(complete, "flags", "2.0.0", DECISION)
    changed(complete / "flags" / "2.0.1.yaml", WORDS[1], "Where is first?")
    assert found(complete, "2.0.1") == [("bump-low", 2)]


def test_the_finding_names_the_change_that_needs_most(complete: Path) -> None:
    publish(complete, "flags", "1.0.0", DECISION)
    copied_as(complete / "flags", "1.1.0")
    changed(complete / "flags" / "1.1.0.yaml", *WORDS)
    (finding,) = (one for one in lint_version(complete / "flags" / "1.1.0.yaml") if one.rule == "bump-low")
    assert finding.message == "After 1.0.0 this needs a major version. The item first: title is changed."


def test_a_published_version_that_says_something_else_is_found(complete: Path) -> None:
    publish(complete, "flags", "1.0.0", DECISION)
    changed(complete / "flags" / "1.0.0.yaml", *WORDS)
    assert found(complete, "1.0.0") == [("published-changed", 2)]


def test_a_registry_that_cannot_be_read_is_found(complete: Path) -> None:
    (complete / "registry.lock").write_text("[]")
    assert found(complete, "1.0.0") == [("value", 1)]


def test_an_earlier_version_that_cannot_be_read_is_told_where_it_stands(complete: Path) -> None:
    publish(complete, "flags", "1.0.0", DECISION)
    copied_as(complete / "flags", "1.0.1")
    changed(complete / "flags" / "1.0.0.yaml", "kind: single", "kind: singel")
    assert found(complete, "1.0.1") == []
    assert found(complete, "1.0.0") != []


def test_an_instrument_without_a_licence_is_found(complete: Path) -> None:
    changed(complete / "flags" / "instrument.yaml", "licence:", "# licence:")
    assert found(complete, "1.0.0") == [("missing-key", 1)]
