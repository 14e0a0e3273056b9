"""The clock: instants in UTC, days in London, and how it is held still."""

from datetime import UTC, date, datetime, timedelta, timezone
from threading import Thread

import pytest

from assessment_tool import clock

SUMMER = datetime(2025, 6, 30, 23, 30, tzinfo=UTC)
WINTER = datetime(2025, 12, 31, 23, 30, tzinfo=UTC)


def test_now_is_aware_and_in_utc() -> None:
    assert clock.now().tzinfo is UTC


def test_half_an_hour_before_midnight_utc_in_summer_is_already_tomorrow_in_london() -> None:
    assert clock.today(SUMMER) == date(2025, 7, 1)


def test_half_an_hour_before_midnight_utc_in_winter_is_still_today_in_london() -> None:
    assert clock.today(WINTER) == date(2025, 12, 31)


def test_inside_fixed_the_clock_stands_still_and_afterwards_it_runs_on() -> None:
    with clock.fixed(SUMMER):
        assert (clock.now(), clock.today()) == (SUMMER, date(2025, 7, 1))
    assert clock.now() > SUMMER + timedelta(days=1)


def test_a_fixed_clock_inside_a_fixed_clock_returns_to_the_outer_one() -> None:
    with clock.fixed(SUMMER):
        with clock.fixed(WINTER):
            assert clock.now() == WINTER
        assert clock.now() == SUMMER


def test_an_instant_fixed_in_another_zone_is_told_in_utc() -> None:
    with clock.fixed(SUMMER.astimezone(timezone(timedelta(hours=5)))) as held:
        assert (held, held.tzinfo) == (SUMMER, UTC)


def test_other_threads_keep_the_real_time() -> None:
    seen: list[datetime] = []
    with clock.fixed(SUMMER):
        thread = Thread(target=lambda: seen.append(clock.now()))
        thread.start()
        thread.join()
    assert seen[0] > SUMMER + timedelta(days=1)


def test_an_instant_without_a_time_zone_is_refused() -> None:
    naive = datetime(2025, 6, 30)  # noqa: DTZ001 - what is refused
    with pytest.raises(clock.NaiveInstantError):
        clock.today(naive)
    with pytest.raises(clock.NaiveInstantError), clock.fixed(naive):
        pass
