"""Every rule of lint finds its fault at its place, and nothing once it is mended."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from assessment_tool import definitions
from assessment_tool.definitions.findings import DefinitionError, Finding
from assessment_tool.definitions.lint import check_without_examples
from assessment_tool.definitions.version_file import read_version
from tests.definitions.conftest import MakeVersion

FIXTURES = Path(__file__).parent / "lint"
RULES = sorted(folder.name for folder in FIXTURES.iterdir())
TESTED_ELSEWHERE = {
    *(
        "bump-low",
        "crosswalk",
        "example",
        "example-count",
        "file-name",
        "published-changed",
        "readme",
        "reading-age",
        "translation",
        "translation-behind",
        "translation-missing",
        "translation-outdated",
        "translation-unknown",
        "translation-unpublished",
    ),
}
RULE_ARGUMENT = {"finding": 1, "refused": 0, "refused_at": 1, "Fault": 0}


def findings_in(path: Path) -> list[Finding]:
    try:
        return check_without_examples(read_version(path))
    except DefinitionError as error:
        return error.findings


def rules_in_the_code() -> Iterator[str]:
    for module in Path(definitions.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                arguments = node.args[RULE_ARGUMENT.get(name, len(node.args)) :][:1]
                yield from (str(one.value) for one in arguments if isinstance(one, ast.Constant))


@pytest.mark.parametrize("rule", RULES)
def test_the_failing_fixture_is_found_at_its_marked_line(rule: str, version_file_of: MakeVersion) -> None:
    text = (FIXTURES / rule / "failing.yaml").read_text(encoding="utf-8")
    marked = next(number for number, line in enumerate(text.split("\n"), 1) if line.endswith("# here"))
    found = findings_in(version_file_of(text))
    assert [(one.rule, one.line) for one in found] == [(rule, marked)]


@pytest.mark.parametrize("rule", RULES)
def test_nothing_is_found_once_it_is_mended(rule: str, version_file_of: MakeVersion) -> None:
    text = (FIXTURES / rule / "passing.yaml").read_text(encoding="utf-8")
    assert findings_in(version_file_of(text)) == []


@pytest.mark.parametrize("rule", RULES)
def test_every_finding_says_in_short_what_is_wrong_and_how_to_mend_it(
    rule: str, version_file_of: MakeVersion
) -> None:
    text = (FIXTURES / rule / "failing.yaml").read_text(encoding="utf-8")
    for finding in findings_in(version_file_of(text)):
        assert finding.message.endswith(".")
        assert finding.mend.endswith((".", "?"))
        assert len(f"{finding.message} {finding.mend}") <= 240


def test_every_rule_in_the_code_has_a_failing_and_a_passing_fixture() -> None:
    assert set(rules_in_the_code()) - TESTED_ELSEWHERE - set(RULES) == set()


def tabled(kind: str) -> str:
    """A version whose table looks at one item with the scores 1 and 2."""
    text = (FIXTURES / "lookup-gap" / "passing.yaml").read_text(encoding="utf-8")
    first, _, rest = text.partition("      - id: second\n")
    text = first + rest[rest.index("scales:") :]
    assert "kind: single" in text
    return (
        text.replace("kind: single", f"kind: {kind}")
        .replace("score: 1}", "score: 2}")
        .replace("score: 0}", "score: 1}")
        .replace("of: [first, second]", "of: [first]")
        .replace("minimum: 0", "minimum: 3")
    )


def test_a_table_needs_the_sums_of_several_choices_and_no_others(version_file_of: MakeVersion) -> None:
    single, several = tabled("single"), tabled("multiple")
    two, three = "[[1, 3], [2, 10]]", "[[1, 3], [2, 5], [3, 10]]"
    table = "[[0, 0], [1, 3], [2, 10]]"
    assert table in single
    assert findings_in(version_file_of(single.replace(table, two))) == []
    assert findings_in(version_file_of(several.replace(table, three))) == []
    assert [one.rule for one in findings_in(version_file_of(several.replace(table, two)))] == ["lookup-gap"]


def test_a_table_takes_no_number(version_file_of: MakeVersion) -> None:
    lines = tabled("number").splitlines()
    start = next(number for number, line in enumerate(lines) if line.strip() == "options:")
    lines[start : start + 3] = ["        minimum: -99999999999", "        maximum: 99999999999"]
    assert "lookup-gap" in [one.rule for one in findings_in(version_file_of("\n".join(lines)))]


def test_two_questions_that_show_each_other_are_a_ring(version_file_of: MakeVersion) -> None:
    text = (FIXTURES / "condition-order" / "failing.yaml").read_text(encoding="utf-8")
    first = '        title: "What about first?"\n'
    ring = text.replace(first, f'{first}        show: "answered(second)"\n')
    assert ring != text
    found = [(one.rule, one.mend) for one in findings_in(version_file_of(ring))]
    assert ("condition-order", "Break the ring.") in found
