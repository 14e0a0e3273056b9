"""The three things that matter to a hurried reader: where it stands, what moved, what is unsure."""

from collections.abc import Iterator, Sequence

from assessment_tool.core.instrument import Direction, Scale
from assessment_tool.core.lifecycle import Standing
from assessment_tool.core.scoring import plain
from assessment_tool.core.trend import Headline, ScaleGroup, Series
from assessment_tool.services.trends import Trend

GRAVE = 4
"""The grade from which a sub-area is named on the first page: needs mostly unmet."""


def three_things(trend: Trend, groups: Sequence[ScaleGroup]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Heading and sentences of each; told at sub-areas, since the grade of an area is a headline only."""
    parts = [scale for group in groups for scale in (group.parts or (group.head,))]
    return (
        ("Where the care stands now", tuple(_now(trend, parts))),
        ("What moved since the assessment before", tuple(_moved(trend, parts))),
        ("What these scores do not say", tuple(_unsure(trend))),
    )


def _now(trend: Trend, parts: Sequence[Scale]) -> Iterator[str]:
    for carer_id, carer in trend.carers.items():
        latest = [one for one in trend.assessments if one.scored.carer_id == carer_id][-1]
        grave = [
            f"{scale.title} ({plain(value)})"
            for scale in parts
            if scale.direction is Direction.LOW_IS_GOOD
            and (result := latest.scored.result.by_id.get(scale.id)) is not None
            and (value := result.value) is not None
            and value >= GRAVE
        ]
        when = f"{latest.scored.observed_on:%-d %B %Y}"
        said = (
            f"needs mostly or wholly unmet in {', '.join(grave)}" if grave else "no sub-area at grade 4 or 5"
        )
        yield f"{carer.name}, {when}: {said}."


def _moved(trend: Trend, parts: Sequence[Scale]) -> Iterator[str]:
    for carer_id, carer in trend.carers.items():
        mine = [one for scale in parts for one in trend.series(scale.id) if one.carer_id == carer_id]
        yield f"{carer.name}: {_tally(mine)}"


def _tally(series: Sequence[Series]) -> str:
    changes = [(one.title, change.headline) for one in series if (change := one.latest_change())]
    if not changes:
        return "assessed once; there is nothing to compare with yet."
    named = {
        "worse": [title for title, headline in changes if headline is Headline.WORSE],
        "better": [title for title, headline in changes if headline is Headline.BETTER],
        "worse in items though the grade stands": [t for t, h in changes if h is Headline.HIDES_WORSE],
        "moved against its own items by the scoring rule": [t for t, h in changes if h is Headline.REVERSAL],
    }
    said = [f"{word}: {', '.join(titles)}" for word, titles in named.items() if titles]
    return ("; ".join(said) or "no sub-area moved") + "."


def _unsure(trend: Trend) -> Iterator[str]:
    yield "One grade on one item is within what two careful workers differ by."
    yield "No change is called significant."
    waiting = [one for one in trend.assessments if one.scored.standing is not Standing.COUNTERSIGNED]
    if waiting:
        verb = "is" if len(waiting) == 1 else "are"
        yield f"{len(waiting)} of {len(trend.assessments)} assessments {verb} not yet countersigned."
    yield trend.instrument.not_a
