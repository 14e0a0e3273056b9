"""Scales and their bands."""

from assessment_tool.definitions.diff.rules.verdicts import PartRules, major, minor, patch, unscored_words

SCALE = PartRules(
    added=major,
    order=patch,
    keys={
        "title": unscored_words,
        "level": minor,
        "missing.because": patch,
        "method.published_error.standard_deviation": minor,
        "method.published_error.reliability": minor,
        "method.published_error.source": patch,
    },
)

BAND = PartRules(added=major, order=major, keys={"label": unscored_words})
