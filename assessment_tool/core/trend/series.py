"""Series of comparable points: one child, one carer, one scale, ordered by the observed date."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from assessment_tool.core.instrument import Direction, RaterRole
from assessment_tool.core.lifecycle import Standing
from assessment_tool.core.scoring.result import Result, ScaleResult
from assessment_tool.core.trend.comparison import (
    Comparison,
    asked_alike,
    compare,
    has_same_items,
    not_comparable,
)
from assessment_tool.core.trend.crosswalk import Claim, Crosswalk, claims_between, is_same


class BreakReason(StrEnum):
    """Why a line is not drawn between two neighbouring points."""

    SCALE_CHANGED = "scale_changed"
    AGE_BAND = "age_band"
    RATER = "rater"
    RATER_ROLE = "rater_role"
    WINDOW = "window"
    NO_VALUE = "no_value"

    @property
    def words(self) -> str:
        """The reason as a reader is told it."""
        return _BREAK_WORDS[self]


_BREAK_WORDS = {
    BreakReason.SCALE_CHANGED: "the wording or scoring of the scale changed",
    BreakReason.AGE_BAND: "the child passed into another age band with its own anchors",
    BreakReason.RATER: "another worker rated",
    BreakReason.RATER_ROLE: "the rater had another role",
    BreakReason.WINDOW: "the time looked at had another length",
    BreakReason.NO_VALUE: "there was no score",
}


@dataclass(frozen=True, slots=True)
class ScoredAssessment:
    """One signed assessment as a trend sees it: who, when, under which conditions, which result.

    `child_id` and `carer_id` are None where the instrument is not about one.

    `window_days` is the length of time that was looked at; `is_transcribed` marks a paper assessment
    entered later.
    """

    revision_id: int
    assessment_id: int
    child_id: int | None
    carer_id: int | None
    observed_on: date
    rater: str
    rater_role: RaterRole
    window_days: int | None
    standing: Standing
    is_transcribed: bool
    result: Result

    @property
    def is_self_rating(self) -> bool:
        """Whether the carer rated their own care; it is never held against a worker's rating."""
        return self.rater_role is RaterRole.SELF


@dataclass(frozen=True, slots=True)
class Point:
    """One scale of one assessment; `value` None where nothing could be scored (never nought)."""

    assessment: ScoredAssessment
    scale: ScaleResult

    @property
    def observed_on(self) -> date:
        """The clock of every trend: the day of the last observation, not of the signature."""
        return self.assessment.observed_on

    @property
    def value(self) -> Decimal | None:
        """The stored value."""
        return self.scale.value


@dataclass(frozen=True, slots=True)
class Break:
    """Two neighbouring points that are not joined, and why."""

    before: Point
    after: Point
    reasons: tuple[BreakReason, ...]
    claims: tuple[Claim, ...] = ()
    """What crosswalks say of the change of the scale, where it changed."""

    @property
    def words(self) -> str:
        """The reasons in one clause."""
        return "; ".join(reason.words for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class Series:
    """All points of one scale for one child and one carer, oldest first."""

    child_id: int | None
    carer_id: int | None
    scale_id: str
    title: str
    level: str
    direction: Direction
    points: tuple[Point, ...]
    breaks: tuple[Break, ...]
    crosswalks: tuple[Crosswalk, ...] = ()

    @property
    def joined_by(self) -> tuple[Claim, ...]:
        """The claims by which points of unlike versions are held against each other, each once."""
        pairs = [*pairwise(self.points), (self.points[0], self.points[-1])]
        joining = (one for pair in pairs for one in _joining(self.crosswalks, *pair))
        return tuple({(one.crosswalk.earlier, one.crosswalk.later): one for one in joining}.values())

    def runs(self) -> Iterator[tuple[Point, ...]]:
        """The stretches of points that may be joined by a line; points without value are in none."""
        broken = {
            (gap.before.assessment.revision_id, gap.after.assessment.revision_id) for gap in self.breaks
        }
        run: list[Point] = []
        for point in self.points:
            if run and (run[-1].assessment.revision_id, point.assessment.revision_id) in broken:
                yield tuple(run)
                run = []
            if point.value is not None:
                run.append(point)
        if run:
            yield tuple(run)

    def latest_change(self) -> Comparison | None:
        """The last two assessments held side by side, or None where there are not two."""
        return self._between(*self.points[-2:]) if len(self.points) > 1 else None

    def whole_change(self) -> Comparison | None:
        """The first and the last assessment held side by side, or None where there are not two."""
        return self._between(self.points[0], self.points[-1]) if len(self.points) > 1 else None

    def _between(self, before: Point, after: Point) -> Comparison:
        earlier, later = before.assessment, after.assessment
        if earlier.is_self_rating != later.is_self_rating:
            return not_comparable(earlier.result, later.result, self.scale_id)
        is_same_scale = is_same(_claims(self.crosswalks, before, after))
        return compare(
            earlier.result, later.result, self.scale_id, self.direction, is_same_scale=is_same_scale
        )


def series_of(
    assessments: Iterable[ScoredAssessment],
    scale_id: str,
    direction: Direction,
    crosswalks: tuple[Crosswalk, ...] = (),
) -> list[Series]:
    """One series of the scale for each child and carer, in the order of child and carer ids.

    Only revisions that count (signed or countersigned) are used; returned, superseded, voided and
    draft ones are left out. Self-ratings never share a series' line with a worker's: the change of
    role breaks it. Where the scale changed, only a crosswalk that calls it the same joins two points.
    """
    counted = [assessment for assessment in assessments if assessment.standing.counts]
    pairs = sorted({(one.child_id or 0, one.carer_id or 0) for one in counted})
    found = (_series(counted, pair, scale_id, direction, crosswalks) for pair in pairs)
    return [series for series in found if series.points]


def _series(
    counted: Sequence[ScoredAssessment],
    pair: tuple[int, int],
    scale_id: str,
    direction: Direction,
    crosswalks: tuple[Crosswalk, ...],
) -> Series:
    mine = [one for one in counted if (one.child_id or 0, one.carer_id or 0) == pair]
    mine.sort(key=lambda one: (one.observed_on, one.revision_id))
    points = tuple(Point(one, one.result.by_id[scale_id]) for one in mine if scale_id in one.result.by_id)
    newest = points[-1].scale if points else None
    return Series(
        child_id=pair[0] or None,
        carer_id=pair[1] or None,
        scale_id=scale_id,
        title=newest.title if newest else scale_id,
        level=newest.level if newest else "",
        direction=direction,
        points=points,
        breaks=tuple(_breaks(points, crosswalks)),
        crosswalks=crosswalks,
    )


def _breaks(points: Sequence[Point], crosswalks: tuple[Crosswalk, ...]) -> Iterator[Break]:
    for before, after in pairwise(points):
        claims = _claims(crosswalks, before, after)
        reasons = tuple(_reasons(before, after, is_same_scale=is_same(claims)))
        if reasons:
            yield Break(before, after, reasons, claims if BreakReason.SCALE_CHANGED in reasons else ())


def _claims(crosswalks: Sequence[Crosswalk], before: Point, after: Point) -> tuple[Claim, ...]:
    """What crosswalks say of two points of a scale; nothing where it is the same scale anyway."""
    if before.scale.scale_hash == after.scale.scale_hash:
        return ()
    earlier, later = before.assessment.result, after.assessment.result
    return claims_between(crosswalks, before.scale.id, earlier.version, later.version)


def _joining(crosswalks: Sequence[Crosswalk], before: Point, after: Point) -> tuple[Claim, ...]:
    """The claims by which two points are held against each other; none where they are not."""
    claims = _claims(crosswalks, before, after)
    is_held = is_same(claims) and asked_alike(before.scale, after.scale, is_same_scale=True)
    return claims if is_held else ()


def _reasons(before: Point, after: Point, *, is_same_scale: bool) -> Iterator[BreakReason]:
    if before.value is None or after.value is None:
        yield BreakReason.NO_VALUE
    unlike = asked_otherwise(before.scale, after.scale, is_same_scale=is_same_scale)
    if unlike:
        yield unlike
    yield from rated_otherwise(before.assessment, after.assessment)


def asked_otherwise(
    before: ScaleResult, after: ScaleResult, *, is_same_scale: bool = False
) -> BreakReason | None:
    """Why one scale of two assessments was not asked alike; None where it was."""
    is_same = is_same_scale and has_same_items(before, after)
    if before.scale_hash != after.scale_hash and not is_same:
        return BreakReason.SCALE_CHANGED
    return None if asked_alike(before, after, is_same_scale=is_same_scale) else BreakReason.AGE_BAND


def rated_otherwise(earlier: ScoredAssessment, later: ScoredAssessment) -> Iterator[BreakReason]:
    """What of the rating was another, whatever the scale: with care alone such two are compared."""
    if earlier.rater_role is not later.rater_role:
        yield BreakReason.RATER_ROLE
    if earlier.rater != later.rater:
        yield BreakReason.RATER
    if _is_other_length(earlier.window_days, later.window_days):
        yield BreakReason.WINDOW


def _is_other_length(before: int | None, after: int | None) -> bool:
    """Whether the times looked at are of unlike length: one unknown, or one less than half the other."""
    if before is None or after is None:
        return before is not after
    return 2 * min(before, after) < max(before, after)
