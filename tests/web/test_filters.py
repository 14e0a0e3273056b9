"""How stored words and age ranges are read."""

from datetime import UTC, date, datetime

import pytest

from assessment_tool.documents.age_words import age_words
from assessment_tool.records.families import CareKind
from assessment_tool.web.filters import day, moment, short_day, words

BEFORE_MIDNIGHT = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)


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


def test_an_instant_is_told_as_the_day_that_it_was_in_london() -> None:
    assert day(BEFORE_MIDNIGHT) == "1 July 2026"
    assert short_day(BEFORE_MIDNIGHT) == "1 Jul 2026"
    assert moment(BEFORE_MIDNIGHT) == "1 July 2026 at 00:30"


def test_a_day_that_is_missing_is_told_as_missing() -> None:
    assert (day(None), short_day(None), moment(None)) == ("no date yet", "–", "not yet")
    assert day(date(2026, 3, 4)) == "4 March 2026"
