"""From a group of scales with its series to the chart that shows them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from assessment_tool.charts.bands import ScaleBand
from assessment_tool.charts.measures import GUTTER, WIDE, Measures
from assessment_tool.charts.trend_chart import EventMark, Strip, TrendChart, trend_chart
from assessment_tool.core.instrument import Direction, MethodName, Scale
from assessment_tool.core.trend import GRAVE, MET, Series, Whose

_EVERYBODY = "any"
_NEED = (("met", Decimal(1)), ("partly", MET + 1), ("unmet", GRAVE))
_FEWEST_BANDS = 2
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
    has_bands = any(strip.bands for strip in strips)
    names = " and ".join(name for _, name in carers)
    titles = ", ".join(scale.title for scale in scales)
    return trend_chart(
        TrendChart(
            key=key,
            title=f"{title}: scores over time",
            description=(
                f"Scores of {titles} from {period[0]} to {period[1]} for {names}. "
                f"{_bands_told(strips)}The table beside the chart holds the same figures."
            ),
            period=period,
            carers=tuple(carers),
            strips=strips,
            events=tuple(events),
            measures=replace(measures, gutter=GUTTER) if has_bands else measures,
        )
    )


def _bands_told(strips: Sequence[Strip]) -> str:
    """The names of the bands, once where several strips have the same; nothing where there are none."""
    named = dict.fromkeys(", ".join(band.name for band in strip.bands) for strip in strips if strip.bands)
    return f"Bands, from the lowest score up: {'; '.join(named)}. " if named else ""


def _strip(scale: Scale, series: Sequence[Series]) -> Strip:
    lowest, highest = _range(scale, series)
    return Strip(
        title=scale.title,
        lowest=lowest,
        highest=highest,
        direction=scale.direction,
        series=tuple(series),
        bands=_bands(scale),
    )


def _bands(scale: Scale) -> tuple[ScaleBand, ...]:
    """Those that the scale names, where they hold for everybody; of graded care how far a need is met."""
    if scale.method.name is MethodName.GRADED_CARE and not scale.bands:
        return _graver(_NEED, is_last_gravest=True)
    if len(scale.bands) < _FEWEST_BANDS or any(_EVERYBODY not in band.lower for band in scale.bands):
        return ()
    named = [(band.label, band.lower[_EVERYBODY]) for band in scale.bands]
    return _graver(named, is_last_gravest=scale.direction is not Direction.HIGH_IS_GOOD)


def _graver(named: Sequence[tuple[str, Decimal]], *, is_last_gravest: bool) -> tuple[ScaleBand, ...]:
    last = len(named) - 1
    return tuple(
        ScaleBand(name, lower, (place if is_last_gravest else last - place) / last)
        for place, (name, lower) in enumerate(named)
    )


def _range(scale: Scale, series: Sequence[Series]) -> tuple[Decimal, Decimal]:
    """The declared range; where none is declared, that of the values."""
    values = [point.drawn for one in series for point in one.points if point.drawn is not None]
    lowest = scale.minimum if scale.minimum is not None else min(values, default=_NO_RANGE[0])
    highest = scale.maximum if scale.maximum is not None else max(values, default=_NO_RANGE[1])
    return lowest, highest
