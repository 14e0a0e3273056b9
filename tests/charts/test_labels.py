"""Scores and letters find a place of their own."""

from datetime import date, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from assessment_tool.charts.axis import TimeAxis
from assessment_tool.charts.events import EventMark, placed_letters, rows_of
from assessment_tool.charts.labels import apart, labels

FIRST = date(2025, 1, 1)
AXIS = TimeAxis(FIRST, date(2026, 6, 30), 46, 600)
DAYS = st.lists(st.integers(0, 545).map(lambda days: FIRST + timedelta(days=days)), max_size=40)


def test_a_score_stands_above_its_mark() -> None:
    [label] = labels([((100.0, 50.0), "4")])
    assert (label.words, label.x, label.y) == ("4", 100, 41.5)


def test_a_score_steps_below_its_mark_where_another_mark_stands_above() -> None:
    lower, upper = labels([((100.0, 50.0), "2"), ((100.0, 36.0), "3")])
    assert lower.y > 50
    assert upper.y < 36


def test_of_marks_at_one_place_each_moves_aside_to_the_nearest_free_one() -> None:
    assert apart([(100.0, 50.0)] * 3) == [(100, 50), (112, 50), (88, 50)]
    assert apart([(100.0, 50.0), (100.0, 50.0), (103.0, 50.0)]) == [(100, 50), (112, 50), (91, 50)]


def test_no_mark_moves_beyond_the_ends_while_there_is_room() -> None:
    assert apart([(100.0, 50.0)] * 3, (70, 105)) == [(100, 50), (88, 50), (76, 50)]


def test_where_there_is_no_room_a_mark_is_seen_all_the_same() -> None:
    assert apart([(100.0, 50.0)] * 2, (99, 101)) == [(100, 50), (112, 50)]


def test_marks_on_different_levels_stay_where_they_are() -> None:
    assert apart([(100.0, 50.0), (100.0, 34.5)]) == [(100, 50), (100, 34.5)]


@given(st.lists(st.integers(0, 500).map(float), max_size=30))
def test_no_mark_hides_another(across: list[float]) -> None:
    places = apart([(x, 50.0) for x in across])
    assert all(abs(one[0] - other[0]) >= 7 for one, other in combinations(places, 2))


@given(DAYS)
def test_letters_below_the_axis_never_touch(days: list[date]) -> None:
    placed = placed_letters([EventMark(day, "A") for day in sorted(days)], AXIS)
    assert len(placed) == len(days)
    for one, other in combinations(placed, 2):
        assert one.row != other.row or abs(one.x - other.x) >= 9


@given(DAYS)
def test_letters_take_no_more_rows_than_they_need(days: list[date]) -> None:
    placed = placed_letters([EventMark(day, "A") for day in sorted(days)], AXIS)
    assert {one.row for one in placed} == set(range(rows_of(placed)))
