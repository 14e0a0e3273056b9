"""The three things that matter to a hurried reader: where it stands, what moved, what is unsure.

They speak of the scales that the report shows, and say so: of others nothing follows from them.
"""

from collections.abc import Iterator, Mapping, Sequence

from assessment_tool.core.instrument import MethodName, Scale
from assessment_tool.core.lifecycle import Standing
from assessment_tool.core.scoring import plain
from assessment_tool.core.trend import Comparison, Headline, ScaleGroup, Series
from assessment_tool.documents.days import day
from assessment_tool.documents.sentences import counted, listed
from assessment_tool.services.trends import SignedAssessment, Trend

GRAVE = 4
"""The grade from which a part of care is named on the first page: a need mostly unmet."""


def three_things(trend: Trend, groups: Sequence[ScaleGroup]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Heading and sentences of each; told at sub-areas, since the grade of an area is a headline only."""
    parts = [scale for group in groups for scale in (group.parts or (group.head,))]
    return (
        ("Where the care stands now", tuple(_now(trend, parts))),
        ("What has moved", tuple(_moved(trend, parts))),
        ("What these scores do not say", tuple(_unsure(trend))),
    )


def _now(trend: Trend, parts: Sequence[Scale]) -> Iterator[str]:
    graded = [scale for scale in parts if scale.method.name is MethodName.GRADED_CARE]
    for whose, carer in trend.carers.items():
        latest = [one for one in trend.assessments if one.scored.whose == whose][-1]
        grave = list(_grave(latest, graded))
        said = (
            f"at least one need mostly or wholly unmet (grade 4 or 5) in {listed(grave)}"
            if grave
            else "none of the parts of care shown in this report is at grade 4 or 5"
        )
        yield f"{carer.name}, {day(latest.scored.observed_on)}: {said}."


def _grave(latest: SignedAssessment, graded: Sequence[Scale]) -> Iterator[str]:
    for scale in graded:
        result = latest.scored.result.by_id.get(scale.id)
        if result is not None and result.value is not None and result.value >= GRAVE:
            yield f"{scale.title} ({plain(result.value)})"


def _moved(trend: Trend, parts: Sequence[Scale]) -> Iterator[str]:
    series = [one for scale in parts for one in trend.series(scale.id)]
    for whose, carer in trend.carers.items():
        mine = [one for one in series if one.whose == whose]
        yield f"{carer.name}{_told(mine)}"


def _told(series: Sequence[Series]) -> str:
    longest = max((one.points for one in series), key=len, default=())
    if len(longest) < 2:  # noqa: PLR2004 - two are needed to compare
        return " was assessed once; there is nothing to compare with yet."
    latest = [(one.title, change) for one in series if (change := one.latest_change())]
    told = f", since {day(longest[-2].observed_on)}: {_tally(latest, _WORDS)}."
    if len(longest) > 2:  # noqa: PLR2004 - with two, the first is the one before
        told += f" Since the first assessment, {day(longest[0].observed_on)}: {_over_all(series, latest)}."
    return told


def _over_all(series: Sequence[Series], latest: Sequence[tuple[str, Comparison]]) -> str:
    """What moved over the whole time; what was just said not to be comparable is not named again."""
    named = {title for title, change in latest if change.headline is Headline.NOT_COMPARABLE}
    whole = [(one.title, change) for one in series if (change := one.whole_change())]
    again = {title for title, change in whole if change.headline is Headline.NOT_COMPARABLE} & named
    words = {headline: _WORDS[headline] for headline in _OF_GRADES}
    told = _tally([one for one in whole if one[0] not in again], words)
    return f"of the others, {told}" if again else told


_WORDS = {
    Headline.WORSE: "worse in",
    Headline.BETTER: "better in",
    Headline.HIDES_WORSE: "worse in items below an unchanged grade in",
    Headline.HIDES_BETTER: "better in items below an unchanged grade in",
    Headline.BOTH_WAYS: "items moved both ways in",
    Headline.REVERSAL: "moved by the scoring rule against its own items in",
    Headline.COVERAGE: "changed only by which items were answered in",
    Headline.MOVED: "moved in",
    Headline.NOT_COMPARABLE: "not comparable in",
}


_OF_GRADES = (
    Headline.WORSE,
    Headline.HIDES_WORSE,
    Headline.BETTER,
    Headline.BOTH_WAYS,
    Headline.REVERSAL,
    Headline.COVERAGE,
    Headline.MOVED,
    Headline.NOT_COMPARABLE,
)
"""What the first page tells of the whole time; what got better below an unchanged grade stands further on."""


def _tally(changes: Sequence[tuple[str, Comparison]], wanted: Mapping[Headline, str]) -> str:
    said = [
        f"{words} {listed(found)}"
        for headline, words in wanted.items()
        if (found := [_named(title, one) for title, one in changes if one.headline is headline])
    ]
    return "; ".join(said) or "no grade shown in this report moved"


def _named(title: str, change: Comparison) -> str:
    if change.told:
        return f"{title}, {' to '.join(change.told)}" if change.before != change.after else title
    is_moved = change.headline is not Headline.NOT_COMPARABLE and change.before != change.after
    return f"{title} ({plain(change.before)} to {plain(change.after)})" if is_moved else title


def _unsure(trend: Trend) -> Iterator[str]:
    yield (
        "One grade on one item is within what two careful workers differ by, and no change here is "
        "called significant."
    )
    waiting = sum(1 for one in trend.assessments if one.scored.standing is not Standing.COUNTERSIGNED)
    if waiting:
        of_all = counted(len(trend.assessments), "assessment")
        yield f"{waiting} of {of_all} {'is' if waiting == 1 else 'are'} not yet countersigned."
    yield trend.instrument.not_a
