"""Series of comparable points: one child, one carer, one scale, ordered by the observed date."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from assessment_tool.core.instrument import Direction, RaterRole
from assessment_tool.core.lifecycle import Standing
from assessment_tool.core.scoring.result import Result, ScaleResult, plain
from assessment_tool.core.trend.comparison import (
    Comparison,
    asked_alike,
    compare,
    compare_values,
    has_like_bands,
    has_same_items,
    not_comparable,
)
from assessment_tool.core.trend.conversion import Mapped, Rescoring, Terms, never_rescored, reading
from assessment_tool.core.trend.crosswalk import Claim, Crosswalk, claims_between, converts, is_same


class BreakReason(StrEnum):
    """Why a line is not drawn between two neighbouring points."""

    SCALE_CHANGED = "scale_changed"
    NOT_CONVERTED = "not_converted"
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
    BreakReason.NOT_CONVERTED: "the earlier score has no counterpart in the later version",
    BreakReason.AGE_BAND: "the child passed into another age band with its own anchors",
    BreakReason.RATER: "another worker rated",
    BreakReason.RATER_ROLE: "the rater had another role",
    BreakReason.WINDOW: "the time looked at had another length",
    BreakReason.NO_VALUE: "there was no score",
}

_OTHER_SCALE = frozenset({BreakReason.SCALE_CHANGED, BreakReason.NOT_CONVERTED})


@dataclass(frozen=True, slots=True)
class ScoredAssessment:
    """One signed assessment as a trend sees it: who, when, under which conditions, which result.

    `child_id` and `carer_id` are None where the instrument is not about one.

    `window_days` is the length of time that was looked at; `is_transcribed` marks a paper assessment
    entered later; `evidenced` are the ids of the items whose answers have evidence beside them.
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
    evidenced: frozenset[str]

    @property
    def is_self_rating(self) -> bool:
        """Whether the carer rated their own care; it is never held against a worker's rating."""
        return self.rater_role is RaterRole.SELF


@dataclass(frozen=True, slots=True)
class Point:
    """One scale of one assessment; `value` None where nothing could be scored (never nought)."""

    assessment: ScoredAssessment
    scale: ScaleResult
    terms: Terms

    @property
    def mapped(self) -> Mapped | None:
        """The score as a later version of the series counts it; None where it stands as signed."""
        return self.terms.mapped

    @property
    def drawn(self) -> Decimal | None:
        """The value at which it stands beside the others: as converted where it was, else as signed."""
        return self.mapped.value if self.mapped else self.value

    @property
    def told(self) -> str:
        """The signed value in words, and beside it what it was converted to."""
        signed = plain(self.value) or ""
        return f"{signed} (as {self.mapped.version}: {plain(self.mapped.value)})" if self.mapped else signed

    @property
    def read_by(self) -> Result | None:
        """The result whose items stand below `drawn`; None where figures alone were converted."""
        return self.mapped.result if self.mapped else self.assessment.result

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
        joining = [one for pair in pairs for one in _joining(self.crosswalks, *pair)]
        joining += [claim for point in self.points if point.mapped for claim in point.mapped.claims]
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
        if before.assessment.is_self_rating != after.assessment.is_self_rating:
            return not_comparable(before.assessment.result, after.assessment.result, self.scale_id)
        return held(before, after, self.direction, self.crosswalks)


def series_of(
    assessments: Iterable[ScoredAssessment],
    scale_id: str,
    direction: Direction,
    crosswalks: tuple[Crosswalk, ...] = (),
    rescored: Rescoring = never_rescored,
) -> list[Series]:
    """One series of the scale for each child and carer, in the order of child and carer ids.

    Only revisions that count (signed or countersigned) are used; returned, superseded, voided and
    draft ones are left out. Self-ratings never share a series' line with a worker's: the change of
    role breaks it. Where the scale changed, only an unbroken chain of crosswalks joins two points: those that
    call it the same, or convert the earlier score, which then stands beside the signed one.
    """
    counted = [assessment for assessment in assessments if assessment.standing.counts]
    pairs = sorted({(one.child_id or 0, one.carer_id or 0) for one in counted})
    found = (_series(counted, pair, scale_id, direction, (crosswalks, rescored)) for pair in pairs)
    return [series for series in found if series.points]


def _series(
    counted: Sequence[ScoredAssessment],
    pair: tuple[int, int],
    scale_id: str,
    direction: Direction,
    approved: tuple[tuple[Crosswalk, ...], Rescoring],
) -> Series:
    mine = [one for one in counted if (one.child_id or 0, one.carer_id or 0) == pair]
    mine.sort(key=lambda one: (one.observed_on, one.revision_id))
    points = points_of(mine, scale_id, *approved)
    crosswalks, _ = approved
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


def points_of(
    assessments: Sequence[ScoredAssessment],
    scale_id: str,
    crosswalks: tuple[Crosswalk, ...],
    rescored: Rescoring,
) -> tuple[Point, ...]:
    """The scale of each assessment that has it, all read by the newest version that they lead to."""
    found = [(one, one.result.by_id[scale_id]) for one in assessments if scale_id in one.result.by_id]
    by_version = [(one.result.version, scale) for one, scale in found]
    read = reading(scale_id, by_version, crosswalks, rescored)
    return tuple(Point(one, scale, read.terms(scale, one.revision_id)) for one, scale in found)


def held(
    before: Point, after: Point, direction: Direction, crosswalks: tuple[Crosswalk, ...] = ()
) -> Comparison:
    """Two points side by side: items too where they are known, else the values alone."""
    earlier, later, scale_id = before.assessment.result, after.assessment.result, before.scale.id
    if asked_otherwise(before, after, crosswalks) is BreakReason.NOT_CONVERTED:
        return not_comparable(earlier, later, scale_id)
    if not _is_converted(before, after):
        is_same_scale = is_same(_claims(crosswalks, before, after))
        return compare(earlier, later, scale_id, direction, is_same_scale=is_same_scale)
    return replace(_converted(before, after, direction, crosswalks), told=(before.told, after.told))


def _converted(
    before: Point, after: Point, direction: Direction, crosswalks: tuple[Crosswalk, ...]
) -> Comparison:
    earlier, later, scale_id = before.assessment.result, after.assessment.result, before.scale.id
    if asked_otherwise(before, after, crosswalks) or before.drawn is None or after.drawn is None:
        return not_comparable(earlier, later, scale_id)
    if before.read_by is None or after.read_by is None:
        return compare_values(scale_id, before.drawn, after.drawn, direction)
    return compare(before.read_by, after.read_by, scale_id, direction, is_same_scale=True)


def _is_converted(before: Point, after: Point) -> bool:
    """Whether the two stand beside each other only by a conversion; two of one scale stand as signed."""
    is_one_scale = before.scale.scale_hash == after.scale.scale_hash
    return not is_one_scale and (before.mapped is not None or after.mapped is not None)


def _breaks(points: Sequence[Point], crosswalks: tuple[Crosswalk, ...]) -> Iterator[Break]:
    for before, after in pairwise(points):
        reasons = tuple(_reasons(before, after, crosswalks))
        if reasons:
            is_changed = not _OTHER_SCALE.isdisjoint(reasons)
            yield Break(before, after, reasons, _claims(crosswalks, before, after) if is_changed else ())


def _claims(crosswalks: Sequence[Crosswalk], before: Point, after: Point) -> tuple[Claim, ...]:
    """What crosswalks say of two points of a scale; nothing where it is the same scale anyway."""
    if before.scale.scale_hash == after.scale.scale_hash:
        return ()
    earlier, later = before.assessment.result, after.assessment.result
    return claims_between(crosswalks, before.scale.id, earlier.version, later.version)


def _joining(crosswalks: Sequence[Crosswalk], before: Point, after: Point) -> tuple[Claim, ...]:
    """The claims that call the scale of two points the same; none where they are not held together."""
    claims = _claims(crosswalks, before, after)
    is_held = is_same(claims) and asked_alike(before.scale, after.scale, is_same_scale=True)
    return claims if is_held else ()


def _reasons(before: Point, after: Point, crosswalks: Sequence[Crosswalk]) -> Iterator[BreakReason]:
    if before.value is None or after.value is None:
        yield BreakReason.NO_VALUE
    unlike = asked_otherwise(before, after, crosswalks)
    if unlike:
        yield unlike
    yield from rated_otherwise(before.assessment, after.assessment)


def asked_otherwise(before: Point, after: Point, crosswalks: Sequence[Crosswalk] = ()) -> BreakReason | None:
    """Why one scale of two assessments was not asked alike; None where it was."""
    if before.mapped or after.mapped:
        return _converted_otherwise(before, after, crosswalks)
    claims = _claims(crosswalks, before, after)
    is_same_scale = is_same(claims) and has_same_items(before.scale, after.scale)
    if before.scale.scale_hash != after.scale.scale_hash and not is_same_scale:
        return _of_another_scale(claims)
    is_alike = asked_alike(before.scale, after.scale, is_same_scale=is_same_scale)
    return None if is_alike else BreakReason.AGE_BAND


def _converted_otherwise(before: Point, after: Point, crosswalks: Sequence[Crosswalk]) -> BreakReason | None:
    """The same of two points of which one was converted at least: both must be read by one version."""
    if before.terms.scale_hash != after.terms.scale_hash:
        is_one_scale = before.scale.scale_hash == after.scale.scale_hash
        claims = _claims(crosswalks, before, after)
        return BreakReason.NOT_CONVERTED if is_one_scale else _of_another_scale(claims)
    if before.scale.scale_hash == after.scale.scale_hash and before.scale.form != after.scale.form:
        return BreakReason.AGE_BAND
    earlier, later = (one.read_by.by_id[one.scale.id] if one.read_by else None for one in (before, after))
    if earlier and later:
        is_alike = asked_alike(earlier, later, is_same_scale=True)
    else:
        is_alike = has_like_bands(before.scale, after.scale)
    return None if is_alike else BreakReason.AGE_BAND


def _of_another_scale(claims: Sequence[Claim]) -> BreakReason:
    """Whether it was the score that has no counterpart, although every step could convert one."""
    is_convertible = converts(claims) and not is_same(claims)
    return BreakReason.NOT_CONVERTED if is_convertible else BreakReason.SCALE_CHANGED


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
