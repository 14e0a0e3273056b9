"""A signed score as a later version counts it: beside the signed one, never in its place."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assessment_tool.core.scoring.result import Result, ScaleResult
from assessment_tool.core.trend.crosswalk import (
    Claim,
    Crosswalk,
    LinkKind,
    claims_between,
    converts,
    is_same,
)

Rescoring = Callable[[int, int], Result | None]
"""By revision and major version: the answers given then, scored by that version; None where it cannot be."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """What a signed score comes to in a later version, and by whose word."""

    version: str
    value: Decimal
    claims: tuple[Claim, ...]
    result: Result | None = None
    """The answers scored again; None where figures alone were converted, so that no item is known."""


@dataclass(frozen=True, slots=True)
class Terms:
    """By which version a score is read beside others: equal `scale_hash` means one scale."""

    scale_hash: str
    mapped: Mapped | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Every version that a series holds of one scale, and how scores get from one to another."""

    scale_id: str
    versions: Mapping[str, str]
    """By the hash of the scale, the newest version that has it; the oldest version first."""
    crosswalks: Sequence[Crosswalk]
    rescored: Rescoring

    def terms(self, scale: ScaleResult, revision_id: int) -> Terms:
        """The score in the newest version to which an unbroken chain leads; else as it was signed."""
        own = list(self.versions).index(scale.scale_hash)
        newer = list(self.versions.items())[own + 1 :]
        for scale_hash, version in reversed(newer):
            claims = claims_between(self.crosswalks, self.scale_id, self.versions[scale.scale_hash], version)
            if is_same(claims):
                return Terms(scale_hash)
            if mapped := self._mapped(scale, revision_id, version, claims):
                return Terms(scale_hash, mapped)
        return Terms(scale.scale_hash)

    def _mapped(
        self, scale: ScaleResult, revision_id: int, version: str, claims: Sequence[Claim]
    ) -> Mapped | None:
        """The score through every step; None where one of them gives nothing."""
        if scale.value is None or not converts(claims):
            return None
        found = Mapped(version, scale.value, ())
        for claim in claims:
            step = self._step(found, claim, revision_id)
            if step is None:
                return None
            found = step
        return found

    def _step(self, found: Mapped, claim: Claim, revision_id: int) -> Mapped | None:
        if claim.link.kind is LinkKind.RESCORE:
            return self._scored_again(found, claim, revision_id)
        value = claim.link.of(found.value)
        if value is None:
            return None
        result = found.result if claim.link.kind is LinkKind.SAME else None
        return replace(found, value=value, claims=(*found.claims, claim), result=result)

    def _scored_again(self, found: Mapped, claim: Claim, revision_id: int) -> Mapped | None:
        result = self.rescored(revision_id, claim.crosswalk.later)
        scale = result.by_id.get(self.scale_id) if result else None
        if result is None or scale is None or scale.value is None:
            return None
        told = replace(claim, rescored_by=result.version)
        return replace(found, value=scale.value, claims=(*found.claims, told), result=result)


def reading(
    scale_id: str,
    results: Sequence[tuple[str, ScaleResult]],
    crosswalks: Sequence[Crosswalk],
    rescored: Rescoring,
) -> Reading:
    """How the results of one scale, each with its version, are read beside each other."""
    newest: dict[str, str] = {}
    for version, scale in sorted(results, key=lambda one: _in_order(one[0])):
        newest.pop(scale.scale_hash, None)
        newest[scale.scale_hash] = version
    return Reading(scale_id, newest, crosswalks, rescored)


def never_rescored(_revision_id: int, _major: int) -> Result | None:
    """No answers are at hand, so nothing is scored again."""
    return None


def _in_order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
