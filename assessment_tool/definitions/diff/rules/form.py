"""The version as a whole, its headings and its grades."""

from assessment_tool.definitions.diff.rules.verdicts import (
    PartRules,
    is_higher,
    is_lower,
    looser,
    major,
    minor,
    minor_unless_scored,
    patch,
    patch_unless_scored,
    unscored_words,
    wording,
)

VERSION = PartRules(
    added=major,
    order=patch,
    keys={
        "title": patch,
        "introduction": patch,
        "evidence_prompt": patch,
        "analysis_prompt": patch,
        "not_a": patch,
        "blind_rating": minor,
        "checks": minor,
        "cadence": patch,
        "trend": patch,
        "retired_ids": patch,
        "gate.title": patch,
        "gate.introduction": patch,
        "gate.otherwise": unscored_words,
        "window.minimum_observations": looser(is_lower),
        "grades.evidence_required_from": looser(is_higher),
    },
)

SECTION = PartRules(
    added=patch,
    removed=patch,
    order=patch,
    keys={"kind": patch, "title": patch, "introduction": patch},
)

GRADE = PartRules(
    added=minor_unless_scored,
    order=patch_unless_scored,
    keys={"label": wording, "score": minor_unless_scored},
)
