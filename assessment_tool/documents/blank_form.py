"""A blank form as a frozen value: everything that its pages say, as plain words."""

from dataclasses import dataclass

from assessment_tool.core.instrument import Kind
from assessment_tool.documents.condition_words import Where
from assessment_tool.documents.summary_questions import SummaryQuestion


@dataclass(frozen=True, slots=True)
class Choice:
    """One box to tick with its words; `mark` is the grade that it stands for."""

    text: str
    mark: str = ""
    opens: bool = False
    """Whether this answer lets one go on through a gate."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """What helps two workers to answer alike: why it matters, what to look for and ask, who else knows."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """A question as it is asked at some ages: what differs from other ages, and what to choose from."""

    ages: str
    title: str
    prompts: tuple[Prompt, ...]
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table to fill in, with what may be written there."""

    title: str
    takes: str
    is_date: bool


@dataclass(frozen=True, slots=True)
class Question:
    """One question, under the number that it has in every form of the version."""

    number: int
    kind: Kind
    title: str
    help: str
    kept_from: str
    asked_where: Where | None
    """The condition under which it is asked, as the end of a sentence; empty where always."""
    may_stay_empty: bool
    prompts: tuple[Prompt, ...]
    wordings: tuple[Wording, ...]
    how_to_answer: str
    columns: tuple[Column, ...]
    rows: int
    reasons: tuple[tuple[str, str], ...]
    """Why there may be no answer, each with what it means for this question alone."""
    evidence: str
    """When evidence is needed; empty where it is only welcome."""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading of the form with its questions and the parts below it."""

    title: str
    introduction: str
    is_gate: bool
    questions: tuple[Question, ...]
    parts: tuple["Part", ...]


@dataclass(frozen=True, slots=True)
class Alarm:
    """What must be done where answers call for it, with how soon and where that is."""

    urgency: str
    where: Where
    message: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Answers that cannot well be true together, and the questions that they stand in."""

    questions: tuple[int, ...]
    message: str
    must_be_mended: bool


@dataclass(frozen=True, slots=True)
class BlankForm:
    """The whole form."""

    title: str
    version: str
    sha256: str
    summary: str
    is_draft: bool
    notice: str
    """What must be known of a version that is not in use."""
    age: str
    """The child's age that the form is for; empty where it holds every age or asks about none."""
    is_for_every_age: bool
    has_gaps_in_numbers: bool
    is_for_worker_alone: bool
    """Whether nobody else may hold the form, because to be seen with it can be dangerous."""
    introduction: str
    not_a: str
    facts: tuple[tuple[str, str], ...]
    subjects: tuple[str, ...]
    """What is to be written down of those whom it is about."""
    rater_roles: tuple[str, ...]
    evidence_prompt: str
    summary_questions: tuple[SummaryQuestion, ...]
    parts: tuple[Part, ...]
    gate_otherwise: str
    """What to do where the gate stays shut; empty where there is no gate."""
    alarms: tuple[Alarm, ...]
    contradictions: tuple[Contradiction, ...]
    is_graded: bool
    """Whether the nearest of several descriptions is to be ticked anywhere."""
    grades: tuple[tuple[str, str], ...]
    """What the grades of the form mean, where its questions share them and they are not chosen blind."""
    reasons: tuple[tuple[str, str], ...]
    confidences: tuple[str, ...]

    @property
    def heading(self) -> str:
        """The form's title in full."""
        return f"Blank form: {self.title}, version {self.version}"
