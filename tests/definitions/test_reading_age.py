"""The reading age of an instrument's words: low for plain ones, high for official ones, and only a note."""

from pathlib import Path

import pytest

from assessment_tool.definitions.findings import Severity
from assessment_tool.definitions.lint import lint_version
from assessment_tool.definitions.lint_rules.reading_age import age_of
from tests.definitions.test_lint import changed

PLAIN = "The cat sat on the mat. The dog ran to the door."
OFFICIAL = (
    "Notwithstanding considerable organisational difficulties, appropriate arrangements concerning "
    "the implementation of multidisciplinary interventions necessitate continuous evaluation."
)


@pytest.mark.parametrize(("text", "low", "high"), [(PLAIN, 5, 6), (OFFICIAL, 22, 22), ("", 0, 0)])
def test_plain_words_read_as_for_a_young_age_and_official_ones_for_a_high_one(
    text: str, low: int, high: int
) -> None:
    assert low <= age_of([text]) <= high


def test_a_sentence_of_school_english_reads_as_for_its_age() -> None:
    text = "The carer notices when the child is hungry, and brings food before the child has to ask for it."
    assert 11 <= age_of([text]) <= 13


def test_the_note_stands_at_the_hardest_item_and_stops_nothing(complete: Path) -> None:
    path = complete / "flags" / "1.0.0.yaml"
    changed(path, "What about second?", OFFICIAL)
    (note,) = lint_version(path)
    assert (note.rule, note.severity) == ("reading-age", Severity.INFO)
    assert path.read_text(encoding="utf-8").splitlines()[note.line - 1].strip() == f'title: "{OFFICIAL}"'


def test_another_language_has_no_figure(complete: Path) -> None:
    changed(complete / "flags" / "1.0.0.yaml", "language: en", "language: cy")
    assert lint_version(complete / "flags" / "1.0.0.yaml") == []
