"""What an authority decides by itself: its thresholds, each with where it is from."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessment_tool.core.trend.rules import ChangeRules


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy profile; `sources` say by the path of a value (`change.large_step`) where it is from."""

    id: str
    title: str
    change: ChangeRules
    sources: Mapping[str, str]
