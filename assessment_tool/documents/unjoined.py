"""Which neighbouring assessments no line joins: each reason once, with the scales for which it holds."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assessment_tool.core.trend import Break, BreakReason, Series, Whose
from assessment_tool.documents.days import between
from assessment_tool.documents.sentences import listed
from assessment_tool.documents.trend_report import Unjoined
from assessment_tool.services.trends import Trend

_OF_THE_SCALE = {BreakReason.SCALE_CHANGED, BreakReason.NOT_CONVERTED}


@dataclass(frozen=True, slots=True)
class _Unlike:
    """One thing in which two neighbouring assessments are not alike, whatever the scale."""

    whose: Whose
    days: tuple[date, date]
    pair: tuple[int, int]
    words: str
    because: str
    """What crosswalks say of the change of a scale."""


def unjoined(trend: Trend, series: Sequence[Series]) -> Iterator[Unjoined]:
    """Each reason once, with the scales, and with all pairs of assessments that it keeps apart on these."""
    told: dict[str, list[str]] = {}
    for (words, where, because), pairs in _alike(series).items():
        when = "; ".join(f"{trend.carers[one].name}, {listed(days)}" for one, days in pairs.items())
        scales = told.setdefault(f"{when}: {words}" if because else f"{when}: {words} ({where})", [])
        scales += [f"{where}: {because}"] if because else []
    for sentence, scales in told.items():
        yield Unjoined(f"{sentence}.", tuple(scales))


def _alike(series: Sequence[Series]) -> dict[tuple[str, str, str], dict[Whose, list[str]]]:
    """By reason, scales and what crosswalks say: the days of the pairs, carer by carer, the oldest first."""
    found: dict[_Unlike, list[Series]] = {}
    for one in series:
        for gap in one.breaks:
            for reason in gap.reasons:
                found.setdefault(_unlike(one.whose, gap, reason), []).append(one)
    alike: dict[tuple[str, str, str], dict[Whose, list[str]]] = {}
    for unlike in sorted(found, key=lambda one: (one.whose.place, one.days)):
        where = _where(found[unlike], [one for one in series if one.whose == unlike.whose])
        pairs = alike.setdefault((unlike.words, where, unlike.because), {})
        pairs.setdefault(unlike.whose, []).append(between(*unlike.days))
    return alike


def _unlike(whose: Whose, gap: Break, reason: BreakReason) -> _Unlike:
    before, after = gap.before, gap.after
    return _Unlike(
        whose=whose,
        days=(before.observed_on, after.observed_on),
        pair=(before.assessment.revision_id, after.assessment.revision_id),
        words=reason.words,
        because=" ".join(claim.link.because for claim in gap.claims) if reason in _OF_THE_SCALE else "",
    )


def _where(broken: Sequence[Series], of_carer: Sequence[Series]) -> str:
    """The scales by name; where it is every one of a level, as so many of these."""
    there_are, titles = Counter(one.level for one in of_carer), dict[str, list[str]]()
    for one in broken:
        titles.setdefault(one.level, []).append(one.title)
    parts: list[str] = []
    for level, ones in titles.items():
        is_every = len(ones) == there_are[level] > 1
        parts += [f"all {len(ones)} {level.replace('_', '-')}s"] if is_every else ones
    return "; ".join(parts)
