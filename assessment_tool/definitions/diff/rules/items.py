"""Items, their options, age bands and flags."""

from typing import Any

from assessment_tool.core.instrument import Absence
from assessment_tool.definitions.diff.rules.verdicts import (
    PartRules,
    is_gone,
    is_higher,
    is_lower,
    looser,
    looser_unless_scored,
    minor,
    minor_unless_scored,
    patch,
    patch_unless_scored,
    unscored_words,
    wording,
)


def _more_absences(before: Any, after: Any) -> bool:  # noqa: ANN401 - plain values of a file
    every = [absence.value for absence in Absence]
    return set(every if before is None else before) <= set(every if after is None else after)


def _no_longer_required(before: Any, after: Any) -> bool:  # noqa: ANN401, ARG001 - plain values of a file
    return after is False


_GUIDANCE = dict.fromkeys(
    ("help", "why", "look_for", "ask", "who_else", "not_applicable", "not_observed"), patch
)

ITEM = PartRules(
    added=minor_unless_scored,
    order=patch,
    keys={
        **_GUIDANCE,
        "title": wording,
        "anchors": wording,
        "unit": wording,
        "show": looser_unless_scored(is_gone),
        "ages.from_months": looser_unless_scored(is_lower),
        "ages.before_months": looser_unless_scored(is_higher),
        "ages.unborn": minor_unless_scored,
        "minimum": looser_unless_scored(is_lower),
        "maximum": looser_unless_scored(is_higher),
        "whole": looser_unless_scored(is_gone),
        "minimum_rows": looser(is_lower),
        "maximum_rows": looser(is_higher),
        "absences": looser(_more_absences),
        "require": looser(is_gone),
        "required": looser(_no_longer_required),
        "scored": minor_unless_scored,
        "reversed": patch,
    },
)

OPTION = PartRules(
    added=minor_unless_scored,
    order=patch_unless_scored,
    keys={"label": wording, "score": minor_unless_scored},
)

AGE_BAND = PartRules(
    added=minor_unless_scored,
    order=patch_unless_scored,
    keys={"title": wording, "anchors": wording, "why": patch, "look_for": patch, "ask": patch},
)

FLAG = PartRules(added=minor, order=patch, keys={"message": unscored_words})
