"""The chart of a trend: true places, honest gaps, readable without colour, and safe under a strict policy."""

import os
import re
import subprocess
import sys
from datetime import timedelta
from xml.etree.ElementTree import Element

import pytest

from assessment_tool.charts.marks import LINES
from assessment_tool.charts.measures import NARROW
from assessment_tool.charts.trend_chart import EventMark
from assessment_tool.core.instrument import Direction
from assessment_tool.core.lifecycle import Standing
from tests.charts.drawn_series import DAY, SVG, assessed, chart, parsed, scores, texts

MOTHER = [assessed(1, 2, 2), assessed(2, 3, 3), assessed(3, 4, 2)]
FATHER = [assessed(1, 1, 1, carer=21), assessed(3, 2, 2, carer=21)]
ELEMENTS = {"svg", "title", "desc", "text", "line", "rect", "circle", "polygon", "polyline"}
HOSTILE = '<script>alert("1")</script> & \' </text> url(#x) ]]>'
DRAWN_ELSEWHERE = """
from tests.charts.drawn_series import assessed, chart
print(chart([assessed(1, 2, 2), assessed(2, 3, 3)]))
"""


def lines_of(svg: str) -> list[str]:
    return [line.get("points") or "" for line in parsed(svg).iter(f"{SVG}polyline")]


def test_every_score_is_printed_beside_its_mark() -> None:
    assert sorted(scores(chart([*MOTHER, *FATHER]))) == ["1", "2", "2", "3", "4"]


def test_marks_stand_where_day_and_score_say() -> None:
    [line] = lines_of(chart(MOTHER))
    (x1, y1), (x2, y2), (x3, y3) = (tuple(map(float, place.split(","))) for place in line.split())
    assert (x1, x2, x3) == (46, 323, 600)
    assert y1 - y2 == y2 - y3 == 15


def test_worse_is_up_and_the_axis_says_so() -> None:
    assert "up is worse: 1 best, 5 worst" in texts(chart(MOTHER))
    assert "up is better: 5 best, 1 worst" in texts(chart(MOTHER, direction=Direction.HIGH_IS_GOOD))
    assert "1 to 5" in texts(chart(MOTHER, direction=Direction.NEUTRAL))


def test_a_missing_score_is_said_and_joined_by_no_line() -> None:
    svg = chart([assessed(1, 2, 2), assessed(2, None, None), assessed(3, 3, 3)])
    assert lines_of(svg) == []
    assert texts(svg).count("n/a") == 1
    assert scores(svg) == ["2", "3"]
    assert "//" not in texts(svg)


def test_a_missing_score_carries_the_mark_of_its_carer_and_two_of_one_day_stand_side_by_side() -> None:
    missing = [assessed(2, None, None), assessed(2, None, None, carer=21)]
    svg = chart([assessed(1, 2, 2), assessed(1, 3, 3, carer=21), *missing])
    assert svg.count("<circle") - svg_of_scores().count("<circle") == 1
    assert svg.count("<polygon") - svg_of_scores().count("<polygon") == 1
    first, second = (float(found) for found in re.findall(r'<text x="([0-9.]+)"[^>]*>n/a<', svg))
    assert abs(first - second) >= 30


def svg_of_scores() -> str:
    """The same chart without what is missing."""
    return chart([assessed(1, 2, 2), assessed(1, 3, 3, carer=21)])


def test_a_break_is_drawn_as_two_strokes_and_no_line_crosses_it() -> None:
    svg = chart([assessed(1, 2, 2), assessed(2, 2, 2), assessed(3, 2, 2, rater="B. Worker")])
    [line] = lines_of(svg)
    assert len(line.split()) == 2
    assert texts(svg).count("//") == 2
    assert "not joined: not assessed alike" in texts(svg)


def test_the_strokes_of_two_carers_stand_apart() -> None:
    raters = {1: "A. Worker", 2: "B. Worker"}
    both = [assessed(day, 2, 2, carer=carer, rater=raters[day]) for carer in (20, 21) for day in raters]
    _legend, *strokes = re.findall(r'<text x="([0-9.]+)" y="([0-9.]+)"[^>]*>//<', chart(both))
    (one_x, one_y), (other_x, other_y) = strokes
    assert one_y == other_y
    assert abs(float(one_x) - float(other_x)) >= 12


def test_a_chart_without_breaks_explains_none() -> None:
    assert "//" not in texts(chart(MOTHER))
    assert not any("joined" in one or "countersigned" in one for one in texts(chart(MOTHER)))


def test_a_point_stands_over_a_bar_until_it_is_countersigned() -> None:
    svg = chart([assessed(1, 2, 2), assessed(2, 3, 3, standing=Standing.SIGNED)])
    below = {
        (float(one.get("cx") or 0), float(one.get("cy") or 0) + 8) for one in parsed(svg).iter(f"{SVG}circle")
    }
    bars = [one for one in parsed(svg).iter(f"{SVG}line") if _middle(one) in below]
    assert len(bars) == 2, "the point and its sample in the legend"
    assert "not yet countersigned" in texts(svg)
    assert 'fill="#ffffff" stroke' not in svg


def _middle(line: Element) -> tuple[float, float]:
    x1, x2, y = (float(line.get(name) or 0) for name in ("x1", "x2", "y1"))
    return (x1 + x2) / 2, y


def test_carers_differ_by_shape_and_by_dash_and_not_by_shade_alone() -> None:
    assert len({line.shape for line in LINES}) == len(LINES)
    assert len({line.dash for line in LINES}) == len(LINES)
    svg = chart([*MOTHER, *FATHER])
    dashes = {line.get("stroke-dasharray") for line in parsed(svg).iter(f"{SVG}polyline")}
    assert dashes == {None, "7 4"}


def test_two_marks_of_one_day_and_score_are_both_seen() -> None:
    svg = chart([assessed(1, 2, 2), assessed(2, 2, 2), assessed(1, 2, 2, carer=21)])
    assert len(scores(svg)) == 3
    circle = [one.get("cx") for one in parsed(svg).iter(f"{SVG}circle")][1]
    square = [one.get("points") for one in parsed(svg).iter(f"{SVG}polygon")][1]
    assert float((square or "").split(",")[0]) > float(circle or 0)


def test_a_narrow_chart_says_the_same_within_a_telephones_width() -> None:
    carers = (
        (20, "Mother"),
        (21, "A grandmother whose name is longer than a telephone is wide"),
    )
    svg = chart([*MOTHER, *FATHER], carers=carers, measures=NARROW)
    across = [float(place) for place in re.findall(r' (?:x|x1|x2|cx)="([0-9.-]+)"', svg)]
    assert parsed(svg).get("width") == "340"
    assert 0 <= min(across) < max(across) <= 340
    assert sorted(scores(svg)) == sorted(scores(chart([*MOTHER, *FATHER])))
    assert max(len(one) for one in texts(svg)[1:]) <= 43
    assert "up is worse" in texts(svg)


def test_events_are_lettered_on_their_days() -> None:
    events = [EventMark(DAY + timedelta(days=90), "A"), EventMark(DAY + timedelta(days=180), "B")]
    svg = chart(MOTHER, events=events)
    places = {one.text: one.get("x") for one in parsed(svg).iter(f"{SVG}text") if one.text in {"A", "B"}}
    dotted = {one.get("x1") for one in parsed(svg).iter(f"{SVG}line") if one.get("stroke-dasharray") == "1 3"}
    assert places == {"A": "46", "B": "323"}
    assert dotted == {"46", "323"}


def test_only_presentation_attributes_are_used() -> None:
    svg = chart([*MOTHER, *FATHER], events=[EventMark(DAY + timedelta(days=100), "A")])
    assert {element.tag.removeprefix(SVG) for element in parsed(svg).iter()} <= ELEMENTS
    attributes = {name for element in parsed(svg).iter() for name in element.attrib}
    assert not attributes & {"style", "class", "href", "onload"}
    assert "currentColor" not in svg
    assert "url(" not in svg


def test_title_and_description_come_first_and_name_the_chart() -> None:
    tree = parsed(chart(MOTHER, key="chart-7"))
    title, desc = tree[0], tree[1]
    assert (title.text, desc.text) == ("Care: scores over time", "Scores of Care.")
    assert tree.get("role") == "img"
    assert (
        tree.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}" == "chart-7-title chart-7-desc"
    )


@pytest.mark.parametrize("words", [HOSTILE, "مرحبا", "O’Neill-Żółć 王"])
def test_names_are_drawn_as_they_are_and_never_become_markup(words: str) -> None:
    svg = chart(MOTHER, carers=[(20, words)], title=words)
    assert texts(svg).count(words) == 2
    assert {element.tag.removeprefix(SVG) for element in parsed(svg).iter()} <= ELEMENTS


def test_a_name_without_end_is_shortened_in_the_legend_alone() -> None:
    svg = chart(MOTHER, carers=[(20, "M" * 5000)])
    assert max(len(one) for one in texts(svg)) == 60


def test_equal_input_gives_equal_bytes_in_another_process() -> None:
    here = chart([assessed(1, 2, 2), assessed(2, 3, 3)])
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    command = [sys.executable, "-c", DRAWN_ELSEWHERE]
    there = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert there.stdout == here + "\n"
