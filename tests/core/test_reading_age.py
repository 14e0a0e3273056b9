"""The reading age of words: low for plain ones, high for official ones."""

import pytest

from assessment_tool.core.reading_age import age_of

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
