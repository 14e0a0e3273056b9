"""Scales that only earlier versions have: their line ended with the version, and what was scored stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from assessment_tool.core.instrument import Scale
from assessment_tool.core.scoring import ScaleResult
from assessment_tool.services.signed_assessments import SignedAssessment
from assessment_tool.services.trends import Trend


@dataclass(frozen=True, slots=True)
class EndedScale:
    """A scale that the newest version used does not have, as the last one that had it names it."""

    scale: Scale
    version: str
    """The last version that had it."""
    results: tuple[tuple[SignedAssessment, ScaleResult], ...]
    """What was scored on it, oldest first."""


def ended_scales(trend: Trend) -> list[EndedScale]:
    """The ended scales of the assessments shown, in the order in which they were first scored."""
    found: dict[str, list[tuple[SignedAssessment, ScaleResult]]] = {}
    for assessment, result in _ended_results(trend):
        found.setdefault(result.id, []).append((assessment, result))
    return [_ended(scale_id, results) for scale_id, results in found.items()]


def _ended_results(trend: Trend) -> Iterator[tuple[SignedAssessment, ScaleResult]]:
    for one in trend.assessments:
        for scale_id, result in one.scored.result.by_id.items():
            if scale_id not in trend.instrument.scales_by_id:
                yield one, result


def _ended(scale_id: str, results: list[tuple[SignedAssessment, ScaleResult]]) -> EndedScale:
    last, _ = results[-1]
    return EndedScale(last.instrument.scales_by_id[scale_id], last.instrument.version, tuple(results))
