"""What lies between two versions: the changes, which scores stay the same, and whether the bump is enough."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from assessment_tool.core.identity import band_hashes, scale_hashes
from assessment_tool.core.instrument import Instrument
from assessment_tool.definitions.diff.change import Bump, Change, declared_bump
from assessment_tool.definitions.diff.compare import changes_between
from assessment_tool.definitions.version_file import VersionFile


class NotHigherError(ValueError):
    """The version that should be the newer one is not."""

    def __init__(self, before: str, after: str) -> None:
        super().__init__(f"{after} is not a higher version than {before}. Name the lower one first.")


@dataclass(frozen=True, slots=True)
class ScaleDifference:
    """A scale that both versions have: whether it is still the same scale, with the same cut-offs."""

    id: str
    is_same: bool
    has_same_bands: bool


@dataclass(frozen=True)
class Difference:
    """Everything that lies between two versions of an instrument."""

    id: str
    before: str
    after: str
    declared: Bump
    changes: tuple[Change, ...]
    scales: tuple[ScaleDifference, ...]

    @cached_property
    def needed(self) -> Bump | None:
        """The highest bump that any change needs; None where nothing differs.

        A scale whose hash differs needs a major, whatever the single changes come to.
        """
        hashes = [Bump.MAJOR for one in self.scales if not (one.is_same and one.has_same_bands)]
        return max([*(change.bump for change in self.changes), *hashes], default=None)

    @property
    def is_enough(self) -> bool:
        """Whether the declared bump is as high as needed."""
        return self.needed is None or self.declared >= self.needed

    @property
    def sentence(self) -> str:
        """Declared and needed, in words."""
        if self.needed is None:
            return "The two say the same."
        verdict = "" if self.is_enough else f" Make {self.after} a {self.needed.word} version."
        return f"Declared: a {self.declared.word}. Needed: a {self.needed.word}.{verdict}"

    def as_json(self) -> Mapping[str, object]:
        """The difference as plain data."""
        return {
            "id": self.id,
            "from": self.before,
            "to": self.after,
            "declared": self.declared.word,
            "needed": self.needed.word if self.needed else None,
            "enough": self.is_enough,
            "changes": [change.as_json() for change in self.changes],
            "scales": [
                {"id": one.id, "same_scale": one.is_same, "same_bands": one.has_same_bands}
                for one in self.scales
            ],
        }


def difference(before: VersionFile, after: VersionFile) -> Difference:
    """What lies between two versions in which every named part is there.

    Raises `NotHigherError` where the second is not the higher one.
    """
    earlier, later = before.instrument, after.instrument
    declared = declared_bump(earlier.version, later.version)
    if declared is None:
        raise NotHigherError(earlier.version, later.version)
    return Difference(
        id=later.id,
        before=earlier.version,
        after=later.version,
        declared=declared,
        changes=tuple(changes_between(before, after)),
        scales=_scales(earlier, later),
    )


def _scales(before: Instrument, after: Instrument) -> tuple[ScaleDifference, ...]:
    same_scales, same_bands = (
        {key: one == of(before).get(key) for key, one in of(after).items()}
        for of in (scale_hashes, band_hashes)
    )
    return tuple(
        ScaleDifference(key, same_scales[key], same_bands[key])
        for key in same_scales
        if key in before.scales_by_id
    )
