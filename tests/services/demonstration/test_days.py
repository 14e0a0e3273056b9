"""The story's days move with the day of loading and keep their weekdays."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from assessment_tool.services.demonstration.accounts import next_renewal
from assessment_tool.services.demonstration.days import NoSuchDayError, StoryDays

MONDAY = date(2026, 3, 2)


@pytest.mark.parametrize("loaded_on", [MONDAY + timedelta(days=days) for days in range(7)])
def test_a_week_of_the_story_is_the_same_on_every_day_of_the_week_of_loading(loaded_on: date) -> None:
    assert StoryDays(loaded_on).day("w1 fri") == date(2026, 2, 27)


def test_a_day_of_the_story_falls_on_its_weekday() -> None:
    assert StoryDays(MONDAY).day("w12 sat").strftime("%a") == "Sat"


def test_an_hour_of_the_story_is_told_by_london_clocks() -> None:
    days = StoryDays(date(2026, 7, 8))
    assert days.at("w1 mon", time(9, 0)) == datetime(2026, 6, 29, 8, 0, tzinfo=UTC)


def test_a_day_in_a_text_is_written_out() -> None:
    assert StoryDays(MONDAY).told("Seen on {w1 fri} and {w2 tue}.") == "Seen on 27 February and 17 February."


def test_an_answer_that_is_a_day_is_given_as_a_form_takes_it() -> None:
    assert StoryDays(MONDAY).answer("w1 fri") == "2026-02-27"
    assert StoryDays(MONDAY).answer("on {w1 fri}") == "on 27 February"


@pytest.mark.parametrize("text", ["", "w1", "w1 friday", "tue w1", "w-1 tue", "2026-02-27"])
def test_a_text_that_names_no_day_of_the_story_is_refused(text: str) -> None:
    with pytest.raises(NoSuchDayError):
        StoryDays(MONDAY).day(text)


@pytest.mark.parametrize(
    ("today", "expires"),
    [
        (date(2026, 3, 2), date(2026, 11, 30)),
        (date(2026, 11, 29), date(2026, 11, 30)),
        (date(2026, 11, 30), date(2027, 11, 30)),
        (date(2026, 12, 1), date(2027, 11, 30)),
    ],
)
def test_registrations_expire_on_the_next_30_november(today: date, expires: date) -> None:
    assert next_renewal(today) == expires
