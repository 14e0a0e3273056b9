"""A change between two versions as one would tell it to a colleague."""

from collections.abc import Mapping
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
"""What is best read in whole, before and after: a sentence about it only says that it changed."""

_WHOLE = {
    PartKind.VERSION: "The form",
    PartKind.SECTION: "This heading",
    PartKind.ITEM: "This question",
    PartKind.SCALE: "This score",
}
"""Parts that a group of changes is about, by which name the sentence may leave them out."""

_SEVERAL = {
    PartKind.SECTION: "The headings",
    PartKind.ITEM: "The questions",
    PartKind.OPTION: "The answers to choose from",
    PartKind.GRADE: "The grades",
    PartKind.AGE_BAND: "The descriptions for each age",
    PartKind.FLAG: "The warnings",
    PartKind.SCALE: "The scores",
    PartKind.BAND: "The bands",
}

_WORDS = {
    ChangeKind.ADDED: "is new.",
    ChangeKind.REMOVED: "is no longer there.",
    ChangeKind.MOVED: "stands under another heading.",
}


def told(change: Change) -> str:
    """The change in a sentence."""
    if change.kind is ChangeKind.REORDERED:
        return f"{_SEVERAL[change.part.kind]} stand in another order."
    if change.kind is not ChangeKind.CHANGED:
        return f"{_called(change.part)} {_WORDS[change.kind]}"
    said = _value_told(change)
    return said if change.part.kind in _WHOLE else f"{_called(change.part)}: {said[0].lower()}{said[1:]}"


def is_prose(change: Change) -> bool:
    """Whether the change is one of words to be read in whole."""
    is_prose_key = change.key in PROSE or change.key.startswith("anchors.")
    return is_prose_key and (change.part.kind, change.key) != (PartKind.ITEM, "label")


def _value_told(change: Change) -> str:
    what = aspect(change.part.kind, change.key)
    if not is_prose(change):
        return f"{what} was {_shown(change.before)} and is {_shown(change.after)}."
    if change.before is None:
        return f"{what} is new."
    return f"{what} is no longer there." if change.after is None else f"{what} reads differently."


def _called(part: Part) -> str:
    if part.kind in _WHOLE:
        return _WHOLE[part.kind]
    match part.kind:
        case PartKind.AGE_BAND:
            return f"The set of descriptions for children {range_in_words(_ages(part.values))}"
        case PartKind.GRADE:
            return f"Grade {part.names[-1]}"
        case PartKind.FLAG:
            return f"The warning “{part.values['message']}”"
        case PartKind.BAND:
            return f"The band “{part.values['label']}”"
        case _:
            return f"The answer “{part.values['label']}”"


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
