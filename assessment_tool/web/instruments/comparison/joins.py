"""Which scores of two versions stand in one trend, which do not, and by whose word."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assessment_tool.core.instrument import Instrument
from assessment_tool.core.trend.crosswalk import Claim, Crosswalk, LinkKind, claims_between, converts, is_same
from assessment_tool.definitions.diff.difference import Difference, ScaleDifference

_CLAIMED: Mapping[LinkKind, str] = {
    LinkKind.SAME: "Called the same",
    LinkKind.RESCORE: "Earlier answers are scored by the later version",
    LinkKind.LINEAR: "Earlier scores are converted by a factor and an offset",
    LinkKind.TABLE: "Earlier scores are converted by a table",
    LinkKind.NOT_COMPARABLE: "Not comparable",
}
"""What a crosswalk says of a score."""


@dataclass(frozen=True, slots=True)
class Join:
    """One score: whether its trend goes on, and why or why not; nothing more where it is the same scale."""

    title: str
    verdict: str
    joins: bool
    reasons: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()


def joins(
    before: Instrument, after: Instrument, found: Difference, crosswalks: Sequence[Crosswalk]
) -> list[Join]:
    """Every score of either version, those of the later one first."""
    differences = {one.id: one for one in found.scales}
    later = [
        _join(scale.title, differences[scale.id], found, crosswalks)
        if scale.id in differences
        else Join(scale.title, "New", joins=False, reasons=("Begins with this version.",))
        for scale in after.scales
    ]
    kept = after.scales_by_id
    gone = [one.title for one in before.scales if one.id not in kept]
    ends = ("Ends with the earlier version.",)
    return [*later, *(Join(title, "No longer scored", joins=False, reasons=ends) for title in gone)]


def approvals(found: Sequence[Join]) -> list[Crosswalk]:
    """The crosswalks that anything was said by, each once."""
    return list({claim.crosswalk.sha256: claim.crosswalk for one in found for claim in one.claims}.values())


def _join(title: str, scale: ScaleDifference, found: Difference, crosswalks: Sequence[Crosswalk]) -> Join:
    if scale.is_same:
        return Join(title, "Goes on", joins=True, reasons=tuple(_other_bands(scale)))
    claims = claims_between(crosswalks, scale.id, found.before, found.after)
    goes_on = converts(claims)
    if not claims:
        none = "Its questions or scoring changed. No crosswalk says how the scores compare."
        return Join(title, "Breaks", joins=False, reasons=(none, *_other_bands(scale)))
    said = tuple(f"{_CLAIMED[one.link.kind]}: {one.link.because}" for one in claims)
    verdict = _verdict(claims)
    return Join(title, verdict, joins=goes_on, reasons=(*said, *_other_bands(scale)), claims=claims)


def _verdict(claims: Sequence[Claim]) -> str:
    if is_same(claims):
        return "Goes on where the same questions were asked"
    return "Goes on with earlier scores converted" if converts(claims) else "Breaks"


def _other_bands(scale: ScaleDifference) -> Iterator[str]:
    if not scale.has_same_bands:
        yield "Other cut-offs: the same value may be called otherwise."
