"""The parts of one child's care in plain words: how each is now, and what has changed."""

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from assessment_tool.core.instrument import Instrument, MethodName, Scale
from assessment_tool.core.reading_age import age_of
from assessment_tool.core.scoring import plain
from assessment_tool.core.scoring.result import Answered
from assessment_tool.core.trend import GRAVE, MET, CareNow, PlainChange, Told, care_now, plain_change
from assessment_tool.core.visibility import for_age
from assessment_tool.documents.parent_summary import Changed, Group, Part, Worry
from assessment_tool.documents.shown import shown_groups
from assessment_tool.services.signed_assessments import SignedAssessment
from assessment_tool.services.trends import Trend

PLAIN_FOR = 10
"""A description that reads as for a higher age than this is left out, and its title stands alone."""

_LEADS = {
    CareNow.GOING_WELL: "{child} gets what a child needs here. Please keep it up.",
    CareNow.NEEDS_TO_BE_BETTER: "{child} gets this on some days, but not on others.",
    CareNow.WORRIES: "{child} needs this, but on most days does not get it, or never does.",
}


def told_scales(newest: Instrument, used: Collection[Instrument]) -> list[Scale]:
    """The graded parts of care of the newest version that every party may read; no headline."""
    groups = shown_groups(newest, used)
    scales = [scale for group in groups for scale in group.parts or (group.head,)]
    return [scale for scale in scales if scale.method.name is MethodName.GRADED_CARE]


def groups(trend: Trend, scales: Sequence[Scale], child: str) -> Iterator[Group]:
    """What goes well, what needs to be better and what worries most, each with its parts, be they none."""
    latest = trend.assessments[-1]
    lasting = {item.item_id for one in _told(trend, scales) for item in one.lasting if item.times > 1}
    found: dict[CareNow, list[Part]] = {now: [] for now in CareNow}
    for scale, grade in _grades(latest, scales):
        if grade is not None:
            found[care_now(grade)].append(_part(latest, scale, care_now(grade), lasting))
    for now, parts in found.items():
        yield Group(now.value, _LEADS[now].format(child=child), tuple(parts))


def unseen(trend: Trend, scales: Sequence[Scale]) -> tuple[str, ...]:
    """The parts that have no grade, because too little of them was seen."""
    return tuple(scale.title for scale, grade in _grades(trend.assessments[-1], scales) if grade is None)


def changed(trend: Trend, scales: Sequence[Scale]) -> tuple[Changed, ...]:
    """Each word of change with its parts, the gravest first; none after a first look."""
    if len(trend.assessments) == 1:
        return ()
    seen = {scale.id for scale, grade in _grades(trend.assessments[-1], scales) if grade is not None}
    found: dict[PlainChange, list[str]] = {change: [] for change in PlainChange}
    for told in _told(trend, [scale for scale in scales if scale.id in seen]):
        if change := plain_change(told):
            found[change].append(told.series.title)
    return tuple(
        Changed(change.value, tuple(titles), change.is_unsure) for change, titles in found.items() if titles
    )


def _told(trend: Trend, scales: Sequence[Scale]) -> Iterator[Told]:
    for scale in scales:
        yield from trend.told(scale.id)


def _grades(latest: SignedAssessment, scales: Sequence[Scale]) -> Iterator[tuple[Scale, Decimal | None]]:
    """The parts that were asked of this child at this age, each with its grade."""
    for scale in scales:
        result = latest.scored.result.by_id.get(scale.id)
        if result and result.of:
            yield scale, result.value


def _part(latest: SignedAssessment, scale: Scale, now: CareNow, lasting: set[str]) -> Part:
    """The part with all in it that is not met: what worries in full, the rest by its title."""
    below = latest.scored.result.answered_below(scale.id)
    unmet = [item_id for item_id, answer in below.items() if answer.points > MET]
    grave = [item_id for item_id in unmet if below[item_id].points >= GRAVE]
    worries = (_worry(latest, item_id, below[item_id], is_old=item_id in lasting) for item_id in grave)
    others = (below[item_id].title for item_id in unmet if item_id not in grave)
    return Part(scale.title, tuple(worries), tuple(others), is_met=now is CareNow.GOING_WELL)


def _worry(latest: SignedAssessment, item_id: str, answer: Answered, *, is_old: bool) -> Worry:
    asked = for_age(latest.instrument.items[item_id], latest.child_age)
    words = asked.anchors.get(plain(answer.points) or "", "") if asked else ""
    return Worry(answer.title, words if age_of([words]) <= PLAIN_FOR else "", is_old=is_old)
