"""What each value of an instrument's file is called on a page."""

from collections.abc import Mapping

from assessment_tool.definitions.diff.parts import PartKind

ASPECTS: Mapping[str, str] = {
    "language": "The language",
    "title": "The title",
    "introduction": "The introduction",
    "window.days": "The number of days looked at",
    "window.minimum_observations": "The least number of observations",
    "rater_roles": "Who may rate",
    "evidence_prompt": "The request for evidence",
    "analysis_prompt": "The request for the analysis",
    "not_a": "The note on what the form is not",
    "grades.direction": "Which end of the grades is the better one",
    "grades.evidence_required_from": "The grade from which evidence is needed",
    "blind_rating": "Whether grades stay hidden until one is chosen",
    "gate.title": "The heading of the questions that come before all others",
    "gate.introduction": "The introduction of the questions that come before all others",
    "gate.opens": "What must be answered to {} before anything else is asked",
    "gate.otherwise": "The advice for when nothing else may be asked",
    "checks": "What is checked before signing",
    "cadence.days": "The number of days until it is due again",
    "cadence.plans": "The number of days until it is due again under the plan {}",
    "trend": "What trends show",
    "retired_ids.ids": "The list of names that are never used again",
    "retired_ids.codes": "The list of answers to {} that are never used again",
    "kind": "The kind",
    "subject": "Whom the answer is about",
    "never_shown_to": "From whom the answer is kept",
    "help": "The help",
    "why": "The reason why it matters",
    "ages.from_months": "The youngest age in months at which it is asked",
    "ages.before_months": "The age in months from which it is no longer asked",
    "ages.unborn": "Whether it is asked before birth",
    "from_months": "The youngest age in months",
    "before_months": "The age in months at which they end",
    "unborn": "Whether they hold before birth",
    "show": "The condition on which it is asked",
    "look_for": "The list of what to look for",
    "ask": "The list of what to ask",
    "who_else": "The list of who else knows",
    "not_applicable": "The meaning of “not applicable”",
    "not_observed": "The meaning of “not observed”",
    "absences": "The list of reasons for no answer",
    "required": "Whether it must be answered",
    "require": "The condition on which it must be answered",
    "anchors": "The description of grade {}",
    "scored": "Whether it counts in a score",
    "reversed": "Whether its scores run the other way",
    "unit": "The unit",
    "minimum": "The lowest value",
    "maximum": "The highest value",
    "whole": "Whether only whole numbers are taken",
    "columns": "What each row asks",
    "minimum_rows": "The least number of rows",
    "maximum_rows": "The highest number of rows",
    "label": "The label",
    "score": "What it counts",
    "when": "The condition on which it is raised",
    "urgency": "How urgent it is",
    "message": "The message",
    "level": "The level",
    "method.name": "How it is worked out",
    "method.decimals": "The number of decimals",
    "method.at_least": "The value from which a member is counted",
    "method.weights": "The list of weights",
    "method.factor": "The factor",
    "method.offset": "The offset",
    "method.table": "The table of values",
    "method.precedence_above": "The grade above which the worst one decides",
    "method.levels": "What leads to each level",
    "method.raised_by": "What makes the level worse",
    "method.at_least_as": "The judgement that the level is never better than",
    "missing.rule": "What is done where answers are missing",
    "missing.at_least": "The number of answers that are needed",
    "missing.value": "What a missing answer counts",
    "missing.because": "The reason for what is done where answers are missing",
    "direction": "Which end is the better one",
    "of": "What it is made of",
    "from": "Where it begins",
}
"""By dotted key; `{}` stands for what the key has beyond these."""

_OF_KIND: Mapping[tuple[PartKind, str], str] = {
    (PartKind.ITEM, "title"): "The question",
    (PartKind.AGE_BAND, "title"): "The question",
    (PartKind.SECTION, "title"): "The heading",
    (PartKind.ITEM, "label"): "How closely the answer is held",
}
"""Where a part of one kind calls it otherwise."""


def aspect(kind: PartKind, key: str) -> str:
    """The value with this dotted key, as the subject of a sentence."""
    if (kind, key) in _OF_KIND:
        return _OF_KIND[kind, key]
    known = key
    while known not in ASPECTS and "." in known:
        known = known.rpartition(".")[0]
    rest = key.removeprefix(known).removeprefix(".").replace("_", " ")
    return ASPECTS[known].format(rest) if rest else ASPECTS[known]
