"""What of a trend is to be seen, as the address says it: carers, a period, an area, the tables alone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from werkzeug.datastructures import MultiDict

from assessment_tool.core.trend import outline
from assessment_tool.documents.days import day
from assessment_tool.documents.sentences import listed
from assessment_tool.services.signed_assessments import SignedAssessment
from assessment_tool.services.trends import Trend
from assessment_tool.web.dates import is_empty, read_date
from assessment_tool.web.trends.blueprint import as_id

FROM, TO = "from", "to"
TABLE_ONLY = "only"
ALL = "all"
_PARTS_OF_DAYS = tuple(f"{name}-{part}" for name in (FROM, TO) for part in ("day", "month", "year"))
_NAMES = ("child", "carer", *_PARTS_OF_DAYS, "area", "table", "period")


class NarrowingError(ValueError):
    """A filter that cannot be read, or that leaves nothing: by field, what to mend."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__("The trend cannot be narrowed in this way.")
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What is to be seen; each part empty where nothing is left out by it."""

    carers: frozenset[int] = frozenset()
    from_on: date | None = None
    to_on: date | None = None
    area: str = ""
    is_table_only: bool = False
    newest: int | None = None
    """How many of what is to be seen are seen at most, the newest; None for all."""

    @property
    def is_asked(self) -> bool:
        """Whether the reader chose anything."""
        return replace(self, newest=None) != Narrowing()

    def of(self, assessments: Sequence[SignedAssessment]) -> list[SignedAssessment]:
        """What of the assessments, which begin with the oldest, is to be seen; of one day all or none."""
        held = [one for one in assessments if self._holds(one)]
        if self.newest is None or len(held) <= self.newest:
            return held
        return [one for one in held if one.observed_on >= held[-self.newest].observed_on]

    def _holds(self, one: SignedAssessment) -> bool:
        on = one.observed_on
        is_in_time = (self.from_on or on) <= on <= (self.to_on or on)
        return is_in_time and (not self.carers or one.whose.carer_id in self.carers)


def narrowed(trend: Trend, asked: MultiDict[str, str], newest: int | None = None) -> tuple[Trend, Narrowing]:
    """The trend as far as it is to be seen; raises `NarrowingError`, which leaves nothing out silently.

    Where no period is asked for, no more than the `newest` are seen.
    """
    narrowing = _read(trend, asked)
    has_period = narrowing.from_on or narrowing.to_on or asked.get("period") == ALL
    cut = narrowing if has_period else replace(narrowing, newest=newest)
    held, shown = narrowing.of(trend.assessments), cut.of(trend.assessments)
    if not shown:
        raise NarrowingError({FROM: "No assessment of the chosen carers was observed in this time."})
    return trend.only(shown), cut if len(shown) < len(held) else narrowing


def same_filters(asked: MultiDict[str, str]) -> dict[str, list[str]]:
    """What the address asks for, to be asked for in another one; nothing else of it."""
    return {name: asked.getlist(name) for name in _NAMES if any(asked.getlist(name))}


def left_out(whole: Trend, shown: Trend, narrowing: Narrowing) -> str:
    """What is not on the page, in a sentence; empty where all of it is."""
    parts = list(_parts(whole, narrowing))
    if not parts:
        return ""
    count = f"{len(shown.assessments)} of {len(whole.assessments)} assessments"
    return f"{count} are shown. Left out: {'; '.join(parts)}."


def _parts(whole: Trend, narrowing: Narrowing) -> Iterator[str]:
    others = [name for id_, name in whole.people.items() if narrowing.carers and id_ not in narrowing.carers]
    if others:
        yield f"the care given by {listed(others)}"
    if narrowing.newest:
        yield f"all but the newest {narrowing.newest}, since more do not fit side by side"
    if narrowing.from_on:
        yield f"what was observed before {day(narrowing.from_on)}"
    if narrowing.to_on:
        yield f"what was observed after {day(narrowing.to_on)}"
    if narrowing.area:
        heads = [group.head for group in outline(whole.instrument)]
        if titles := [one.title for one in heads if one.id != narrowing.area]:
            yield f"the areas {listed(titles)}" if len(titles) > 1 else f"the area {titles[0]}"
    if narrowing.is_table_only:
        yield "charts and sentences on what moved"


def _read(trend: Trend, asked: MultiDict[str, str]) -> Narrowing:
    faults: dict[str, str] = {}
    carers = {as_id(text) for text in asked.getlist("carer")}
    if not carers <= trend.people.keys():
        faults["carer"] = "Choose carers from the list."
    from_on, to_on = (_day(asked, name, faults) for name in (FROM, TO))
    if from_on and to_on and from_on > to_on:
        faults[TO] = "The period must end on or after the day on which it begins."
    area, table = asked.get("area", ""), asked.get("table", "")
    if area not in {"", *(group.head.id for group in outline(trend.instrument))}:
        faults["area"] = "Choose an area from the list."
    if table not in {"", TABLE_ONLY}:
        faults["table"] = "Choose whether to see the table alone."
    if asked.get("period", "") not in {"", ALL}:
        faults[FROM] = "Write the first and the last day of the period, or leave both empty."
    if faults:
        raise NarrowingError(faults)
    return Narrowing(frozenset(id_ for id_ in carers if id_), from_on, to_on, area, table == TABLE_ONLY)


def _day(asked: MultiDict[str, str], name: str, faults: dict[str, str]) -> date | None:
    found = None if is_empty(asked, name) else read_date(asked, name)
    if isinstance(found, str):
        faults[name] = found
        return None
    return found
