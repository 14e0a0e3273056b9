"""Which assessments a trend leaves out because they do not count, and why, one sentence for each."""

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import shorten

from assessment_tool.core.lifecycle import Standing
from assessment_tool.documents.days import day
from assessment_tool.services.trends import Rated, Trend
from assessment_tool.services.uncounted import Uncounted

LONGEST_REASON = 200
"""Of a longer reason the beginning is told; the assessment itself has all of it."""

_NOT_SIGNED = {
    "first": "not signed yet",
    "returned": "returned, and not signed again yet",
    "amended": "an amendment that is not signed yet",
}
"""Of a draft, by why it was opened."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One assessment that does not count: whose and of which day, what became of it, and the reason given."""

    revision_id: int
    is_signed: bool
    which: str
    why: str
    reason: str


def uncounted_words(trend: Trend) -> Iterator[LeftOut]:
    """All that the reader of the trend may know of, the oldest day first."""
    for one in trend.uncounted:
        yield LeftOut(
            revision_id=one.revision_id,
            is_signed=one.is_signed,
            which=_which(trend, one),
            why=_why(one),
            reason=shorten(one.reason, LONGEST_REASON, placeholder=" …"),
        )


def uncounted_for_every_party(trend: Trend) -> Iterator[str]:
    """What of it may stand in a report: no draft, no reason in free words, nobody else than its carers."""
    for one in trend.uncounted:
        if one.is_signed and one.whose in trend.carers:
            yield f"{_which(trend, one)}: {_why(one)}."


def _which(trend: Trend, one: Uncounted) -> str:
    rated = trend.carers.get(one.whose) or Rated(one.carer or trend.without_carer, one.whose.is_self_rating)
    return f"{rated.name}, {'' if one.is_observed else 'begun on '}{day(one.day)}"


def _why(one: Uncounted) -> str:
    done = f"on {day(one.at)} by {one.by}"
    match one.standing:
        case Standing.VOIDED:
            return f"voided {done}"
        case Standing.SUPERSEDED:
            return f"superseded by the amendment signed on {day(one.instead_at)} by {one.by}{_observed(one)}"
        case Standing.RETURNED:
            again = f", and signed again on {day(one.instead_at)}{_observed(one)}" if one.instead_at else ""
            return f"returned {done}{again}"
        case _:
            return _NOT_SIGNED[one.opened_because]


def _observed(one: Uncounted) -> str:
    """The day of what came in its place, where it is another."""
    return f", which is of {day(one.instead_on)}" if one.instead_on and one.instead_on != one.day else ""
