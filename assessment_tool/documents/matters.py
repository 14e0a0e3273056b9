"""The three things that matter to a hurried reader: where it stands, what moved, what is unsure.

They speak of the scales that the report shows, and say so: of others nothing follows from them.
"""

from collections.abc import Iterator, Mapping, Sequence

from assessment_tool.core.instrument import MethodName, Scale
from assessment_tool.core.lifecycle import Standing
from assessment_tool.core.scoring import plain
from assessment_tool.core.trend import GRAVE, Headline, LastingItem, ScaleGroup, Told
from assessment_tool.documents.change_words import SaidOf, carer_words
from assessment_tool.documents.days import day
from assessment_tool.documents.sentences import counted, listed
from assessment_tool.services.signed_assessments import SignedAssessment
from assessment_tool.services.trends import Trend


def three_things(
    trend: Trend, groups: Sequence[ScaleGroup], told: Mapping[str, Sequence[Told]]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Heading and sentences of each; told at sub-areas, since the grade of an area is a headline only."""
    parts = [scale for group in groups for scale in (group.parts or (group.head,))]
    lines = [one for scale in parts for one in told[scale.id]]
    return (
        ("Where the care stands now", tuple(_now(trend, parts, lines))),
        ("What has moved", tuple(_moved(trend, lines))),
        ("What these scores do not say", tuple(_unsure(trend))),
    )


def _now(trend: Trend, parts: Sequence[Scale], lines: Sequence[Told]) -> Iterator[str]:
    graded = [scale for scale in parts if scale.method.name is MethodName.GRADED_CARE]
    for whose, carer in trend.carers.items():
        latest = [one for one in trend.assessments if one.scored.whose == whose][-1]
        grave = list(_grave(latest, graded))
        said = (
            f"at least one need mostly or wholly unmet (grade 4 or 5) in {listed(grave)}"
            if grave
            else "none of the parts of care shown in this report is at grade 4 or 5"
        )
        lasting = [item for one in lines if one.series.whose == whose for item in one.lasting]
        yield f"{carer.name}, {day(latest.scored.observed_on)}: {said}.{_lasting(lasting)}"


def _lasting(items: Sequence[LastingItem]) -> str:
    """How many needs stay unmet for more than one assessment, and the longest of them."""
    again = [one for one in items if one.times > 1]
    if not again:
        return ""
    longest = min(again, key=lambda one: one.since)
    count = f"{len(again)} of {counted(len(items), 'item')} at these grades"
    return (
        f" {count} {'was' if len(again) == 1 else 'were'} there in the assessment before too, the longest "
        f"since {day(longest.since)}: “{longest.title}”."
    )


def _grave(latest: SignedAssessment, graded: Sequence[Scale]) -> Iterator[str]:
    for scale in graded:
        result = latest.scored.result.by_id.get(scale.id)
        if result is not None and result.value is not None and result.value >= GRAVE:
            yield f"{scale.title} ({plain(result.value)})"


def _moved(trend: Trend, lines: Sequence[Told]) -> Iterator[str]:
    for words in carer_words(trend, lines):
        said = "; ".join(f"{one.words} in {_where(one)}" for one in words.said)
        yield f"{words.carer}: {said}.{_reversals(trend, words.carer, lines)}"


def _where(said: SaidOf) -> str:
    """The parts of care by title and grades; those that no change is told of are counted: they are many."""
    if said.way is None and len(said.lines) > 1:
        return f"{len(said.lines)} parts of care"
    return listed([_named(one) for one in said.lines])


def _named(told: Told) -> str:
    """The title, and where the grade of the whole part moved with its items, from which to which."""
    title = told.series.title
    if not told.judgement or not told.judgement.changes:
        return title
    before, last = told.judgement.changes[0].signal.before, told.judgement.compared[-1]
    return title if before.drawn == last.drawn else f"{title} ({before.told} to {last.told})"


def _reversals(trend: Trend, carer: str, lines: Sequence[Told]) -> str:
    """Grades that moved against their own items, which no word of change tells."""
    found = [
        f"{one.series.title} ({plain(change.before)} to {plain(change.after)})"
        for one in lines
        if trend.carers[one.series.whose].name == carer
        and (change := one.series.latest_change())
        and change.headline is Headline.REVERSAL
    ]
    return f" Moved by the scoring rule against its own items: {listed(found)}." if found else ""


def _unsure(trend: Trend) -> Iterator[str]:
    yield (
        "One grade on one item is within what two careful workers differ by and is never called a change. "
        "A possible change is one that the next assessment has to bear out."
    )
    waiting = sum(1 for one in trend.assessments if one.scored.standing is not Standing.COUNTERSIGNED)
    if waiting:
        of_all = counted(len(trend.assessments), "assessment")
        yield f"{waiting} of {of_all} {'is' if waiting == 1 else 'are'} not yet countersigned."
    yield trend.instrument.not_a
