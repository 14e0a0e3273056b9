"""A family's story as its data files tell it; every name, day and code is checked when it is played."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

import yaml

WORKER = "demo.worker"
_STORIES = files(__package__) / "stories"


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the family."""

    name: str
    role: str
    joined: str
    born: str | None = None
    sex: str | None = None


@dataclass(frozen=True, slots=True)
class Care:
    """What a carer is to a child."""

    child: str
    carer: str
    kind: str
    responsibility: str
    since: str
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """How far a parent had been reached on a day."""

    day: str
    child: str
    parent: str
    state: str
    person: str | None = None
    note: str = ""
    by: str = WORKER


@dataclass(frozen=True, slots=True)
class Happening:
    """An event of the family's timeline."""

    day: str
    kind: str
    title: str
    detail: str = ""
    source: str = ""
    who: str | None = None
    by: str = WORKER


@dataclass(frozen=True, slots=True)
class Evidence:
    """What stands beside an answer."""

    says: str
    source: str = ""
    sure: str | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers, evidence and texts that are given together; what is not named stays as it was."""

    answers: Mapping[str, Any] = field(default_factory=dict)
    evidence: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    analysis: str | None = None
    carer_view: str | None = None
    child_view: str | None = None
    disagreement: str | None = None

    def evidence_for(self, item_id: str) -> Evidence:
        """The evidence of one item; blank where none is told."""
        return Evidence(**self.evidence.get(item_id, {"says": ""}))


@dataclass(frozen=True, slots=True)
class Step:
    """What was done to an assessment (signed, countersigned, returned, amended), by default by its author."""

    did: str
    day: str
    by: str = ""
    because: str = ""
    gives: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AuditStory:
    """Questions that were graded again, blind; `items` holds each with its second grade, if it was given."""

    asked: str
    rater: str
    items: Mapping[str, int | None]
    notes: Mapping[str, str] = field(default_factory=dict)
    submitted: str = ""
    discussed: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class AssessmentStory:
    """One assessment: its first draft, and all that was done to it."""

    id: str
    instrument: str
    carer: str
    started: str
    observed_on: str
    gives: Answers
    version: str = ""
    """The version in use in those days; empty for the one in use when the story is told."""
    observed_from: str | None = None
    times_observed: int | None = None
    child: str | None = None
    original_assessor: str = ""
    author: str = WORKER
    steps: tuple[Step, ...] = ()
    audits: tuple[AuditStory, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """One family: people, what happened around them, and their assessments."""

    reference: str
    name: str
    opened: str
    allocations: Mapping[str, str]
    members: Mapping[str, Member]
    care: tuple[Care, ...]
    slots: tuple[Slot, ...]
    events: tuple[Happening, ...]
    assessments: tuple[AssessmentStory, ...]


def read_story(name: str) -> Story:
    """The story of that name with all assessments of its files."""
    told = _read(name)
    files_of_assessments = told.pop("assessments", [])
    assessments: dict[str, AssessmentStory] = {}
    for file in files_of_assessments:
        for one in _read(file):
            assessments[one["id"]] = _assessment(one, assessments)
    return Story(
        members={key: Member(**one) for key, one in told.pop("members", {}).items()},
        care=tuple(Care(**one) for one in told.pop("care", [])),
        slots=tuple(Slot(**one) for one in told.pop("slots", [])),
        events=tuple(Happening(**one) for one in told.pop("events", [])),
        assessments=tuple(assessments.values()),
        **told,
    )


def _assessment(told: dict[str, Any], earlier: Mapping[str, AssessmentStory]) -> AssessmentStory:
    """An assessment; `like` names an earlier one whose answers (never their evidence) hold unless changed."""
    like, changes = told.pop("like", None), told.pop("gives")
    answers = {**(earlier[like].gives.answers if like else {}), **changes.pop("answers", {})}
    steps = tuple(Step(**one) for one in told.pop("steps", []))
    audits = tuple(AuditStory(**one) for one in told.pop("audits", []))
    gives = Answers(answers=answers, **changes)
    return AssessmentStory(gives=gives, steps=steps, audits=audits, **told)


def _read(name: str) -> Any:  # noqa: ANN401 - YAML holds anything; the dataclasses refuse what they do not know
    return yaml.safe_load((_STORIES / f"{name}.yaml").read_text(encoding="utf-8"))
