"""The chart of one area of a trend, the same on a page and in a report."""

from collections.abc import Mapping, Sequence

from assessment_tool.charts.measures import WIDE, Measures
from assessment_tool.charts.trend_chart import EventMark
from assessment_tool.charts.trend_strips import group_chart
from assessment_tool.core.text import shown
from assessment_tool.core.trend import ScaleGroup, Series
from assessment_tool.services.trends import Trend


def area_chart(
    trend: Trend, group: ScaleGroup, by_scale: Mapping[str, Sequence[Series]], measures: Measures = WIDE
) -> str:
    """The chart as SVG text: a strip for each scale of the group, a line for each carer, the events."""
    return group_chart(
        key=f"{'narrow-' if measures.is_narrow else ''}chart-{group.head.id}",
        title=group.head.title,
        scales=group.scales,
        series_of_scale=by_scale.__getitem__,
        carers=[(whose, shown(carer.name)) for whose, carer in trend.carers.items()],
        period=trend.period,
        events=[EventMark(one.event.happened_on, one.letter) for one in trend.markers],
        measures=measures,
    )
