"""A converted score is drawn where the later version has it, in a ring, and the legend says so."""

from decimal import Decimal

from assessment_tool.charts.marks import LINES, mark, ringed
from assessment_tool.charts.trend_chart import Strip, TrendChart, trend_chart
from assessment_tool.core.instrument import Direction
from assessment_tool.core.trend import Crosswalk, Whose, series_of
from assessment_tool.core.trend.crosswalk import Linear, Link, LinkKind
from tests.charts.drawn_series import DAY, assessed, scores, texts
from tests.core.trend.test_crosswalked_series import claiming, of_version

WALK = claiming(1, 2, Link(LinkKind.LINEAR, "Because.", Linear(Decimal(1), Decimal(2))))
LEGEND = "converted to the newer version"


def drawn(first: str, *walks: Crosswalk) -> str:
    both = [
        assessed(number, result=of_version(version, 2)) for number, version in enumerate((first, "2.0.0"))
    ]
    series = tuple(series_of(both, "care", Direction.LOW_IS_GOOD, walks))
    strip = Strip("Care", Decimal(1), Decimal(5), Direction.LOW_IS_GOOD, series)
    period = (DAY, both[-1].observed_on)
    return trend_chart(TrendChart("chart", "Care", "Scores.", period, ((Whose(20), "Mother"),), (strip,)))


def circles(svg: str, radius: str) -> list[str]:
    """How high on the sheet each circle of this radius stands."""
    return [part.split('"')[3] for part in svg.split("<circle ") if f'r="{radius}"' in part]


def test_a_converted_score_has_a_ring_and_stands_at_the_converted_value() -> None:
    svg = drawn("1.0.0", WALK)
    assert LEGEND in texts(svg)
    assert scores(svg) == ["4", "2"]
    in_the_legend, ring = circles(svg, "6")
    assert in_the_legend != ring
    assert float(ring) < float(circles(svg, "5")[-1])


def test_nothing_has_a_ring_where_nothing_was_converted() -> None:
    for svg in (drawn("2.0.0", WALK), drawn("1.0.0")):
        assert LEGEND not in texts(svg)
        assert circles(svg, "6") == []


def test_a_ring_keeps_countersigned_and_not_yet_countersigned_apart_in_every_shape() -> None:
    for line in LINES:
        kinds = {
            draw(line, 9, 9, is_hollow=is_hollow) for draw in (mark, ringed) for is_hollow in (True, False)
        }
        assert len(kinds) == 4
