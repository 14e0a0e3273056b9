"""Named scoring methods, and the result of one assessment with its explanation."""

from assessment_tool.core.scoring.methods import MethodValueError, Outcome, apply
from assessment_tool.core.scoring.result import (
    BandReached,
    Contribution,
    Explanation,
    RaisedFlag,
    Result,
    ScaleResult,
    ScoredScale,
    plain,
)
from assessment_tool.core.scoring.score import ENGINE, score

__all__ = [
    "ENGINE",
    "BandReached",
    "Contribution",
    "Explanation",
    "MethodValueError",
    "Outcome",
    "RaisedFlag",
    "Result",
    "ScaleResult",
    "ScoredScale",
    "apply",
    "plain",
    "score",
]
