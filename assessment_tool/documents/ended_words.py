"""What a report says of scores that only earlier versions have: each result as it was signed."""

from collections.abc import Iterator

from assessment_tool.core.scoring import ScaleResult, plain
from assessment_tool.documents.days import day
from assessment_tool.documents.shown import may_show_scale
from assessment_tool.services.ended_scales import ended_scales
from assessment_tool.services.signed_assessments import SignedAssessment
from assessment_tool.services.trends import Trend


def ended_for_every_party(trend: Trend) -> Iterator[str]:
    """One sentence for each ended scale that every party may read."""
    for one in ended_scales(trend):
        if may_show_scale(one.scale, trend.versions):
            results = "; ".join(_result(trend, assessment, result) for assessment, result in one.results)
            yield f"“{one.scale.title}”, last in version {one.version}: {results}."


def _result(trend: Trend, assessment: SignedAssessment, result: ScaleResult) -> str:
    scored = assessment.scored
    value = plain(result.value) or "not scored"
    return f"{trend.carers[scored.whose].name}, {day(scored.observed_on)}, {value}"
