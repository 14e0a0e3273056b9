"""The trend report as a frozen value: everything that its pages say, as plain words and figures.

Nothing in it refers to the database. Only items labelled L0 or L1 may appear in a document that a
court may serve on every party; a scale with any other item below it is left out whole, with no trace
in numbering or counts; that its definition leaves it out, for every family alike, is said once. Free
text that nobody has marked as shareable (analysis, views, sources, what an event was) is left out too,
and every copy carries the same constant sentence.
"""

from dataclasses import dataclass
from datetime import date, datetime

from assessment_tool.clock import today
from assessment_tool.core.trend.crosswalk import LinkKind

NOTHING_ELSE_SENTENCE = (
    "This report holds only what may be shared with every party. The professional analysis, the views of "
    "carer and child, who said what, and the detail of events stand in the signed assessments and the "
    "family’s record. They enter a court document only after a person has decided, piece by piece, that they "
    "may be disclosed. Information that the law or a person’s safety keeps from some readers, if there is "
    "any, is dealt with separately and is not mentioned here."
)


@dataclass(frozen=True, slots=True)
class Maker:
    """Who made the report, as the signature block names them."""

    name: str
    post: str
    registration_number: str


@dataclass(frozen=True, slots=True)
class Listed:
    """One assessment in the list of those that the report rests on."""

    observed_from: date | None
    observed_on: date
    times_observed: int | None
    carer: str
    assessor: str
    signed: str
    standing: str
    missing: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One score in a table; `count` says how many items were answered, where not all were."""

    value: str
    count: str = ""
    converted: str = ""
    """What the score comes to in a later version, where it is compared by that."""


@dataclass(frozen=True, slots=True)
class Row:
    """One assessment in a table of scores; cells in the order of the columns, `note` on its standing."""

    observed_on: date
    carer: str
    cells: tuple[Cell, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Unjoined:
    """Which assessments no line joins, and why; for each scale what a crosswalk says of its change."""

    sentence: str
    scales: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Claimed:
    """That unlike versions are compared as one scale and why; then by whose word, in which crosswalk."""

    sentence: str
    approval: str
    sha256: str
    kind: LinkKind = LinkKind.SAME


@dataclass(frozen=True, slots=True)
class Statement:
    """What is said of one carer on one scale; `word` is the word of change."""

    title: str
    carer: str
    word: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """One group of scales: its chart, its table, what moved, and what did not."""

    title: str
    chart_svg: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    moved: tuple[Statement, ...]
    rest: tuple[str, ...]
    """On whom and what nothing is to be told."""


@dataclass(frozen=True, slots=True)
class EvidencePiece:
    """What was seen or heard for one item of one assessment; `before` is the grade that it moved from."""

    title: str
    grade: str
    word: str
    before: str
    anchor: str
    evidence: str


@dataclass(frozen=True, slots=True)
class CarerEvidence:
    """The evidence of a carer's latest assessment for the items that stand out or moved."""

    carer: str
    observed_on: date
    assessor: str
    pieces: tuple[EvidencePiece, ...]


@dataclass(frozen=True, slots=True)
class Reached:
    """One score and how it was reached."""

    title: str
    value: str
    answered: str
    because: str


@dataclass(frozen=True, slots=True)
class ScoreList:
    """Every score of one assessment that may be shown."""

    carer: str
    observed_on: date
    assessor: str
    note: str
    scores: tuple[Reached, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """An event, under the letter that the charts show; its kind alone, in words."""

    letter: str
    on: date
    kind: str


@dataclass(frozen=True, slots=True)
class ScaleMethod:
    """How one scale is reached, in words."""

    title: str
    how: str
    missing: str


@dataclass(frozen=True, slots=True)
class InstrumentFacts:
    """Which definition the scores rest on."""

    title: str
    version: str
    sha256: str
    introduction: str
    window: str
    not_a: str
    grades: tuple[tuple[str, str], ...]
    methods: tuple[ScaleMethod, ...]
    translations: tuple[tuple[str, str], ...] = ()
    """What was completed in other words than these: a sentence, and the hash of those words."""


@dataclass(frozen=True, slots=True)
class TrendReport:
    """The whole report."""

    family_reference: str
    family_name: str
    child: str
    born: str
    carers: tuple[str, ...]
    first_on: date
    last_on: date
    maker: Maker
    made_at: datetime
    is_draft: bool
    matters: tuple[tuple[str, tuple[str, ...]], ...]
    """The three things that matter, each a heading with its sentences."""
    listed: tuple[Listed, ...]
    breaks: tuple[Unjoined, ...]
    claims: tuple[Claimed, ...]
    """By which approved crosswalks unlike versions are held against each other."""
    areas: tuple[Area, ...]
    evidence: tuple[CarerEvidence, ...]
    happenings: tuple[Happening, ...]
    contacts_kept: int
    contacts_missed: int
    """Of the planned contacts recorded in the period."""
    instruments: tuple[InstrumentFacts, ...]
    scores: tuple[ScoreList, ...]
    rules: tuple[str, ...]
    """By what a change is called one."""
    warnings: tuple[str, ...] = ()
    """Of versions in which a fault was found, with the assessments made by them."""
    left_out: tuple[str, ...] = ()
    """The scores that the definition keeps from some party, in every family alike, by their titles."""
    uncounted: tuple[str, ...] = ()
    """The signed assessments of these carers that do not count, each with what became of it."""
    ended: tuple[str, ...] = ()
    """Scores that earlier versions alone have, each with what was signed."""
    unrecorded: tuple[str, ...] = ()
    """Which assessments are of care that nobody had recorded when they were begun, without the reasons."""
    constant_sentence: str = NOTHING_ELSE_SENTENCE
    record: str = ""
    """The newest entry of the audit when it was made, as it stands in the foot of every page."""

    @property
    def is_rescored(self) -> bool:
        """Whether earlier answers were scored again beside their stored result."""
        return any(one.kind is LinkKind.RESCORE for one in self.claims)

    @property
    def heading(self) -> str:
        """What the first page is headed with."""
        return f"The care {self.child} receives" if self.child else self.instruments[0].title

    @property
    def title(self) -> str:
        """The report's title in full."""
        return f"Trend report: {self.heading[0].lower()}{self.heading[1:]}"

    @property
    def made_on(self) -> date:
        """The day on which it was made, as London reckons it."""
        return today(self.made_at)


class Paragraphs:
    """Numbers paragraphs through a whole document; they never restart."""

    def __init__(self) -> None:
        self.last = 0

    def __call__(self) -> int:
        """The next paragraph's number."""
        self.last += 1
        return self.last
