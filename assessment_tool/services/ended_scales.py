"""Scales that only earlier versions have: their line ended with the version, and what was scored stands."""

from dataclasses import dataclass

from assessment_tool.core.instrument import Scale
from assessment_tool.core.scoring import ScaleResult
from assessment_tool.core.trend import dropped
from assessment_tool.services.signed_assessments import SignedAssessment
from assessment_tool.services.trends import Trend


@dataclass(frozen=True, slots=True)
class EndedScale:
    """A scale that the newest version used does not have, as the last one that had it names it."""

    scale: Scale
    area: str
    """The id of the scale that heads its group."""
    version: str
    """The last version that had it."""
    results: tuple[tuple[SignedAssessment, ScaleResult], ...]
    """What was scored on it, oldest first."""


def ended_scales(trend: Trend) -> list[EndedScale]:
    """The ended scales of the assessments shown, those of newer versions first."""
    return [
        EndedScale(one.scale, one.area, one.version, results)
        for one in dropped(trend.instrument, trend.versions)
        if (results := _results(trend, one.scale.id))
    ]


def _results(trend: Trend, scale_id: str) -> tuple[tuple[SignedAssessment, ScaleResult], ...]:
    found = ((one, one.scored.result.by_id.get(scale_id)) for one in trend.assessments)
    return tuple((one, result) for one, result in found if result)
