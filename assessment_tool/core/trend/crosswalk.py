"""How scores of one major version of an instrument compare with those of the next, scale by scale."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum


class LinkKind(StrEnum):
    """What is claimed of a scale whose wording or scoring changed between two major versions."""

    SAME = "same"
    """The change moves no score: values stand beside each other as they are."""
    RESCORE = "rescore"
    """The earlier answers can be scored by the later version."""
    LINEAR = "linear"
    """The later value is the earlier one times a factor, plus an offset."""
    TABLE = "table"
    """A table gives the later value for each earlier one."""
    NOT_COMPARABLE = "not_comparable"
    """Nothing is to be concluded from the two together."""


@dataclass(frozen=True, slots=True)
class Linear:
    """A factor and an offset; `decimals` None where nothing is rounded."""

    factor: Decimal
    offset: Decimal
    decimals: int | None = None

    def of(self, value: Decimal) -> Decimal:
        """The later value for an earlier one; halves are rounded away from nought."""
        exact = value * self.factor + self.offset
        if self.decimals is None:
            return exact
        return exact.quantize(Decimal(1).scaleb(-self.decimals), ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Link:
    """What is claimed of one scale, and why; with the figures that a conversion of its kind needs."""

    kind: LinkKind
    because: str
    linear: Linear | None = None
    table: tuple[tuple[Decimal, Decimal], ...] = ()
    """Pairs of an earlier value and the later one that stands for it."""

    def of(self, value: Decimal) -> Decimal | None:
        """The later value for an earlier one; None where this link gives none by figures alone."""
        match self.kind:
            case LinkKind.SAME:
                return value
            case LinkKind.LINEAR:
                return self.linear.of(value) if self.linear else None
            case LinkKind.TABLE:
                return dict(self.table).get(value)
            case LinkKind.RESCORE | LinkKind.NOT_COMPARABLE:
                return None


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """The approved claims between two major versions; `sha256` is that of the text that was approved."""

    earlier: int
    later: int
    approved_by: str
    approved_on: date
    evidence: str
    sha256: str
    links: Mapping[str, Link]


@dataclass(frozen=True, slots=True)
class Claim:
    """One crosswalk's word on one scale."""

    crosswalk: Crosswalk
    link: Link
    rescored_by: str = ""
    """The version that scored the earlier answers again, where that was done."""


def claims_between(
    crosswalks: Sequence[Crosswalk], scale_id: str, version: str, other: str
) -> tuple[Claim, ...]:
    """What is claimed of the scale on the way between two versions, whichever of them came first.

    Empty where no chain of crosswalks leads from the one to the other, or none of them names the scale.
    """
    low, high = sorted((_major(version), _major(other)))
    way = _way(crosswalks, low, high) or ()
    return tuple(Claim(walk, walk.links[scale_id]) for walk in way if scale_id in walk.links)


def is_same(claims: Sequence[Claim]) -> bool:
    """Whether every step says that values stand beside each other as they are; no claim joins nothing."""
    return bool(claims) and all(claim.link.kind is LinkKind.SAME for claim in claims)


def converts(claims: Sequence[Claim]) -> bool:
    """Whether every step leads on; answers are scored again only while no score was converted yet."""
    kinds = [claim.link.kind for claim in claims]
    figured = [kind in {LinkKind.LINEAR, LinkKind.TABLE} for kind in kinds]
    is_lost = any(kind is LinkKind.RESCORE and any(figured[:place]) for place, kind in enumerate(kinds))
    return bool(kinds) and LinkKind.NOT_COMPARABLE not in kinds and not is_lost


def _major(version: str) -> int:
    return int(version.partition(".")[0])


def _way(crosswalks: Sequence[Crosswalk], low: int, high: int) -> tuple[Crosswalk, ...] | None:
    """The chain with the longest steps first, or None where there is none."""
    if low == high:
        return ()
    onward = [walk for walk in crosswalks if walk.earlier == low and low < walk.later <= high]
    for walk in sorted(onward, key=lambda one: -one.later):
        rest = _way(crosswalks, walk.later, high)
        if rest is not None:
            return (walk, *rest)
    return None
