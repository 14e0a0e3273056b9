"""A crosswalk is checked against both of its versions before anybody relies on it."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from assessment_tool.definitions.json_schema import crosswalk_json_schema
from assessment_tool.definitions.lint import lint_version
from assessment_tool.definitions.yaml_tree import read_tree
from tests.definitions.test_catalogue import copied_as
from tests.definitions.test_lint import changed

CROSSWALK = """\
id: flags
from: 1
to: 2
approved_by: "Head of service"
approved_on: "2025-03-04"
evidence: "Twenty families were rated with both."
scales:
  total: {link}
"""
LINKS = {
    "same": '{kind: same, because: "The words mean the same."}',
    "rescore": '{kind: rescore, because: "Every answer is still an answer."}',
    "linear": '{kind: linear, factor: 0.5, offset: 1, decimals: 0, because: "Reckoned from the pairs."}',
    "table": '{kind: table, table: [[0, 0], [1, 2], [2, 2]], because: "Reckoned from the pairs."}',
    "not_comparable": '{kind: not_comparable, because: "It asks for something else."}',
}
TURNED = '{kind: linear, factor: -1, offset: 2, because: "Counted from the other end."}'


@pytest.fixture
def flags(complete: Path) -> Path:
    """An instrument whose scale was worded anew in a second major version."""
    copied_as(complete / "flags", "2.0.0")
    changed(complete / "flags" / "2.0.0.yaml", "What about first?", "How is first?")
    (complete / "flags" / "crosswalk").mkdir()
    return complete / "flags"


def found(flags: Path, text: str, name: str = "1-2.yaml") -> list[tuple[str, int, str]]:
    (flags / "crosswalk" / name).write_text(text, encoding="utf-8")
    findings = lint_version(flags / "2.0.0.yaml")
    return [(one.rule, one.line, one.message) for one in findings if one.rule != "reading-age"]


@pytest.mark.parametrize("link", LINKS.values(), ids=LINKS)
def test_each_kind_of_claim_is_accepted(link: str, flags: Path) -> None:
    assert found(flags, CROSSWALK.format(link=link)) == []


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (CROSSWALK.format(link=LINKS["linear"].replace("0.5", "2")), 8, "would come to 1 or 5; it runs"),
        (CROSSWALK.format(link=LINKS["table"].replace("[2, 2]", "[3, 2]")), 8, "says nothing of 2, which"),
        (CROSSWALK.format(link=LINKS["table"].replace("[1, 2], ", "")), 8, "says nothing of 1, which"),
        (CROSSWALK.format(link=LINKS["table"].replace("[1, 2]", "[1, 0.5]")), 8, "would come to 0.5, which"),
        (CROSSWALK.format(link=LINKS["linear"].replace("decimals: 0, ", "")), 8, "would come to 1.5, which"),
        (
            CROSSWALK.format(link=LINKS["linear"].replace("0.5", "0")),
            8,
            "every score of “total” would come to 1",
        ),
        (CROSSWALK.format(link=TURNED), 8, "The better end of “total” would become the worse one"),
        (CROSSWALK.format(link=LINKS["table"].replace("[2, 2]", "[2, 9]")), 8, "would come to 0 or 9"),
        (CROSSWALK.replace("total:", "totle:").format(link=LINKS["same"]), 8, "is no scale of both"),
        (CROSSWALK.replace("scales:\n  total: {link}", "scales: {}"), 7, "nothing is said of it"),
        (CROSSWALK.replace("from: 1", "from: 0").format(link=LINKS["same"]), 1, "speaks of flags 0-2"),
        (CROSSWALK.replace("id: flags", "id: other").format(link=LINKS["same"]), 1, "speaks of other 1-2"),
    ],
)
def test_a_claim_that_does_not_hold_is_found(text: str, line: int, said: str, flags: Path) -> None:
    messages = found(flags, text)
    assert [(rule, at) for rule, at, message in messages if said in message] == [("crosswalk", line)]


def test_a_crosswalk_from_a_version_that_is_not_there_is_found(flags: Path) -> None:
    text = CROSSWALK.replace("from: 1", "from: 0").format(link=LINKS["same"])
    assert found(flags, text, "0-2.yaml")[0][:2] == ("crosswalk", 2)


@pytest.mark.parametrize("key", ["approved_by", "approved_on", "evidence"])
def test_a_crosswalk_without_approver_date_or_evidence_is_refused(key: str, flags: Path) -> None:
    lines = CROSSWALK.format(link=LINKS["same"]).splitlines()
    text = "\n".join(line for line in lines if not line.startswith(key))
    assert [rule for rule, _, _ in found(flags, text)] == ["missing-key"]


@pytest.mark.parametrize(
    "link", ["{kind: same}", '{kind: table, table: [[0, 1, 2]], because: "x"}', '{kind: alike, because: "x"}']
)
def test_a_claim_without_a_reason_or_of_another_shape_is_refused(link: str, flags: Path) -> None:
    assert {rule for rule, _, _ in found(flags, CROSSWALK.format(link=link))} <= {"missing-key", "value"}
    assert found(flags, CROSSWALK.format(link=link)) != []


def test_a_crosswalk_to_another_version_is_not_this_versions_matter(flags: Path) -> None:
    (flags / "crosswalk" / "1-2.yaml").write_text(CROSSWALK.format(link=LINKS["same"]).replace("total", "x"))
    assert [one for one in lint_version(flags / "1.0.0.yaml") if one.rule == "crosswalk"] == []


def test_a_direction_that_both_versions_declare_otherwise_wants_figures_that_turn(flags: Path) -> None:
    changed(flags / "2.0.0.yaml", "direction: low_is_good", "direction: high_is_good")
    assert found(flags, CROSSWALK.format(link=TURNED)) == []
    for kind in ("same", "linear"):
        messages = [message for *_, message in found(flags, CROSSWALK.format(link=LINKS[kind]))]
        assert messages == ["The better end of “total” would become the worse one."]


@pytest.mark.parametrize("link", LINKS.values(), ids=LINKS)
def test_an_editor_accepts_what_the_program_reads_and_refuses_another_shape(
    link: str, tmp_path: Path
) -> None:
    editor = Draft202012Validator(json.loads(crosswalk_json_schema()))
    file = tmp_path / "1-2.yaml"
    file.write_text(CROSSWALK.format(link=link), encoding="utf-8")
    assert [error.message for error in editor.iter_errors(read_tree(file).data)] == []
    file.write_text(CROSSWALK.format(link=link.replace("because:", "why:")), encoding="utf-8")
    assert not editor.is_valid(read_tree(file).data)
