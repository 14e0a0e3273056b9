"""Any two assessments of one instrument, held side by side: a change, or two views that are none.

Only the care of one carer for one child, rated from outside at two times, can have become better or worse.
Whatever else stands side by side differs or is alike, and no more is said of it.
"""

from dataclasses import dataclass
from enum import StrEnum

from assessment_tool.core.instrument import Direction, RaterRole
from assessment_tool.core.trend.comparability import Comparability
from assessment_tool.core.trend.comparison import Comparison, not_comparable
from assessment_tool.core.trend.crosswalk import Claim, claims_between
from assessment_tool.core.trend.held import BreakReason, asked_otherwise, held
from assessment_tool.core.trend.point import ScoredAssessment
from assessment_tool.core.trend.series import points_of, series_of

_ASKED_OTHERWISE = (BreakReason.SCALE_CHANGED, BreakReason.NOT_CONVERTED, BreakReason.AGE_BAND)


class Relation(StrEnum):
    """How two assessments stand to each other."""

    CHANGE = "change"
    """One child and one carer at two times."""
    TWO_RATINGS = "two_ratings"
    """One child and one carer, on one day or in the eyes of unlike raters."""
    TWO_CARERS = "two_carers"
    TWO_CHILDREN = "two_children"
    UNLIKE = "unlike"
    """Another carer of another child."""


@dataclass(frozen=True, slots=True)
class HeldScale:
    """One scale of both assessments, and what keeps it from being held against itself."""

    comparison: Comparison
    unlike: BreakReason | None
    """Why it was not asked alike; None where it was, or where it is in one of the two alone."""
    claims: tuple[Claim, ...] = ()
    """What crosswalks say of it, where it changed between the versions."""
    is_in_both: bool = True

    @property
    def is_alike(self) -> bool:
        """Whether both were asked it, and asked alike."""
        return self.is_in_both and self.unlike is None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two assessments, of which `before` is the earlier where they make a change."""

    before: ScoredAssessment
    after: ScoredAssessment
    comparability: Comparability

    @property
    def relation(self) -> Relation:
        """How the two stand to each other."""
        is_child = self.before.child_id == self.after.child_id
        is_carer = self.before.carer_id == self.after.carer_id
        if is_child and is_carer:
            return Relation.TWO_RATINGS if self._is_one_time() else Relation.CHANGE
        if not is_child and not is_carer:
            return Relation.UNLIKE
        return Relation.TWO_CARERS if is_child else Relation.TWO_CHILDREN

    @property
    def cautions(self) -> tuple[BreakReason, ...]:
        """What of the rating was another, so that the two are compared with care."""
        return tuple(self.comparability.rated_otherwise(self.before, self.after))

    def on(self, scale_id: str, direction: Direction) -> HeldScale:
        """The scale in both; where they make no change, no step is better or worse."""
        before, after = self.before.result, self.after.result
        earlier, later = before.by_id.get(scale_id), after.by_id.get(scale_id)
        if earlier is None or later is None:
            return HeldScale(not_comparable(before, after, scale_id), None, is_in_both=False)
        if self.relation is Relation.CHANGE:
            return self._changed(scale_id, direction)
        versions = before.version, after.version
        is_unchanged = earlier.scale_hash == later.scale_hash
        walks = self.comparability.crosswalks
        claims = () if is_unchanged else claims_between(walks, scale_id, *versions)
        first, second = points_of((self.before, self.after), scale_id, self.comparability)
        comparison = held(first, second, Direction.NEUTRAL, walks)
        return HeldScale(comparison, asked_otherwise(first, second, walks), claims)

    def _changed(self, scale_id: str, direction: Direction) -> HeldScale:
        """As a trend of the two compares it."""
        both = (self.before, self.after)
        [series] = series_of(both, scale_id, direction, self.comparability)
        reasons = [reason for gap in series.breaks for reason in gap.reasons]
        return HeldScale(
            series.latest_change() or not_comparable(self.before.result, self.after.result, scale_id),
            next((one for one in _ASKED_OTHERWISE if one in reasons), None),
            (*series.joined_by, *(claim for gap in series.breaks for claim in gap.claims)),
        )

    def _is_one_time(self) -> bool:
        """Whether nobody can say that one is what the other has become: one day, or unlike raters."""
        if self.before.observed_on == self.after.observed_on:
            return True
        return any(
            (self.before.rater_role is role) is not (self.after.rater_role is role)
            for role in (RaterRole.SELF, RaterRole.SECOND_RATER)
        )
