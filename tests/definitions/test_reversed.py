"""What is called reversed is, and what is reversed is called so."""

from pathlib import Path

import pytest

from assessment_tool.definitions.lint import check_without_examples
from assessment_tool.definitions.version_file import read_version
from tests.definitions.conftest import MakeVersion

SOUND = (Path(__file__).parent / "lint" / "reversed" / "passing.yaml").read_text(encoding="utf-8")
DECLARED = "        reversed: true\n"
SHOUTS = 'title: "Does the carer shout?"\n        subject: carer\n        label: L1\n'


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (DECLARED, "", "“soothes” has scores that run the other way"),
        (SHOUTS, SHOUTS + DECLARED, "“shouts” is called reversed, and its scores do not run"),
        (
            "of: [shouts, threatens, soothes]",
            "of: [shouts, threatens]",
            "“soothes” is called reversed and",
        ),
    ],
)
def test_a_reversed_item_and_its_scores_agree(
    old: str, new: str, words: str, version_file_of: MakeVersion
) -> None:
    assert old in SOUND
    found = check_without_examples(read_version(version_file_of(SOUND.replace(old, new))))
    assert any(one.rule == "reversed" and words in one.message for one in found)


def test_other_answers_in_another_order_are_no_reversal(version_file_of: MakeVersion) -> None:
    before, _, after = SOUND.partition(DECLARED)
    text = before + after.replace('"Never"', '"Badly"').replace('"Often"', '"Well"').replace(
        '"Always"', '"Best"'
    )
    assert check_without_examples(read_version(version_file_of(text))) == []
