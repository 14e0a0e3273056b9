"""The result of scoring one assessment: every score with how it was reached."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from assessment_tool.core.declared import CheckSeverity
from assessment_tool.core.instrument import Urgency
from assessment_tool.core.scoring.methods import Outcome


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one member of a scale brought to it; `points` None where it was blank."""

    member_id: str
    title: str
    points: Decimal | None


class Answered(NamedTuple):
    """One answered item: its title and the points that it brought."""

    title: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class ScoredScale:
    """What a result says of its scale whatever the answers are.

    `form` identifies the scale and the age bands asked: results with equal `form` are comparable.
    """

    id: str
    title: str
    level: str
    missing_rule: str
    scale_hash: str
    form: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a value came about: the sentence that says what settled it, and what each member brought."""

    because: str
    contributions: tuple[Contribution, ...]


class BandReached(NamedTuple):
    """The band that a value lies in; neither id nor label where there is none."""

    id: str | None
    label: str


NO_BAND = BandReached(None, "")


class _ScaleFacts(NamedTuple):
    """What a scale's result holds. A tuple: whole archives are scored, and it is made in half the time."""

    scale: ScoredScale
    outcome: Outcome
    answered: int
    of: int
    reached: BandReached
    explain: Callable[[], Explanation]


class ScaleResult(_ScaleFacts):
    """One scale's value and its explanation, which is put into words when it is first read.

    `answered` of `of` asked items (those below the scale, not only its direct members) had an
    answer. Equal are results that say the same.
    """

    @property
    def value(self) -> Decimal | None:
        """The score; None where there is none."""
        return self.outcome.value

    @property
    def decided_by(self) -> str:
        """The step that settled the value."""
        return self.outcome.decided_by

    @property
    def band(self) -> str | None:
        """The id of the band that the value lies in."""
        return self.reached.id

    @property
    def band_label(self) -> str:
        """What the band is called."""
        return self.reached.label

    @property
    def id(self) -> str:
        """The scale's id."""
        return self.scale.id

    @property
    def title(self) -> str:
        """The scale's title."""
        return self.scale.title

    @property
    def level(self) -> str:
        """Whether it is the scale of an area, a sub-area or the whole."""
        return self.scale.level

    @property
    def missing_rule(self) -> str:
        """What the scale does with blanks, in a sentence."""
        return self.scale.missing_rule

    @property
    def scale_hash(self) -> str:
        """The hash of everything that can move the scale's value."""
        return self.scale.scale_hash

    @property
    def form(self) -> str:
        """What identifies the scale and the age bands asked."""
        return self.scale.form

    @cached_property
    def explanation(self) -> Explanation:
        """How the value came about."""
        return self.explain()

    @property
    def because(self) -> str:
        """What settled the value, in a sentence."""
        return self.explanation.because

    @property
    def contributions(self) -> tuple[Contribution, ...]:
        """What each member brought."""
        return self.explanation.contributions

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ScaleResult) and self._said() == other._said()

    def __ne__(self, other: object) -> bool:
        return not self == other  # of itself a tuple would compare how it explains too

    def __hash__(self) -> int:
        return hash(self._said())

    def _said(self) -> tuple[object, ...]:
        return (self.scale, self.outcome, self.answered, self.of, self.reached, self.explanation)


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


class _Facts(NamedTuple):
    """What a result holds; a tuple, as with each scale."""

    instrument_id: str
    version: str
    scales: tuple[ScaleResult, ...]
    flags: tuple[RaisedFlag, ...]
    missing: tuple[str, ...]
    engine: str
    contradictions: tuple[Contradiction, ...] = ()


class Result(_Facts):
    """All scores, flags and gaps of one assessment, and the definition they were reached with."""

    @cached_property
    def by_id(self) -> Mapping[str, ScaleResult]:
        """The scale results by scale id."""
        return {scale.id: scale for scale in self.scales}

    def answered_below(self, scale_id: str) -> Mapping[str, Answered]:
        """The answered items below a scale, by item id; gathered once, since many pairs share a result."""
        if scale_id not in self._answered:
            self._answered[scale_id] = {
                leaf.member_id: Answered(leaf.title, leaf.points)
                for leaf in self._leaves(self.by_id[scale_id])
                if leaf.points is not None
            }
        return self._answered[scale_id]

    @cached_property
    def _answered(self) -> dict[str, Mapping[str, Answered]]:
        return {}

    def _leaves(self, scale: ScaleResult) -> Iterator[Contribution]:
        """The items below a scale, through the scales between."""
        for member in scale.contributions:
            below = self.by_id.get(member.member_id)
            if below is None:
                yield member
            else:
                yield from self._leaves(below)


def plain(value: Decimal | None) -> str | None:
    """A value as text without trailing noughts or an exponent: `2.50` is `2.5`, `3.00` is `3`."""
    if value is None:
        return None
    text = f"{value or Decimal(0):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
