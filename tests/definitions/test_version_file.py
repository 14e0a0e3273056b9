"""A version is read with its identity, every fault at its place, and built into the core's values."""

from decimal import Decimal
from pathlib import Path

import pytest

from assessment_tool.core.ages import AgeRange
from assessment_tool.core.instrument import Absence, Kind
from assessment_tool.core.labels import Subject
from assessment_tool.definitions.findings import DefinitionError, Finding
from assessment_tool.definitions.version_file import read_version, version_files
from tests.definitions.conftest import HERE, MakeVersion

EVERY_KIND = HERE / "instruments" / "every-kind" / "1.0.0.yaml"


def findings_of(path: Path) -> list[Finding]:
    with pytest.raises(DefinitionError) as caught:
        read_version(path)
    return caught.value.findings


def fixture(rule: str) -> str:
    return (HERE / "lint" / rule / "passing.yaml").read_text(encoding="utf-8")


def test_items_become_values_with_their_grades_options_and_defaults() -> None:
    items = read_version(EVERY_KIND).instrument.items
    assert [item.kind for item in items.values()] == [
        *(Kind.NOTE, Kind.GRADED, Kind.SINGLE, Kind.MULTIPLE, Kind.NUMBER, Kind.DATE, Kind.TEXT),
    ]
    graded = items["graded"]
    assert [(option.code, option.score) for option in graded.options] == [
        ("1", Decimal(1)),
        ("2", Decimal(2)),
    ]
    assert graded.evidence_required_from == Decimal(2)
    assert graded.anchors["2"] == "Left on most days."
    assert items["several"].absences == (Absence.DECLINED,)
    assert items["one"].absences == tuple(Absence)
    assert items["one"].evidence_required_from is None
    assert items["since"].required is False
    assert items["words"].subject is Subject.CHILD


def test_age_bands_and_ages_become_ranges() -> None:
    items = read_version(HERE / "instruments" / "age-bands" / "1.0.0.yaml").instrument.items
    assert [band.ages for band in items["first"].age_bands] == [AgeRange(0, 12), AgeRange(12, 60)]
    assert items["second"].ages == AgeRange(24, 216)


def test_an_unknown_key_comes_with_the_one_that_was_meant(version_file_of: MakeVersion) -> None:
    path = version_file_of(fixture("value").replace("evidence_prompt:", "evidence_promt:"))
    unknown, missing = findings_of(path)
    assert {unknown.rule, missing.rule} == {"unknown-key", "missing-key"}
    text = f"{unknown} {missing}"
    assert "“evidence_promt” is not known here. Did you mean “evidence_prompt”?" in text
    assert "“evidence_prompt” is missing here." in text


def test_faults_of_both_files_are_told_together(version_file_of: MakeVersion) -> None:
    path = version_file_of(fixture("value").replace('"1.0.0"', "1.0.0.0"))
    identity = path.parent / "instrument.yaml"
    identity.write_text(identity.read_text().replace("licence:", "license:"))
    assert {Path(finding.file).name for finding in findings_of(path)} == {"instrument.yaml", "1.0.0.yaml"}


def test_an_identity_without_a_licence_is_refused(version_file_of: MakeVersion) -> None:
    path = version_file_of(fixture("value"))
    identity = path.parent / "instrument.yaml"
    lines = identity.read_text().splitlines()
    identity.write_text("\n".join(line for line in lines if not line.startswith("licence")))
    assert [finding.rule for finding in findings_of(path)] == ["missing-key"]


@pytest.mark.parametrize("key", ["subject", "label"])
def test_an_item_without_its_subject_or_label_is_refused(key: str, version_file_of: MakeVersion) -> None:
    lines = fixture("value").splitlines()
    path = version_file_of("\n".join(line for line in lines if not line.strip().startswith(f"{key}:")))
    assert [(finding.rule, f"“{key}”" in finding.message) for finding in findings_of(path)] == [
        ("missing-key", True)
    ]


def test_a_version_without_quotes_is_refused_with_advice(version_file_of: MakeVersion) -> None:
    path = version_file_of(fixture("value").replace('version: "1.0.0"', "version: 1.10"))
    assert [finding.rule for finding in findings_of(path)] == ["yaml-number"]
    assert "quotes" in findings_of(path)[0].mend


def test_file_folder_and_id_have_one_name(version_file_of: MakeVersion) -> None:
    path = version_file_of(fixture("value"))
    path.rename(path.with_name("1.1.0.yaml"))
    path.parent.rename(path.parent.with_name("small"))
    found = findings_of(path.parent.with_name("small") / "1.1.0.yaml")
    assert [finding.rule for finding in found] == ["file-name", "file-name"]


def published(standard_deviation: str, reliability: str) -> str:
    """A published measurement error with these figures."""
    figures = f"standard_deviation: {standard_deviation}, reliability: {reliability}"
    return f'published_error: {{{figures}, source: "Invented."}}'


@pytest.mark.parametrize(
    ("written", "refused"),
    [
        ("{name: sum}", "{name: sum, at_least: 1}"),
        ("{name: sum}", "{name: add}"),
        ("{name: sum}", "{name: weighted_sum, weights: [1]}"),
        ("{rule: all_required}", "{rule: min_answered, at_least: 1}"),
        ("{rule: all_required}", '{rule: fixed, because: "It is so."}'),
        ("maximum: 2", "maximum: 2.12345"),
        ("maximum: 2", 'maximum: "2"'),
        ("{name: sum}", f"{{name: sum, {published('0', '0.8')}}}"),
        ("{name: sum}", f"{{name: sum, {published('1.5', '1')}}}"),
        ("{name: sum}", f"{{name: sum, {published('1.5', '-0.1')}}}"),
        ("{name: sum}", f"{{name: best, {published('1.5', '0.8')}}}"),
    ],
)
def test_a_method_or_rule_takes_its_own_parameters_only(
    written: str, refused: str, version_file_of: MakeVersion
) -> None:
    text = fixture("range")
    assert written in text
    assert len(findings_of(version_file_of(text.replace(written, refused)))) == 1


def test_a_file_that_is_no_mapping_is_a_finding(version_file_of: MakeVersion) -> None:
    assert [finding.rule for finding in findings_of(version_file_of("- 1\n- 2\n"))] == ["value"]


def test_versions_are_ordered_by_their_numbers(tmp_path: Path) -> None:
    for name in ("1.10.0", "1.9.0", "2.0.0", "instrument", "1.0"):
        (tmp_path / f"{name}.yaml").write_text("id: x\n")
    assert list(version_files(tmp_path)) == ["1.9.0", "1.10.0", "2.0.0"]
