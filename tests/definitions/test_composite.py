"""A level is checked before anybody uses it: what it rests on, what it can reach, and what it may be."""

import json
from pathlib import Path

import pytest

from assessment_tool.definitions.findings import DefinitionError
from assessment_tool.definitions.lint import check_without_examples
from assessment_tool.definitions.version_file import read_version
from tests.definitions.conftest import HERE, MakeVersion

COMPOSITE = (HERE / "instruments" / "composite" / "1.0.0.yaml").read_text(encoding="utf-8")
COMPOSITE = COMPOSITE.replace("id: composite", "id: tiny")
LATER = """\
  - id: later
    title: "The later"
    level: total
    method: {name: sum}
    missing: {rule: min_answered, at_least: 1, because: "They are alike."}
    direction: low_is_good
    minimum: 0
    maximum: 1
    of: [support]
"""

FAULTS = [
    ("a rule that hangs on its own level", "small_child == 'yes'", "level > 1", "condition-order"),
    ("a rule on a level below", "small_child == 'yes'", "later > 0", "level-member"),
    ("a member that is scored only below", "[threats,", "[later, threats,", "scale-order"),
    ("an unknown name", "small_child == 'yes'", "smal_child == 'yes'", "condition"),
    ("an unknown code", "small_child == 'yes'", "small_child == 'maybe'", "condition-code"),
    ("unlike things compared", "small_child == 'yes'", "small_child > 1", "condition"),
    ("a condition that cannot be read", "small_child == 'yes'", "small_child ==", "condition"),
    ("an unknown judgement", "at_least_as: judgement", "at_least_as: judgment", "unknown-id"),
    ("a scale as the judgement", "at_least_as: judgement", "at_least_as: later", "unknown-id"),
    ("a level out of range", "value: 3, when", "value: 7, when", "range"),
    ("a judgement out of range", 'label: "4", score: 4', 'label: "4", score: 5', "range"),
    ("a range that no level reaches", "minimum: 1\n    maximum: 4", "minimum: 0\n    maximum: 4", "range"),
    ("an option that says nothing", '"Suspected", score: 1', '"Suspected"', "member-without-score"),
    ("blanks that count", "min_answered, at_least: 1", "fixed, value: 0", "missing-rule"),
    ("no level", "levels:\n", "levels: []\n      spare:\n", "value"),
    ("a rule without a reason", ', because: "Nobody was threatened."', "", "missing-key"),
    ("no difference made", '"A child under five lives here."', '"A child.", by: 0', "value"),
    ("parameters of another method", "at_least_as: judgement", "decimals: 1", "unknown-key"),
]  # fmt: skip


def rules_found(path: Path) -> set[str]:
    try:
        return {finding.rule for finding in check_without_examples(read_version(path))}
    except DefinitionError as error:
        return {finding.rule for finding in error.findings}


@pytest.mark.parametrize(
    ("old", "new", "rule"), [fault[1:] for fault in FAULTS], ids=[one[0] for one in FAULTS]
)
def test_a_faulty_level_is_refused(old: str, new: str, rule: str, version_file_of: MakeVersion) -> None:
    assert rules_found(version_file_of(COMPOSITE + LATER)) == set()
    assert old in COMPOSITE
    assert rule in rules_found(version_file_of(COMPOSITE.replace(old, new) + LATER))


def test_a_judgement_without_points_is_refused(version_file_of: MakeVersion) -> None:
    head, at, options = COMPOSITE.partition('title: "Your own judgement of the level"')
    start = options.index("        options:")
    text = head.rpartition("kind: single")[0] + "kind: text" + head.rpartition("kind: single")[2]
    text += at + options[:start] + options[options.index("scales:") :]
    assert rules_found(version_file_of(text)) == {"member-without-score"}


def test_a_judgement_counts_as_an_item_that_is_scored(version_file_of: MakeVersion) -> None:
    unjudged = COMPOSITE.replace("      at_least_as: judgement\n", "")
    assert rules_found(version_file_of(unjudged)) == {"unscored-item"}


def test_what_equals_its_default_is_not_in_the_canonical_form(version_file_of: MakeVersion) -> None:
    plain = read_version(version_file_of(COMPOSITE)).canonical
    method = json.loads(plain)["version"]["scales"][0]["method"]
    assert method["raised_by"] == [
        {"because": "A child under five lives here.", "when": "small_child == 'yes'"}
    ]
    said = COMPOSITE.replace("\"small_child == 'yes'\"", "\"small_child == 'yes'\", by: 1")
    assert read_version(version_file_of(said)).canonical == plain
