"""A retired name is never used again, be it an item's, a scale's or an option's."""

from pathlib import Path

from assessment_tool.definitions.lint import check_without_examples
from assessment_tool.definitions.version_file import read_version
from tests.definitions.conftest import HERE, MakeVersion

SOUND = (HERE / "instruments" / "retired-ids" / "1.0.0.yaml").read_text(encoding="utf-8")


def found_in(path: Path) -> list[tuple[str, bool]]:
    findings = check_without_examples(read_version(path))
    return [(one.rule, "retired: it must not be used again" in one.message) for one in findings]


def test_a_retired_code_of_an_option_is_found_and_the_same_code_of_another_item_is_not(
    version_file_of: MakeVersion,
) -> None:
    text = SOUND.replace("id: retired-ids", "id: tiny")
    assert found_in(version_file_of(text)) == []
    again = text.replace('second: ["maybe"]', 'second: ["yes"]')
    assert found_in(version_file_of(again)) == [("retired-id", True)]
    assert found_in(version_file_of(text.replace('second: ["maybe"]', 'third: ["yes"]'))) == []
