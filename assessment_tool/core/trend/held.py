"""Two points of one scale held side by side: whether they were asked alike, and what moved."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from assessment_tool.core.instrument import Direction
from assessment_tool.core.trend.comparison import (
    Comparison,
    asked_alike,
    compare,
    compare_values,
    has_like_bands,
    has_same_items,
    not_comparable,
)
from assessment_tool.core.trend.crosswalk import Claim, Crosswalk, claims_between, converts, is_same
from assessment_tool.core.trend.point import Point


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


def held(
    before: Point, after: Point, direction: Direction, crosswalks: tuple[Crosswalk, ...] = ()
) -> Comparison:
    """Two points side by side: items too where they are known, else the values alone."""
    earlier, later, scale_id = before.assessment.result, after.assessment.result, before.scale.id
    if asked_otherwise(before, after, crosswalks) is BreakReason.NOT_CONVERTED:
        return not_comparable(earlier, later, scale_id)
    if not _is_converted(before, after):
        is_same_scale = is_same(claims_of(crosswalks, before, after))
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


def claims_of(crosswalks: Sequence[Crosswalk], before: Point, after: Point) -> tuple[Claim, ...]:
    """What crosswalks say of two points of a scale; nothing where it is the same scale anyway."""
    if before.scale.scale_hash == after.scale.scale_hash:
        return ()
    earlier, later = before.assessment.result, after.assessment.result
    return claims_between(crosswalks, before.scale.id, earlier.version, later.version)


def joining(crosswalks: Sequence[Crosswalk], before: Point, after: Point) -> tuple[Claim, ...]:
    """The claims that call the scale of two points the same; none where they are not held together."""
    claims = claims_of(crosswalks, before, after)
    is_held = is_same(claims) and asked_alike(before.scale, after.scale, is_same_scale=True)
    return claims if is_held else ()


def asked_otherwise(before: Point, after: Point, crosswalks: Sequence[Crosswalk] = ()) -> BreakReason | None:
    """Why one scale of two assessments was not asked alike; None where it was."""
    if before.mapped or after.mapped:
        return _converted_otherwise(before, after, crosswalks)
    claims = claims_of(crosswalks, before, after)
    is_same_scale = is_same(claims) and has_same_items(before.scale, after.scale)
    if before.scale.scale_hash != after.scale.scale_hash and not is_same_scale:
        return _of_another_scale(claims)
    is_alike = asked_alike(before.scale, after.scale, is_same_scale=is_same_scale)
    return None if is_alike else BreakReason.AGE_BAND


def _converted_otherwise(before: Point, after: Point, crosswalks: Sequence[Crosswalk]) -> BreakReason | None:
    """The same of two points of which one was converted at least: both must be read by one version."""
    if before.terms.scale_hash != after.terms.scale_hash:
        is_one_scale = before.scale.scale_hash == after.scale.scale_hash
        claims = claims_of(crosswalks, before, after)
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
