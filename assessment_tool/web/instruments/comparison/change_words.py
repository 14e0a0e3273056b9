"""A change between two versions in as few words as it takes: what happened, and to what."""

from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from assessment_tool.core.ages import MONTHS_TO_ADULTHOOD, AgeRange
from assessment_tool.definitions.diff.change import Change, ChangeKind
from assessment_tool.definitions.diff.parts import Part, PartKind
from assessment_tool.documents.age_words import range_in_words
from assessment_tool.web.instruments.comparison.aspects import aspect

PROSE = frozenset(
    {
        *("title", "introduction", "evidence_prompt", "analysis_prompt", "not_a"),
        *("gate.title", "gate.introduction", "gate.otherwise"),
        *("help", "why", "look_for", "ask", "who_else", "not_applicable", "not_observed"),
        *("anchors", "unit", "label", "message", "missing.because"),
    }
)
"""What is best read in whole, before and after: of it is told only that it changed."""

_WHOLE = {
    PartKind.VERSION: "The form",
    PartKind.SECTION: "This heading",
    PartKind.ITEM: "This question",
    PartKind.SCALE: "This score",
}
"""Parts that a group of changes is about: what is told of their values need not name them."""

_SEVERAL = {
    PartKind.SECTION: "The headings",
    PartKind.ITEM: "The questions",
    PartKind.OPTION: "The answers to choose from",
    PartKind.GRADE: "The grades",
    PartKind.AGE_BAND: "The ages",
    PartKind.FLAG: "The warnings",
    PartKind.SCALE: "The scores",
    PartKind.BAND: "The bands",
}

_HOW = {
    ChangeKind.ADDED: "New",
    ChangeKind.REMOVED: "No longer there",
    ChangeKind.MOVED: "Under another heading",
    ChangeKind.REORDERED: "In another order",
}
_LONGEST = 60
"""More of a text than this is read where both versions stand side by side."""


@dataclass(frozen=True, slots=True)
class Told:
    """What happened in a word or two, so that changes can be told together, and what it happened to."""

    how: str
    what: str


def told(change: Change) -> Told:
    """The change in short."""
    if change.kind is ChangeKind.REORDERED:
        return Told(_HOW[change.kind], _SEVERAL[change.part.kind])
    if change.kind is not ChangeKind.CHANGED:
        return Told(_HOW[change.kind], _called(change.part))
    value = _value_told(change)
    return value if change.part.kind in _WHOLE else Told(value.how, f"{_called(change.part)}: {value.what}")


def is_prose(change: Change) -> bool:
    """Whether the change is one of words to be read in whole."""
    is_prose_key = change.key in PROSE or change.key.startswith("anchors.")
    return is_prose_key and (change.part.kind, change.key) != (PartKind.ITEM, "label")


def _value_told(change: Change) -> Told:
    what = aspect(change.part.kind, change.key)
    if not is_prose(change):
        return Told("Changed", f"{what}: {_shown(change.before)} → {_shown(change.after)}")
    if change.before is None:
        return Told(_HOW[ChangeKind.ADDED], what)
    return Told(_HOW[ChangeKind.REMOVED] if change.after is None else "Reworded", what)


def _called(part: Part) -> str:
    if part.kind in _WHOLE:
        return _WHOLE[part.kind]
    match part.kind:
        case PartKind.AGE_BAND:
            return f"Descriptions for children {range_in_words(_ages(part.values))}"
        case PartKind.GRADE:
            return f"Grade {part.names[-1]}"
        case PartKind.FLAG:
            return f"Warning “{shorten(part.values['message'], _LONGEST, placeholder=' …')}”"
        case PartKind.BAND:
            return f"Band “{part.values['label']}”"
        case _:
            return f"Answer “{part.values['label']}”"


def _ages(values: Mapping[str, Any]) -> AgeRange:
    return AgeRange(
        values.get("from_months", 0),
        values.get("before_months", MONTHS_TO_ADULTHOOD),
        unborn=values.get("unborn", False),
    )


def _shown(value: object) -> str:
    return "not written" if value is None else f"“{_flat(value)}”"


def _flat(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key.replace('_', ' ')}: {_flat(one)}" for key, one in value.items())
    if isinstance(value, list):
        return "; ".join(_flat(one) for one in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(str(value).split())
