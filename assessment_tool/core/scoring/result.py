"""The result of scoring one assessment: every score with how it was reached."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from assessment_tool.core.declared import CheckSeverity
from assessment_tool.core.instrument import Urgency


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one member of a scale brought to it; `points` None where it was blank."""

    member_id: str
    title: str
    points: Decimal | None


@dataclass(frozen=True, slots=True)
class ScaleResult:
    """One scale's value and its explanation.

    `answered` of `of` asked items (those below the scale, not only its direct members) had an
    answer. `decided_by` is the step that settled the value and `because` says it in a sentence.
    `form` identifies the scale and the age bands asked: results with equal `form` are comparable.
    """

    id: str
    title: str
    level: str
    value: Decimal | None
    answered: int
    of: int
    band: str | None
    band_label: str
    decided_by: str
    because: str
    missing_rule: str
    contributions: tuple[Contribution, ...]
    scale_hash: str
    form: str


@dataclass(frozen=True, slots=True)
class RaisedFlag:
    """A flag whose condition the answers meet."""

    id: str
    item_id: str
    message: str
    urgency: Urgency


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Answers that cannot well be true together."""

    id: str
    items: tuple[str, ...]
    message: str
    severity: CheckSeverity


@dataclass(frozen=True)
class Result:
    """All scores, flags and gaps of one assessment, and the definition they were reached with."""

    instrument_id: str
    version: str
    scales: tuple[ScaleResult, ...]
    flags: tuple[RaisedFlag, ...]
    missing: tuple[str, ...]
    engine: str
    contradictions: tuple[Contradiction, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, ScaleResult]:
        """The scale results by scale id."""
        return {scale.id: scale for scale in self.scales}


def plain(value: Decimal | None) -> str | None:
    """A value as text without trailing noughts or an exponent: `2.50` is `2.5`, `3.00` is `3`."""
    if value is None:
        return None
    text = f"{value or Decimal(0):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
