"""Charts of small made-up trends, and what can be read from their SVG."""

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from assessment_tool.charts.measures import WIDE, Measures
from assessment_tool.charts.trend_chart import EventMark, Strip, TrendChart, trend_chart
from assessment_tool.core.instrument import Direction, RaterRole
from assessment_tool.core.lifecycle import Standing
from assessment_tool.core.trend import ScoredAssessment, Whose, series_of
from tests.core.builders import of_grades

DAY = date(2025, 1, 6)
SVG = "{http://www.w3.org/2000/svg}"


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
    strip = Strip(title, Decimal(1), Decimal(5), direction, tuple(series_of(assessments, "care", direction)))
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
