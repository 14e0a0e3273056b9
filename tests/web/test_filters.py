"""How stored words are read."""

import pytest

from assessment_tool.records.families import CareKind
from assessment_tool.web.filters import words


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
