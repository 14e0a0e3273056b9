"""Needs that stay unmet: items at grade 4 or 5 at the last assessment, and since when they have been."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assessment_tool.core.scoring.result import Answered, plain
from assessment_tool.core.trend.held import asked_otherwise
from assessment_tool.core.trend.point import Point
from assessment_tool.core.trend.series import Series

GRAVE = Decimal(4)
"""The grade from which a need is mostly unmet."""


@dataclass(frozen=True, slots=True)
class LastingItem:
    """An item of a graded scale at 4 or 5 now; `since` the first of `times` assessments without a break.

    An assessment in which it was not graded neither breaks the time nor counts. Those of one day count
    once, by the last that graded the item.
    """

    item_id: str
    title: str
    grade: Decimal
    since: date
    times: int

    @property
    def words(self) -> str:
        """Grade and how often, for a reader who knows the item."""
        grade = f"grade {plain(self.grade)} now"
        return grade if self.times == 1 else f"{grade}, at 4 or 5 in {self.times} assessments running"


def lasting_items(series: Series) -> tuple[LastingItem, ...]:
    """The grave items below the last point, in their order, as far back as they were asked alike."""
    last = series.points[-1]
    walks = series.comparability.crosswalks
    by_day: dict[date, dict[str, Answered]] = {}
    for one in series.points:
        if not asked_otherwise(one, last, walks):
            by_day.setdefault(one.observed_on, {}).update(_answers(one))
    return tuple(_lasting(_answers(last), list(by_day.items())))


def _lasting(
    now: Mapping[str, Answered], asked: Sequence[tuple[date, Mapping[str, Answered]]]
) -> Iterator[LastingItem]:
    for item_id, answer in now.items():
        if answer.points >= GRAVE:
            days = list(_unbroken(item_id, asked))
            yield LastingItem(item_id, answer.title, answer.points, days[-1], len(days))


def _unbroken(item_id: str, asked: Sequence[tuple[date, Mapping[str, Answered]]]) -> Iterator[date]:
    """The days on which it was seen at 4 or 5, the newest first, back to the first better grade."""
    for observed_on, answers in reversed(asked):
        found = answers.get(item_id)
        if found and found.points < GRAVE:
            return
        if found:
            yield observed_on


def _answers(point: Point) -> Mapping[str, Answered]:
    """By the version that the series is read by; of a score converted by figures nothing is known."""
    result = point.read_by
    return result.answered_below(point.scale.id) if result else {}
