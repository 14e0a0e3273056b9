"""Charts of small made-up trends, and what can be read from their SVG."""

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from assessment_tool.charts.bands import ScaleBand
from assessment_tool.charts.measures import GUTTER, WIDE, Measures
from assessment_tool.charts.trend_chart import EventMark, Strip, TrendChart, trend_chart
from assessment_tool.core.instrument import Direction, RaterRole
from assessment_tool.core.lifecycle import Standing
from assessment_tool.core.trend import ScoredAssessment, Whose, series_of
from tests.core.builders import of_grades
from tests.core.trend.judged_by import ALIKE

DAY = date(2025, 1, 6)
SVG = "{http://www.w3.org/2000/svg}"

AXIS = Decimal(1), Decimal(5)
BANDS = (
    ScaleBand("met", Decimal(1), 0),
    ScaleBand("partly", Decimal(3), 0.5),
    ScaleBand("unmet", Decimal(4), 1),
)


def assessed(number: int, *grades: int | None, carer: int = 20, **parts: Any) -> ScoredAssessment:
    """The assessment of this number, 90 days after the one before."""
    one = ScoredAssessment(
        revision_id=carer * 100 + number,
        assessment_id=carer * 100 + number,
        child_id=10,
        carer_id=carer,
        observed_on=DAY + timedelta(days=90 * number),
        rater="A. Worker",
        rater_role=RaterRole.WORKER,
        window_days=28,
        standing=Standing.COUNTERSIGNED,
        is_transcribed=False,
        result=of_grades(*grades),
        evidenced=frozenset(),
    )
    return replace(one, **parts)


def chart(
    assessments: Sequence[ScoredAssessment],
    *,
    carers: Sequence[tuple[int, str]] = ((20, "Mother"), (21, "Father")),
    title: str = "Care",
    direction: Direction = Direction.LOW_IS_GOOD,
    events: Sequence[EventMark] = (),
    key: str = "chart-care",
    measures: Measures = WIDE,
) -> str:
    """The SVG of one strip over the scale `care`."""
    strip = Strip(
        title, Decimal(1), Decimal(5), direction, tuple(series_of(assessments, "care", direction, ALIKE))
    )
    days = [one.observed_on for one in assessments]
    return trend_chart(
        TrendChart(
            key=key,
            title=f"{title}: scores over time",
            description=f"Scores of {title}.",
            period=(min(days), max(days)),
            carers=tuple((Whose(carer_id), name) for carer_id, name in carers),
            strips=(strip,),
            events=tuple(events),
            measures=measures,
        )
    )


def parsed(svg: str) -> ET.Element:
    """The SVG as a tree; our own text, so a plain parser is enough."""
    return ET.fromstring(svg)  # noqa: S314 - the text was drawn a moment ago by the code under test


def texts(svg: str) -> list[str]:
    """Every word drawn, in drawing order."""
    return [element.text or "" for element in parsed(svg).iter(f"{SVG}text")]


def scores(svg: str) -> list[str]:
    """The scores printed beside marks: bold figures."""
    bold = [one for one in parsed(svg).iter(f"{SVG}text") if one.get("font-weight") == "700"]
    return [one.text or "" for one in bold if (one.text or "").isdigit()]


def seven_series(points: int, strips: int) -> TrendChart:
    """Seven carers of so many assessments each: in as many strips, one in each, or all in one."""
    carers = range(20, 27)
    assessments = [
        assessed(number, (number * 3 + carer) % 5 + 1, carer=carer)
        for carer in carers
        for number in range(points)
    ]
    series = series_of(assessments, "care", Direction.LOW_IS_GOOD, ALIKE)
    share = len(series) // strips
    return TrendChart(
        key="chart-care",
        title="Care: scores over time",
        description="Scores of care.",
        period=(DAY, DAY + timedelta(days=90 * (points - 1))),
        carers=tuple((Whose(carer), f"Carer {carer}") for carer in carers),
        strips=tuple(
            Strip("Care", *AXIS, Direction.LOW_IS_GOOD, tuple(series[start : start + share]), BANDS)
            for start in range(0, len(series), share)
        ),
        events=tuple(
            EventMark(DAY + timedelta(days=100 * place), letter) for place, letter in enumerate("ABCDEF")
        ),
        measures=replace(WIDE, gutter=GUTTER),
    )
