"""The trend report as a frozen value: everything that its pages say, as plain words and figures.

Nothing in it refers to the database. Only items labelled L0 or L1 may appear in a document that a
court may serve on every party; a scale with any other item below it is left out whole, with no trace
in numbering or counts, and every copy carries the same constant sentence.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

NOTHING_ELSE_SENTENCE = (
    "This report holds only what may be shared with every party. Information that the law or a person’s "
    "safety keeps from some readers, if there is any, is dealt with separately and is not mentioned here."
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
    carer: str
    assessor: str
    signed: str
    standing: str
    missing: str


@dataclass(frozen=True, slots=True)
class Row:
    """One assessment in a table of scores; cells in the order of the columns."""

    observed_on: date
    carer: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """What is said of one carer on one scale."""

    title: str
    carer: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """One group of scales: its headline, its sub-areas, chart and table."""

    title: str
    headline: tuple[Statement, ...]
    chart_svg: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    parts: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class EvidencePiece:
    """What was seen or heard for one item of one assessment."""

    title: str
    grade: str
    anchor: str
    evidence: str
    source: str


@dataclass(frozen=True, slots=True)
class CarerEvidence:
    """The evidence of a carer's latest assessment for the items that stand out or moved."""

    carer: str
    observed_on: date
    assessor: str
    pieces: tuple[EvidencePiece, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """The analysis and views of one assessment."""

    carer: str
    observed_on: date
    author: str
    analysis: str
    carer_view: str
    child_view: str
    disagreement: str


@dataclass(frozen=True, slots=True)
class Happening:
    """An event, under the letter that the charts show."""

    letter: str
    on: date
    title: str
    detail: str
    source: str


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
    areas: tuple[Area, ...]
    evidence: tuple[CarerEvidence, ...]
    accounts: tuple[Account, ...]
    happenings: tuple[Happening, ...]
    instruments: tuple[InstrumentFacts, ...]
    constant_sentence: str = NOTHING_ELSE_SENTENCE

    @property
    def title(self) -> str:
        """The report's title."""
        return f"Trend report: the care {self.child} receives" if self.child else "Trend report"


class Paragraphs:
    """Numbers paragraphs through a whole document; they never restart."""

    def __init__(self) -> None:
        self.last = 0

    def __call__(self) -> int:
        """The next paragraph's number."""
        self.last += 1
        return self.last


def joined(names: Sequence[str]) -> str:
    """Names in a row as a sentence has them: a, b and c."""
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
