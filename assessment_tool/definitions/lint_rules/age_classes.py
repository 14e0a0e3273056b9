"""The ages at which a form can differ: within one class every child is asked alike."""

from collections.abc import Iterator

from assessment_tool.core.ages import MONTHS_TO_ADULTHOOD, UNBORN, AgeRange, ChildAge
from assessment_tool.core.instrument import Instrument


def age_classes(instrument: Instrument) -> tuple[ChildAge | None, ...]:
    """One child of each class, the youngest of it; a single None for an instrument about no child."""
    if not instrument.about.has_child:
        return (None,)
    ranges = list(_ranges(instrument))
    months = {0, *(one.from_months for one in ranges), *(one.before_months for one in ranges)}
    born = [ChildAge(month) for month in sorted(months) if month < MONTHS_TO_ADULTHOOD]
    return (UNBORN, *born) if any(one.unborn for one in ranges) else tuple(born)


def _ranges(instrument: Instrument) -> Iterator[AgeRange]:
    for item in instrument.items.values():
        if item.ages:
            yield item.ages
        yield from (band.ages for band in item.age_bands)
