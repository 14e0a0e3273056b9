"""The rules of a composite score: which level is reached when, and what makes it worse, with the reasons."""

from dataclasses import dataclass
from decimal import Decimal

from assessment_tool.core.conditions import Condition


@dataclass(frozen=True, slots=True)
class LevelRule:
    """A level that is reached while its condition is true, and in words why."""

    value: Decimal
    when: Condition
    because: str


@dataclass(frozen=True, slots=True)
class WorseningRule:
    """What makes the level that is reached worse by so much, and in words why."""

    when: Condition
    because: str
    by: Decimal = Decimal(1)
