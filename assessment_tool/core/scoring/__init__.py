"""Named scoring methods, and the result of one assessment with its explanation."""

from assessment_tool.core.scoring.methods import MethodValueError, Outcome, apply
from assessment_tool.core.scoring.result import Contribution, RaisedFlag, Result, ScaleResult, plain
from assessment_tool.core.scoring.score import ENGINE, score

__all__ = [
    "ENGINE",
    "Contribution",
    "MethodValueError",
    "Outcome",
    "RaisedFlag",
    "Result",
    "ScaleResult",
    "apply",
    "plain",
    "score",
]
