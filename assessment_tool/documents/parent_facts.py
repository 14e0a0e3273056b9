"""From one carer's countersigned assessments to the summary that they are given."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from assessment_tool.core.instrument import Scale
from assessment_tool.documents.days import between, day
from assessment_tool.documents.parent_parts import changed, groups, told_scales, unseen
from assessment_tool.documents.parent_summary import (
    DISAGREEMENT,
    FAULTY,
    VIEW,
    WAITING,
    ChildPart,
    Contact,
    ParentSummary,
    TheirWords,
)
from assessment_tool.documents.sentences import times
from assessment_tool.services.parent_summary import CareGiven
from assessment_tool.services.signed_assessments import SignedAssessment
from assessment_tool.services.trends import Trend


def gather(
    found: CareGiven,
    contact: Contact,
    at: datetime,
    chosen: Collection[str] = frozenset(),
    record: str = "",
) -> ParentSummary:
    """The summary; `chosen` are the keys of the parent's own words that a worker has read and wants printed.

    There is no child in it where nothing that may be told has been countersigned.
    """
    told = list(_newest(found.trends))
    return ParentSummary(
        family_reference=found.family.reference,
        carer=found.carer.name,
        contact=contact,
        made_at=at,
        record=record,
        warnings=tuple(_warnings([trend for trend, _ in told], found.waiting)),
        is_draft=any(told_scales(one.instrument, [one.instrument]) for one in found.waiting),
        children=tuple(_child(trend, scales, chosen) for trend, scales in told),
    )


def words_to_choose_from(found: CareGiven) -> list[TheirWords]:
    """What the parent said of the newest look at each child, for a worker to read before it is printed."""
    return [words for trend, _ in _newest(found.trends) for words in _words(trend)]


def _newest(trends: Sequence[Trend]) -> Iterator[tuple[Trend, Sequence[Scale]]]:
    """Of each child the line that was observed last, of those with parts that may be told."""
    newest: dict[int, tuple[Trend, Sequence[Scale]]] = {}
    for trend in sorted(trends, key=lambda one: one.period[1]):
        scales = told_scales(trend.instrument, trend.versions)
        if trend.child and scales:
            newest[trend.child.id] = trend, scales
    in_order = dict.fromkeys(trend.child.id for trend in trends if trend.child)
    return (newest[child_id] for child_id in in_order if child_id in newest)


def _child(trend: Trend, scales: Sequence[Scale], chosen: Collection[str]) -> ChildPart:
    child = trend.child.name if trend.child else ""
    return ChildPart(
        child=child,
        looked=tuple(_looked(trend)),
        groups=tuple(groups(trend, scales, child)),
        unseen=unseen(trend, scales),
        changed=changed(trend, scales),
        said=tuple(one for one in _words(trend) if one.key in chosen),
    )


def _looked(trend: Trend) -> Iterator[str]:
    since, (first, last) = trend.assessments[-1].revision.observed_from, trend.period
    yield f"We last looked {between(since, last) if since and since < last else f'on {day(last)}'}."
    if len(trend.assessments) > 1:
        yield f"We have now looked {times(len(trend.assessments))}, for the first time on {day(first)}."


def _words(trend: Trend) -> Iterator[TheirWords]:
    revision, child = trend.assessments[-1].revision, trend.child.name if trend.child else ""
    texts = (VIEW, revision.carer_view), (DISAGREEMENT, revision.disagreement)
    for place, (heading, text) in enumerate(texts):
        if text.strip():
            yield TheirWords(f"{revision.id}-{place}", child, heading, text)


def _warnings(trends: Sequence[Trend], waiting: Sequence[SignedAssessment]) -> Iterator[str]:
    for trend in trends:
        for _, doubtful in trend.withdrawn:
            yield from (FAULTY.format(day=day(one.observed_on)) for one in doubtful)
    for one in waiting:
        if told_scales(one.instrument, [one.instrument]):
            yield WAITING.format(day=day(one.observed_on))
