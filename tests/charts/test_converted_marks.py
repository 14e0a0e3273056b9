"""A converted score is drawn where the later version has it, hollow, and the legend says so."""

from dataclasses import replace
from decimal import Decimal

from assessment_tool.charts.marks import LINES, mark
from assessment_tool.charts.trend_chart import Strip, TrendChart, trend_chart
from assessment_tool.core.instrument import Direction
from assessment_tool.core.trend import Crosswalk, Whose, series_of
from assessment_tool.core.trend.crosswalk import Linear, Link, LinkKind
from tests.charts.drawn_series import DAY, assessed, scores, texts
from tests.core.trend.judged_by import ALIKE
from tests.core.trend.test_crosswalked_series import claiming, of_version

WALK = claiming(1, 2, Link(LinkKind.LINEAR, "Because.", Linear(Decimal(1), Decimal(2))))
LEGEND = "converted to the newer version"


def drawn(first: str, *walks: Crosswalk) -> str:
    both = [
        assessed(number, result=of_version(version, 2)) for number, version in enumerate((first, "2.0.0"))
    ]
    series = tuple(series_of(both, "care", Direction.LOW_IS_GOOD, replace(ALIKE, crosswalks=walks)))
    strip = Strip("Care", Decimal(1), Decimal(5), Direction.LOW_IS_GOOD, series)
    period = (DAY, both[-1].observed_on)
    return trend_chart(TrendChart("chart", "Care", "Scores.", period, ((Whose(20), "Mother"),), (strip,)))


def hollow(svg: str) -> list[str]:
    """How high on the sheet each hollow circle stands."""
    return [one.split('"')[3] for one in circles(svg) if 'fill="#ffffff"' in one]


def circles(svg: str) -> list[str]:
    return [part.partition("/>")[0] for part in svg.split("<circle ")[1:]]


def test_a_converted_score_is_hollow_and_stands_at_the_converted_value() -> None:
    svg = drawn("1.0.0", WALK)
    assert LEGEND in texts(svg)
    assert scores(svg) == ["4", "2"]
    in_the_legend, point = hollow(svg)
    solid = [one.split('"')[3] for one in circles(svg) if 'fill="#ffffff"' not in one]
    assert in_the_legend != point
    assert float(point) < float(solid[-1])


def test_nothing_is_hollow_where_nothing_was_converted() -> None:
    for svg in (drawn("2.0.0", WALK), drawn("1.0.0")):
        assert LEGEND not in texts(svg)
        assert hollow(svg) == []


def test_converted_and_not_yet_countersigned_are_kept_apart_in_every_shape() -> None:
    for line in LINES:
        kinds = {
            mark(line, 9, 9, is_hollow=is_hollow, is_waiting=is_waiting)
            for is_hollow in (True, False)
            for is_waiting in (True, False)
        }
        assert len(kinds) == 4
