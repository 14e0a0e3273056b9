"""What a gate cannot be: each is found at its place."""

from pathlib import Path

import pytest

from assessment_tool.definitions.findings import DefinitionError, Finding
from assessment_tool.definitions.lint import check_without_examples
from assessment_tool.definitions.version_file import read_version
from tests.definitions.conftest import MakeVersion

SOUND = (Path(__file__).parent / "lint" / "gate" / "passing.yaml").read_text(encoding="utf-8")
OPENS = '    alone: ["yes"]\n'
LAST_OPTION = '        - {code: "yes", label: "Yes"}\n'


def found_in(path: Path) -> list[Finding]:
    try:
        return check_without_examples(read_version(path))
    except DefinitionError as error:
        return error.findings


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (OPENS, '    alonee: ["yes"]\n', "There is no question “alonee”"),
        (OPENS, '    alone: ["maybe"]\n', "no option 'maybe'"),
        (OPENS, "    alone: []\n", "cannot stand here"),
        ("  opens:\n" + OPENS, "  opens: {}\n", "never shuts"),
        ("kind: single", "kind: multiple", "of which one is given"),
        (LAST_OPTION, LAST_OPTION + "      ages: {from_months: 12}\n", "not asked of everybody"),
        (LAST_OPTION, LAST_OPTION + "      show: \"first == 'x'\"\n", "not asked of everybody"),
    ],
)
def test_a_gate_that_cannot_work_is_found(
    old: str, new: str, words: str, version_file_of: MakeVersion
) -> None:
    assert old in SOUND
    found = found_in(version_file_of(SOUND.replace(old, new)))
    assert [words in one.message for one in found].count(True) == 1


def test_a_question_of_the_gate_counts_in_no_scale(version_file_of: MakeVersion) -> None:
    scored = SOUND.replace('label: "No"}', 'label: "No", score: 0}').replace('"Yes"}', '"Yes", score: 1}')
    scale = """scales:
  - id: total
    title: "The total"
    level: total
    method: {name: sum}
    missing: {rule: all_required}
    direction: high_is_good
    minimum: 0
    maximum: 1
    of: [alone]
"""
    found = found_in(version_file_of(scored.replace("scales: []\n", scale)))
    assert [(one.rule, "counts in a scale" in one.message) for one in found] == [("gate", True)]
