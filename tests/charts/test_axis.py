"""The axes: days and scores stand exactly where they belong."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_tool.charts.axis import ScoreAxis, TimeAxis

YEAR = TimeAxis(date(2025, 1, 1), date(2025, 12, 31), 0, 364)
GRADES = ScoreAxis(Decimal(1), Decimal(5), 10, 50)


def test_a_day_stands_where_its_share_of_the_time_is() -> None:
    days = [date(2025, 1, 1), date(2025, 1, 2), date(2025, 4, 11), date(2025, 12, 31)]
    assert [YEAR.x(day) for day in days] == [0, 1, 100, 364]


def test_unequal_intervals_stay_unequal() -> None:
    near, far = YEAR.x(date(2025, 2, 1)), YEAR.x(date(2025, 7, 1))
    assert far - near == (date(2025, 7, 1) - date(2025, 2, 1)).days


def test_a_single_day_stands_in_the_middle() -> None:
    assert TimeAxis(date(2025, 3, 4), date(2025, 3, 4), 10, 30).x(date(2025, 3, 4)) == 20


def test_the_worst_grade_stands_at_the_top() -> None:
    assert [GRADES.y(Decimal(grade)) for grade in range(1, 6)] == [50, 40, 30, 20, 10]


def test_a_scale_of_one_value_stands_in_the_middle() -> None:
    assert ScoreAxis(Decimal(3), Decimal(3), 10, 50).y(Decimal(3)) == 30


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2025, 1, 14), date(2025, 4, 2), ["2025-02", "2025-03", "2025-04"]),
        (date(2025, 1, 1), date(2025, 12, 31), ["2025-01", "2025-04", "2025-07", "2025-10"]),
        (date(2024, 11, 5), date(2026, 6, 9), ["2025-01", "2025-07", "2026-01"]),
        (date(2025, 3, 4), date(2025, 3, 29), []),
    ],
)
def test_ticks_are_the_first_days_of_months_that_fit(first: date, last: date, expected: list[str]) -> None:
    ticks = list(TimeAxis(first, last, 0, 100).ticks(4))
    assert [f"{tick:%Y-%m}" for tick in ticks] == expected
    assert all(tick.day == 1 for tick in ticks)


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.integers(0, 20_000), st.integers(1, 12))
def test_ticks_stand_inside_the_axis_and_are_never_too_many(first: date, days: int, at_most: int) -> None:
    last = date.fromordinal(first.toordinal() + days)
    ticks = list(TimeAxis(first, last, 0, 100).ticks(at_most))
    assert all(first <= tick <= last for tick in ticks)
    longest = days > 5 * 366 * at_most
    assert longest or len(ticks) <= at_most + 1
