"""Series of comparable points: one child, one carer, one scale, ordered by the observed date."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assessment_tool.core.instrument import Direction
from assessment_tool.core.trend.comparability import Comparability
from assessment_tool.core.trend.comparison import Comparison
from assessment_tool.core.trend.conversion import reading
from assessment_tool.core.trend.crosswalk import Claim
from assessment_tool.core.trend.held import BreakReason, asked_otherwise, claims_of, held, joining
from assessment_tool.core.trend.point import Point, ScoredAssessment, Whose

_OTHER_SCALE = frozenset({BreakReason.SCALE_CHANGED, BreakReason.NOT_CONVERTED})


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
    """All points of one scale for one child and one carer, as others or as they themselves rated it."""

    child_id: int | None
    whose: Whose
    scale_id: str
    title: str
    level: str
    direction: Direction
    points: tuple[Point, ...]
    """Oldest first."""
    breaks: tuple[Break, ...]
    comparability: Comparability

    @property
    def joined_by(self) -> tuple[Claim, ...]:
        """The claims by which points of unlike versions are held against each other, each once."""
        pairs = [*pairwise(self.points), (self.points[0], self.points[-1])]
        found = [one for pair in pairs for one in joining(self.comparability.crosswalks, *pair)]
        found += [claim for point in self.points if point.mapped for claim in point.mapped.claims]
        return tuple({(one.crosswalk.earlier, one.crosswalk.later): one for one in found}.values())

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

    @property
    def before_last(self) -> Point | None:
        """The newest assessment of a day before the last one's; None where all are of one day."""
        last = self.points[-1].observed_on
        return next((one for one in reversed(self.points) if one.observed_on < last), None)

    def latest_change(self) -> Comparison | None:
        """The last assessment beside that of the day before it; None where all are of one day."""
        return self._up_to_last(self.before_last)

    def whole_change(self) -> Comparison | None:
        """The first and the last assessment side by side; None where all are of one day."""
        return self._up_to_last(self.points[0] if self.before_last else None)

    def _up_to_last(self, before: Point | None) -> Comparison | None:
        if before is None:
            return None
        return held(before, self.points[-1], self.direction, self.comparability.crosswalks)


def series_of(
    assessments: Iterable[ScoredAssessment],
    scale_id: str,
    direction: Direction,
    comparability: Comparability,
) -> list[Series]:
    """One series of the scale for each child and carer, in the order of child and carer ids.

    Only revisions that count (signed or countersigned) are used; returned, superseded, voided and
    draft ones are left out. A carer's own ratings are a series of their own, after the workers' of
    the same carer. Where the scale changed, only an unbroken chain of crosswalks joins two points: those that
    call it the same, or convert the earlier score, which then stands beside the signed one.
    """
    counted = [assessment for assessment in assessments if assessment.standing.counts]
    lines: dict[tuple[int | None, Whose], list[ScoredAssessment]] = {}
    for one in sorted(counted, key=_place):
        lines.setdefault((one.child_id, one.whose), []).append(one)
    found = (_series(mine, scale_id, direction, comparability) for mine in lines.values())
    return [series for series in found if series.points]


def _place(one: ScoredAssessment) -> tuple[object, ...]:
    return one.child_id or 0, one.whose.place, one.observed_on, one.revision_id


def _series(
    mine: Sequence[ScoredAssessment],
    scale_id: str,
    direction: Direction,
    comparability: Comparability,
) -> Series:
    points = points_of(mine, scale_id, comparability)
    newest = points[-1].scale if points else None
    return Series(
        child_id=mine[0].child_id,
        whose=mine[0].whose,
        scale_id=scale_id,
        title=newest.title if newest else scale_id,
        level=newest.level if newest else "",
        direction=direction,
        points=points,
        breaks=tuple(_breaks(points, comparability)),
        comparability=comparability,
    )


def points_of(
    assessments: Sequence[ScoredAssessment], scale_id: str, comparability: Comparability
) -> tuple[Point, ...]:
    """The scale of each assessment that has it, all read by the newest version that they lead to."""
    found = [(one, one.result.by_id[scale_id]) for one in assessments if scale_id in one.result.by_id]
    by_version = [(one.result.version, scale) for one, scale in found]
    read = reading(scale_id, by_version, comparability.crosswalks, comparability.rescored)
    return tuple(Point(one, scale, read.terms(scale, one.revision_id)) for one, scale in found)


def _breaks(points: Sequence[Point], comparability: Comparability) -> Iterator[Break]:
    walks = comparability.crosswalks
    for before, after in pairwise(points):
        reasons = tuple(_reasons(before, after, comparability))
        if reasons:
            is_changed = not _OTHER_SCALE.isdisjoint(reasons)
            yield Break(before, after, reasons, claims_of(walks, before, after) if is_changed else ())


def _reasons(before: Point, after: Point, comparability: Comparability) -> Iterator[BreakReason]:
    if before.value is None or after.value is None:
        yield BreakReason.NO_VALUE
    unlike = asked_otherwise(before, after, comparability.crosswalks)
    if unlike:
        yield unlike
    yield from comparability.rated_otherwise(before.assessment, after.assessment)
