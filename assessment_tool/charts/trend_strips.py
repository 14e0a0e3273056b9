"""From a group of scales with its series to the chart that shows them."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from assessment_tool.charts.measures import WIDE, Measures
from assessment_tool.charts.trend_chart import EventMark, Strip, TrendChart, trend_chart
from assessment_tool.core.instrument import Scale
from assessment_tool.core.trend import Series, Whose

_NO_RANGE = (Decimal(0), Decimal(1))


def group_chart(
    *,
    key: str,
    title: str,
    scales: Sequence[Scale],
    series_of_scale: Callable[[str], Sequence[Series]],
    carers: Sequence[tuple[Whose, str]],
    period: tuple[date, date],
    events: Sequence[EventMark],
    measures: Measures = WIDE,
) -> str:
    """One chart with a strip for each scale; its description tells in words what it shows."""
    strips = tuple(_strip(scale, series_of_scale(scale.id)) for scale in scales)
    names = " and ".join(name for _, name in carers)
    titles = ", ".join(scale.title for scale in scales)
    return trend_chart(
        TrendChart(
            key=key,
            title=f"{title}: scores over time",
            description=(
                f"Scores of {titles} from {period[0]} to {period[1]} for {names}. "
                "The table beside the chart holds the same figures."
            ),
            period=period,
            carers=tuple(carers),
            strips=strips,
            events=tuple(events),
            measures=measures,
        )
    )


def _strip(scale: Scale, series: Sequence[Series]) -> Strip:
    lowest, highest = _range(scale, series)
    return Strip(
        title=scale.title,
        lowest=lowest,
        highest=highest,
        direction=scale.direction,
        series=tuple(series),
    )


def _range(scale: Scale, series: Sequence[Series]) -> tuple[Decimal, Decimal]:
    """The declared range; where none is declared, that of the values."""
    values = [point.drawn for one in series for point in one.points if point.drawn is not None]
    lowest = scale.minimum if scale.minimum is not None else min(values, default=_NO_RANGE[0])
    highest = scale.maximum if scale.maximum is not None else max(values, default=_NO_RANGE[1])
    return lowest, highest
