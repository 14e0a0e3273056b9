"""How many graded items were at grade 4 or 5 at each assessment of a line, for a glance over many families.

The count hangs on which items were asked and graded, so both stand beside it, and two counts are joined
only where the same items were asked alike by the same rater.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assessment_tool.core.trend.lasting import GRAVE
from assessment_tool.core.trend.series import Series
from assessment_tool.core.trend.telling import Told


@dataclass(frozen=True, slots=True)
class Unmet:
    """One assessment: how many of the `answered` of `asked` graded items were at 4 or 5.

    `is_joined` says that it may be joined with the assessment before it.
    """

    observed_on: date
    count: int
    answered: int
    asked: int
    is_joined: bool


def unmet_over_time(told: Sequence[Told]) -> tuple[Unmet, ...]:
    """The counts over all graded scales of one line, oldest first; none where it has no graded scale."""
    graded = [one.series for one in told if one.is_graded]
    revisions = {
        point.assessment.revision_id: point.observed_on for series in graded for point in series.points
    }
    unjoined = {gap.after.assessment.revision_id for series in graded for gap in series.breaks}
    first = next(iter(revisions), None)
    return tuple(
        _unmet(graded, revision_id, on, is_joined=revision_id not in unjoined and revision_id != first)
        for revision_id, on in revisions.items()
    )


def _unmet(graded: Sequence[Series], revision_id: int, on: date, *, is_joined: bool) -> Unmet:
    points = [
        point for series in graded for point in series.points if point.assessment.revision_id == revision_id
    ]
    answers = [
        answer.points
        for point in points
        for answer in point.assessment.result.answered_below(point.scale.id).values()
    ]
    return Unmet(
        observed_on=on,
        count=sum(1 for one in answers if one >= GRAVE),
        answered=len(answers),
        asked=sum(point.scale.of for point in points),
        is_joined=is_joined,
    )
