"""What drawing costs: a trend of seven series, as small multiples and in one strip, and many sparklines."""

from datetime import date, timedelta

import pytest

from assessment_tool.charts.sparkline import SparkScale, sparkline
from assessment_tool.charts.trend_chart import trend_chart
from assessment_tool.core.trend import Unmet
from tests.benchmarks.figures import Figures
from tests.charts.drawn_series import seven_series

pytestmark = pytest.mark.benchmark

SERIES, POINTS, SPARKLINES = 7, 12, 200


@pytest.mark.parametrize(("form", "strips"), [("small multiples", SERIES), ("one strip", 1)])
def test_drawing_seven_series_of_twelve_points(figures: Figures, form: str, strips: int) -> None:
    chart = seven_series(POINTS, strips)
    svg = trend_chart(chart)
    assert svg.count('font-weight="700">') >= SERIES * POINTS
    figures.measure(
        f"Trend chart, {SERIES} series x {POINTS} points, warm, {form}",
        lambda: trend_chart(chart),
        target=2,
        repeat=20,
        remark=f"{len(svg.encode()) / 1024:.0f} KiB",
    )


def test_drawing_two_hundred_sparklines(figures: Figures) -> None:
    first = date(2025, 1, 6)
    scale = SparkScale(first, first + timedelta(days=90 * POINTS), 45)
    points = [
        Unmet(first + timedelta(days=90 * number), number * 5 % 17, 45, 45, is_joined=number > 0)
        for number in range(POINTS)
    ]

    def drawn() -> str:
        return "".join(sparkline(points, scale, f"s{place}", "Jodie") for place in range(SPARKLINES))

    assert drawn().count("<circle") == SPARKLINES * POINTS
    figures.measure(
        f"{SPARKLINES} sparklines of {POINTS} points",
        drawn,
        target=60,
        remark=f"{len(drawn()) / 1024:.0f} KiB",
    )
