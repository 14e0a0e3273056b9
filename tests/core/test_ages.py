"""Ages in completed months, on the days that are easily got wrong."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_tool.core.ages import UNBORN, AgeRange, ChildAge, NotYetBornError, age_on


@pytest.mark.parametrize(
    ("born_on", "on", "months"),
    [
        (date(2024, 5, 10), date(2024, 5, 10), 0),
        (date(2024, 5, 10), date(2024, 6, 9), 0),
        (date(2024, 5, 10), date(2024, 6, 10), 1),
        (date(2020, 5, 10), date(2024, 5, 9), 47),
        (date(2020, 5, 10), date(2024, 5, 10), 48),
        (date(2024, 12, 31), date(2025, 1, 1), 0),
        (date(2024, 1, 31), date(2024, 2, 28), 0),
        (date(2024, 1, 31), date(2024, 2, 29), 1),
        (date(2023, 1, 31), date(2023, 2, 28), 1),
        (date(2023, 3, 31), date(2023, 4, 29), 0),
        (date(2023, 3, 31), date(2023, 4, 30), 1),
        (date(2024, 2, 29), date(2025, 2, 27), 11),
        (date(2024, 2, 29), date(2025, 2, 28), 12),
        (date(2024, 2, 29), date(2028, 2, 28), 47),
        (date(2024, 2, 29), date(2028, 2, 29), 48),
        (date(9998, 12, 31), date(9999, 12, 31), 12),
    ],
)
def test_a_month_is_completed_on_its_day_or_at_the_end_of_a_short_month(
    born_on: date, on: date, months: int
) -> None:
    assert age_on(born_on, on) == ChildAge(months)


def test_a_day_before_the_birth_has_no_age() -> None:
    with pytest.raises(NotYetBornError, match=r"born on 2024-05-10, after 2024-05-09") as refused:
        age_on(date(2024, 5, 10), date(2024, 5, 9))
    assert (refused.value.born_on, refused.value.on) == (date(2024, 5, 10), date(2024, 5, 9))


@given(st.dates(), st.dates(), st.dates())
def test_a_child_never_grows_younger(first: date, second: date, third: date) -> None:
    born_on, earlier, later = sorted([first, second, third])
    before, after = age_on(born_on, earlier).months, age_on(born_on, later).months
    assert before is not None
    assert after is not None
    assert 0 <= before <= after


@pytest.mark.parametrize(("months", "inside"), [(5, False), (6, True), (11, True), (12, False)])
def test_a_range_has_its_first_month_and_not_its_last(months: int, *, inside: bool) -> None:
    assert AgeRange(6, 12).contains(ChildAge(months)) is inside


def test_a_range_has_the_unborn_only_where_it_says_so() -> None:
    assert UNBORN.is_unborn
    assert not ChildAge(0).is_unborn
    assert not AgeRange(0, 12).contains(UNBORN)
    assert AgeRange(0, 12, unborn=True).contains(UNBORN)


def test_a_person_of_eighteen_is_no_child() -> None:
    assert AgeRange().contains(ChildAge(215))
    assert not AgeRange().contains(ChildAge(216))
