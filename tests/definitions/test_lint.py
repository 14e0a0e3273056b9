"""Lint looks at folders: their versions, their README, and their worked examples."""

from pathlib import Path

import pytest

from assessment_tool.definitions.findings import Finding, Severity
from assessment_tool.definitions.lint import has_errors, lint_folder

EXAMPLE = "flags/examples/01-both.yaml"


def linted(path: Path) -> list[Finding]:
    """All that is found but the notes."""
    return [finding for finding in lint_folder(path) if finding.severity is not Severity.INFO]


def rules(path: Path) -> list[str]:
    return [finding.rule for finding in linted(path)]


def changed(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_complete_instrument_has_no_findings_by_any_path_to_it(complete: Path) -> None:
    assert linted(complete) == []
    assert linted(complete / "flags") == []
    assert linted(complete / "flags" / "1.0.0.yaml") == []


def test_a_folder_without_instruments_or_without_versions_is_a_finding(
    complete: Path, tmp_path: Path
) -> None:
    assert rules(tmp_path / "nothing") == ["file"]
    (complete / "flags" / "1.0.0.yaml").unlink()
    assert rules(complete / "flags") == ["file"]


def test_a_fault_of_the_identity_is_told_once_for_all_versions(complete: Path) -> None:
    folder = complete / "flags"
    (folder / "1.1.0.yaml").write_text((folder / "1.0.0.yaml").read_text().replace('"1.0.0"', '"1.1.0"'))
    changed(folder / "instrument.yaml", "steward:", "stewart:")
    assert sorted(rules(folder)) == ["missing-key", "unknown-key"]


def test_a_readme_is_wanted(complete: Path) -> None:
    (complete / "flags" / "README.md").write_text("\n")
    assert rules(complete) == ["readme"]


def test_six_worked_examples_of_the_version_itself_are_wanted(complete: Path) -> None:
    changed(complete / EXAMPLE, '"1.0.0"', '"1.1.0"')
    assert rules(complete) == ["example-count"]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("value: 2", "value: 1", 8),
        ("decided_by: sum", "decided_by: mean", 8),
        ("decided_by: sum}", "decided_by: sum, band: high}", 8),
        ("total:", "totel:", 8),
        ("{total: {value: 2, decided_by: sum}}", "{}", 8),
        ("[told, high]", "[told]", 9),
        ("[told, high]", "[told, high, low]", 9),
        ("missing: []", "missing: [first]", 10),
        ('second: "yes"', 'second: "perhaps"', 6),
        ('second: "yes"', 'third: "yes"', 6),
        ('second: "yes"', "second: {absent: forgotten}", 6),
    ],
)
def test_an_example_that_does_not_agree_is_found_where_it_says_so(
    old: str, new: str, line: int, complete: Path
) -> None:
    changed(complete / EXAMPLE, old, new)
    found = linted(complete)
    assert found
    assert {(finding.rule, finding.line) for finding in found} == {("example", line)}
    assert {Path(finding.file).name for finding in found} == {"01-both.yaml"}


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("reasoning:", "reason:", "unknown-key"),
        ("2025-03-04", "2025-02-29", "value"),
        ("{age_months: 30}", "{age_months: 30, unborn: true}", "value"),
        ("{age_months: 30}", "{unborn: true}", "value"),
        ("child: {age_months: 30}\n", "", "example"),
        ("age_months: 30", "age_months: 300", "example"),
    ],
)
def test_an_example_is_as_strict_as_a_definition(old: str, new: str, rule: str, complete: Path) -> None:
    changed(complete / EXAMPLE, old, new)
    assert rule in rules(complete)


def test_only_errors_stand_in_the_way(complete: Path) -> None:
    changed(complete / EXAMPLE, "value: 2", "value: 1")
    found = lint_folder(complete)
    assert has_errors(found)
    assert {finding.severity for finding in found} == {Severity.ERROR, Severity.INFO}
    assert not has_errors([one for one in found if one.severity is Severity.INFO])
    assert not has_errors([])
