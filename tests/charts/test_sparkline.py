"""A sparkline: real time, gaps where two may not be joined, the last count printed, all told in words too."""

import xml.etree.ElementTree as ET
from datetime import date

from assessment_tool.charts.sparkline import SparkScale, sparkline
from assessment_tool.core.trend import Unmet
from tests.charts.drawn_series import parsed

SVG = "{http://www.w3.org/2000/svg}"
SCALE = SparkScale(date(2025, 1, 1), date(2026, 1, 1), 8)
POINTS = (
    Unmet(date(2025, 1, 1), 1, 40, 45, is_joined=False),
    Unmet(date(2025, 7, 2), 2, 45, 45, is_joined=True),
    Unmet(date(2025, 10, 1), 8, 30, 45, is_joined=False),
    Unmet(date(2026, 1, 1), 4, 45, 45, is_joined=True),
)


def drawn(*points: Unmet, title: str = "Jodie") -> ET.Element:
    return parsed(sparkline(points, SCALE, "s1", title))


def marks(svg: ET.Element) -> list[tuple[float, float, str]]:
    return [
        (float(one.get("cx", 0)), float(one.get("cy", 0)), one.get("fill", ""))
        for one in svg.iter(f"{SVG}circle")
    ]


def test_the_axis_of_time_is_real_and_a_larger_count_stands_higher() -> None:
    (first, *_), (half, *_), _, (last, *_) = marks(drawn(*POINTS))
    assert half - first == round((last - first) * 182 / 365, 1)
    heights = [y for _, y, _ in marks(drawn(*POINTS))]
    assert heights[2] < heights[3] < heights[1] < heights[0]


def test_only_assessments_that_may_be_joined_are() -> None:
    lines = [one.get("points", "").count(",") for one in drawn(*POINTS).iter(f"{SVG}polyline")]
    assert lines == [2, 2]
    assert list(drawn(POINTS[0], POINTS[2]).iter(f"{SVG}polyline")) == []


def test_a_count_over_too_few_grades_is_hollow() -> None:
    assert [fill == "#ffffff" for *_, fill in marks(drawn(*POINTS))] == [False, False, True, False]


def test_the_last_count_is_printed_and_every_count_is_told_to_who_does_not_see() -> None:
    svg = drawn(*POINTS)
    assert [one.text for one in svg.iter(f"{SVG}text")] == ["4"]
    assert svg.findtext(f"{SVG}title") == "Jodie"
    assert svg.findtext(f"{SVG}desc") == (
        "2025-01-01: 1 of 40; 2025-07-02: 2 of 45; 2025-10-01: 8 of 30; 2026-01-01: 4 of 45"
    )
    assert svg.get("aria-labelledby") == "s1-t s1-d"


def test_a_count_beyond_the_top_and_one_on_a_page_without_any_stay_inside() -> None:
    beyond = SparkScale(SCALE.first, SCALE.last, 0)
    [(_, y, _)] = marks(parsed(sparkline(POINTS[:1], beyond, "s", "x")))
    [(_, top, _)] = marks(drawn(Unmet(SCALE.first, 99, 100, 100, is_joined=False)))
    assert 0 < top < y < 30


def test_it_is_escaped_has_no_style_and_is_the_same_again() -> None:
    text = sparkline(POINTS, SCALE, "s1", "<b>&")
    assert "&lt;b&gt;&amp;" in text
    assert "style" not in text
    assert text == sparkline(POINTS, SCALE, "s1", "<b>&")
