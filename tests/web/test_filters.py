"""How stored words and age ranges are read."""

import pytest

from assessment_tool.records.families import CareKind
from assessment_tool.web.filters import age_words, words


@pytest.mark.parametrize(
    ("stored", "read"),
    [
        (CareKind.MOTHERS_PARTNER, "Mother’s partner"),
        (CareKind.FATHERS_PARTNER, "Father’s partner"),
        ("sub_area", "Sub-area"),
        ("not_observed", "Not observed"),
    ],
)
def test_a_stored_word_is_read_as_english_writes_it(stored: str, read: str) -> None:
    assert words(stored) == read


@pytest.mark.parametrize(
    ("low", "before", "read"),
    [
        (0, 12, "under 1 year"),
        (6, 12, "6 months to under 1 year"),
        (12, 120, "1 year to under 10 years"),
        (144, 216, "from 12 years"),
        (0, 216, ""),
    ],
)
def test_an_age_range_is_told_in_years_where_they_are_whole(low: int, before: int, read: str) -> None:
    assert age_words(low, before) == read
