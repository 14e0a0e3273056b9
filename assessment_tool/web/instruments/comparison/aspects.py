"""What each value of an instrument's file is called on a page."""

from collections.abc import Mapping

from assessment_tool.definitions.diff.parts import PartKind

ASPECTS: Mapping[str, str] = {
    "language": "Language",
    "title": "Title",
    "introduction": "Introduction",
    "window.days": "Number of days looked at",
    "window.minimum_observations": "Least number of observations",
    "rater_roles": "Who may rate",
    "evidence_prompt": "Request for evidence",
    "analysis_prompt": "Request for the analysis",
    "not_a": "Note on what the form is not",
    "grades.direction": "Which end of the grades is the better one",
    "grades.evidence_required_from": "Grade from which evidence is needed",
    "blind_rating": "Whether grades stay hidden until one is chosen",
    "gate.title": "Heading of the questions that come before all others",
    "gate.introduction": "Introduction of the questions that come before all others",
    "gate.opens": "What must be answered to {} before anything else is asked",
    "gate.otherwise": "Advice for when nothing else may be asked",
    "checks": "What is checked before signing",
    "cadence.days": "Number of days until it is due again",
    "cadence.plans": "Number of days until it is due again under the plan {}",
    "trend": "What trends show",
    "retired_ids.ids": "List of names that are never used again",
    "retired_ids.codes": "List of answers to {} that are never used again",
    "kind": "Kind",
    "subject": "Whom the answer is about",
    "never_shown_to": "From whom the answer is kept",
    "help": "Help",
    "why": "Reason why it matters",
    "ages.from_months": "Youngest age in months at which it is asked",
    "ages.before_months": "Age in months from which it is no longer asked",
    "ages.unborn": "Whether it is asked before birth",
    "from_months": "Youngest age in months",
    "before_months": "Age in months at which they end",
    "unborn": "Whether they hold before birth",
    "show": "Condition on which it is asked",
    "look_for": "List of what to look for",
    "ask": "List of what to ask",
    "who_else": "List of who else knows",
    "not_applicable": "Meaning of “not applicable”",
    "not_observed": "Meaning of “not observed”",
    "absences": "List of reasons for no answer",
    "required": "Whether it must be answered",
    "require": "Condition on which it must be answered",
    "anchors": "Description of grade {}",
    "scored": "Whether it counts in a score",
    "reversed": "Whether its scores run the other way",
    "unit": "Unit",
    "minimum": "Lowest value",
    "maximum": "Highest value",
    "whole": "Whether only whole numbers are taken",
    "columns": "What each row asks",
    "minimum_rows": "Least number of rows",
    "maximum_rows": "Highest number of rows",
    "label": "Label",
    "score": "What it counts",
    "when": "Condition on which it is raised",
    "urgency": "How urgent it is",
    "message": "Message",
    "level": "Level",
    "method.name": "How it is worked out",
    "method.decimals": "Number of decimals",
    "method.at_least": "Value from which a member is counted",
    "method.weights": "List of weights",
    "method.factor": "Factor",
    "method.offset": "Offset",
    "method.published_error": "Published error ({})",
    "method.table": "Table of values",
    "method.precedence_above": "Grade above which the worst one decides",
    "method.levels": "What leads to each level",
    "method.raised_by": "What makes the level worse",
    "method.at_least_as": "Judgement that the level is never better than",
    "missing.rule": "What is done where answers are missing",
    "missing.at_least": "Number of answers that are needed",
    "missing.value": "What a missing answer counts",
    "missing.because": "Reason for what is done where answers are missing",
    "direction": "Which end is the better one",
    "of": "What it is made of",
    "from": "Where it begins",
}
"""By dotted key; `{}` stands for what the key has beyond these."""

_OF_KIND: Mapping[tuple[PartKind, str], str] = {
    (PartKind.ITEM, "title"): "Question",
    (PartKind.AGE_BAND, "title"): "Question",
    (PartKind.SECTION, "title"): "Heading",
    (PartKind.ITEM, "label"): "How closely the answer is held",
}
"""Where a part of one kind calls it otherwise."""


def aspect(kind: PartKind, key: str) -> str:
    """What the value with this dotted key is called."""
    if (kind, key) in _OF_KIND:
        return _OF_KIND[kind, key]
    known = key
    while known not in ASPECTS and "." in known:
        known = known.rpartition(".")[0]
    rest = key.removeprefix(known).removeprefix(".").replace("_", " ")
    return ASPECTS[known].format(rest) if rest else ASPECTS[known]
