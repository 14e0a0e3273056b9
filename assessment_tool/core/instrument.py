"""An instrument as plain values: the tree of sections and items, and the scales over them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from assessment_tool.core.ages import AgeRange
from assessment_tool.core.change import PublishedError
from assessment_tool.core.conditions import Condition
from assessment_tool.core.declared import NOTHING_RETIRED, Cadence, Check, Retired
from assessment_tool.core.labels import Label, NeverShownTo, Subject
from assessment_tool.core.levels import LevelRule, WorseningRule
from assessment_tool.core.observation import ObservationWindow
from assessment_tool.core.translation import Translation


class Kind(StrEnum):
    """The kinds of item a form can ask."""

    GRADED = "graded"
    SINGLE = "single"
    MULTIPLE = "multiple"
    NUMBER = "number"
    DATE = "date"
    TEXT = "text"
    REPEATED = "repeated"
    NOTE = "note"


class About(StrEnum):
    """The subjects of one completed assessment."""

    CHILD_AND_CARER = "child_and_carer"
    ADULT = "adult"
    CHILD = "child"
    HOUSEHOLD = "household"

    @property
    def has_child(self) -> bool:
        """Whether it is about one child, whose age then chooses the wording."""
        return self in {About.CHILD_AND_CARER, About.CHILD}

    @property
    def has_carer(self) -> bool:
        """Whether it is about one adult, as a carer or for themselves."""
        return self in {About.CHILD_AND_CARER, About.ADULT}


class RaterRole(StrEnum):
    """In which part the rater gave the answers."""

    WORKER = "worker"
    JOINT = "joint"
    SELF = "self"
    SECOND_RATER = "second_rater"


class Absence(StrEnum):
    """Why there is no answer. None of these ever counts as nought."""

    NOT_APPLICABLE = "not_applicable"
    NOT_OBSERVED = "not_observed"
    NOT_ASKED = "not_asked"
    NOT_SAFE_TO_ASK = "not_safe_to_ask"
    DECLINED = "declined"
    UNKNOWN = "unknown"


class Direction(StrEnum):
    """Which end of a scale is the better one for the child."""

    LOW_IS_GOOD = "low_is_good"
    HIGH_IS_GOOD = "high_is_good"
    NEUTRAL = "neutral"


class Urgency(StrEnum):
    """How soon a person must answer a flag."""

    SAME_DAY = "same_day"
    SOON = "soon"
    NOTE = "note"


class MethodName(StrEnum):
    """The only ways in which a scale can be scored."""

    SUM = "sum"
    MEAN = "mean"
    MEDIAN = "median"
    MODE = "mode"
    WORST = "worst"
    BEST = "best"
    COUNT = "count"
    WEIGHTED_SUM = "weighted_sum"
    LINEAR = "linear"
    LOOKUP = "lookup"
    GRADED_CARE = "graded_care"
    COMPOSITE = "composite"


class MissingRuleName(StrEnum):
    """What a scale does when members have no answer."""

    ALL_REQUIRED = "all_required"
    MIN_ANSWERED = "min_answered"
    PRORATE = "prorate"
    FIXED = "fixed"


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: its code is stored, its score counts, its label is read."""

    code: str
    label: str
    score: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Flag:
    """A condition on a draft's answers that a person must hear of, whatever the total."""

    id: str
    when: Condition
    urgency: Urgency
    message: str


@dataclass(frozen=True, slots=True)
class AgeBand:
    """One age's own anchors of an item, and where needed its own wording."""

    id: str
    ages: AgeRange
    anchors: Mapping[str, str]
    title: str = ""
    why: str = ""
    look_for: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NumberLimits:
    """What a number item takes."""

    unit: str = ""
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class RowLimits:
    """How many rows a repeated group takes."""

    least: int = 1
    most: int = 10


@dataclass(frozen=True)
class Item:
    """One question or rating, with all that helps two workers answer it alike."""

    id: str
    kind: Kind
    title: str
    subject: Subject
    label: Label
    never_shown_to: tuple[NeverShownTo, ...] = ()
    help: str = ""
    why: str = ""
    look_for: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    who_else: tuple[str, ...] = ()
    not_applicable: str = ""
    not_observed: str = ""
    options: tuple[Option, ...] = ()
    anchors: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    age_bands: tuple[AgeBand, ...] = ()
    ages: AgeRange | None = None
    absences: tuple[Absence, ...] = tuple(Absence)
    show: Condition | None = None
    required: bool = True
    require: Condition | None = None
    """Where there is one, an answer is wanted only while it is true."""
    scored: bool = True
    reversed: bool = False
    """Whether its scores run the other way than those of its neighbours, because its question does."""
    evidence_required_from: Decimal | None = None
    number: NumberLimits = NumberLimits()
    flags: tuple[Flag, ...] = ()
    columns: tuple["Item", ...] = ()
    """What each row of a repeated group asks."""
    rows: RowLimits = RowLimits()

    @property
    def always_needs_evidence(self) -> bool:
        """Whether every grade of the item needs evidence."""
        scores = [option.score for option in self.options if option.score is not None]
        return self.evidence_required_from is not None and self.evidence_required_from <= min(scores)

    @cached_property
    def options_by_code(self) -> Mapping[str, Option]:
        """Every option by its code, in the order of the form."""
        return {option.code: option for option in self.options}

    @cached_property
    def choices(self) -> Mapping[str, tuple[Decimal | None, str | Decimal | None]]:
        """By code of an item that takes one: what the answer counts, and what a condition sees of it."""
        if self.kind not in {Kind.GRADED, Kind.SINGLE}:
            return {}
        is_graded = self.kind is Kind.GRADED
        return {one.code: (one.score, one.score if is_graded else one.code) for one in self.options}

    def option(self, code: str) -> Option | None:
        """The option with this code, or None."""
        return self.options_by_code.get(code)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the form: an area, a sub-area or a part."""

    id: str
    kind: str
    title: str
    introduction: str = ""
    items: tuple[Item, ...] = ()
    sections: tuple["Section", ...] = ()

    def all_items(self) -> Iterator[Item]:
        """Every item in the section and below it, in the order of the form."""
        yield from self.items
        for section in self.sections:
            yield from section.all_items()


@dataclass(frozen=True, slots=True)
class Gate:
    """Questions before all others; only some answers to them let the others be asked."""

    section: Section
    opens: Mapping[str, tuple[str, ...]]
    """By item id the codes of the answers with which it is safe to go on."""
    otherwise: str
    """What to do while it is not."""


@dataclass(frozen=True, slots=True)
class Method:
    """A named scoring method with its parameters (each used by the methods that name it)."""

    name: MethodName
    precedence_above: Decimal = Decimal(3)
    weights: tuple[Decimal, ...] = ()
    factor: Decimal = Decimal(1)
    offset: Decimal = Decimal(0)
    table: tuple[tuple[Decimal, Decimal], ...] = ()
    at_least: Decimal | None = None
    decimals: int = 2
    levels: tuple[LevelRule, ...] = ()
    raised_by: tuple[WorseningRule, ...] = ()
    at_least_as: str = ""
    """The item with a professional's own judgement, which may make a level worse and never better."""
    published_error: PublishedError | None = None
    """Of a summed questionnaire; it moves no score."""

    @property
    def rules(self) -> tuple[LevelRule | WorseningRule, ...]:
        """All that has a condition."""
        return (*self.levels, *self.raised_by)


@dataclass(frozen=True, slots=True)
class MissingRule:
    """What happens when members are blank, and why that is right for this scale."""

    name: MissingRuleName
    at_least: int = 1
    value: Decimal | None = None
    because: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A named range of values, stored by its lower bound only, so that no gap can exist."""

    id: str
    label: str
    lower: Mapping[str, Decimal]
    """The lower bound by the respondent's sex; under `any` where it holds for everybody."""


@dataclass(frozen=True, slots=True)
class Scale:
    """One score of an instrument: which members it has and how they become one value."""

    id: str
    title: str
    level: str
    method: Method
    missing: MissingRule
    direction: Direction
    of: tuple[str, ...]
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    bands: tuple[Band, ...] = ()

    @property
    def rests_on(self) -> tuple[str, ...]:
        """Whatever can move its value: the members, and where there is one the judgement."""
        return (*self.of, self.method.at_least_as) if self.method.at_least_as else self.of


@dataclass(frozen=True, eq=False)
class Instrument:
    """One version of a questionnaire or scale; it never changes once it is loaded.

    Equal only to itself (which also makes it a cheap cache key): whether two versions say the same
    is told by the hash of their canonical form.
    """

    id: str
    version: str
    language: str
    title: str
    about: About
    introduction: str
    window: ObservationWindow
    rater_roles: tuple[RaterRole, ...]
    evidence_prompt: str
    analysis_prompt: str
    not_a: str
    completed_by: tuple[str, ...]
    sections: tuple[Section, ...]
    scales: tuple[Scale, ...]
    summary: str = ""
    training: str = ""
    steward: str = ""
    licence: str = ""
    gate: Gate | None = None
    checks: tuple[Check, ...] = ()
    cadence: Cadence | None = None
    trend: tuple[str, ...] = ()
    """The levels of scales that a trend shows; where none is named, all of them."""
    retired: Retired = NOTHING_RETIRED
    blind_rating: bool = False
    """Whether grades are chosen by their descriptions alone, in an order that gives no grade away."""
    translation: Translation | None = None
    source: "Instrument | None" = None
    """Where this is in the words of a translation: the instrument as it was written."""

    @property
    def as_written(self) -> "Instrument":
        """The instrument in the language in which it was written: by it everything is scored and compared."""
        return self.source or self

    @property
    def form(self) -> tuple[Section, ...]:
        """Every section as it is asked: the gate's before all others."""
        return (self.gate.section, *self.sections) if self.gate else self.sections

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """Every item by id, in the order of the form."""
        return {item.id: item for section in self.form for item in section.all_items()}

    @cached_property
    def flagged(self) -> tuple[Item, ...]:
        """The items with flags, in the order of the form."""
        return tuple(item for item in self.items.values() if item.flags)

    @cached_property
    def is_graded_care(self) -> bool:
        """Whether its grades run from 1 (met every time) to 5 (unmet), so that they may be shaded."""
        return any(scale.method.name is MethodName.GRADED_CARE for scale in self.scales)

    @cached_property
    def scales_by_id(self) -> Mapping[str, Scale]:
        """Every scale by id, in the order of the definition."""
        return {scale.id: scale for scale in self.scales}
