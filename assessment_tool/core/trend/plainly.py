"""What results say in words that a child of nine reads: how a part of care is now, and how it has changed."""

from decimal import Decimal
from enum import StrEnum

from assessment_tool.core.trend.judgement import ChangeWord
from assessment_tool.core.trend.lasting import GRAVE
from assessment_tool.core.trend.signals import Way
from assessment_tool.core.trend.telling import Told

MET = Decimal(2)
"""The last grade at which a need is met."""


class CareNow(StrEnum):
    """How a part of care is; the value is what it is called."""

    GOING_WELL = "What is going well"
    NEEDS_TO_BE_BETTER = "What needs to be better"
    WORRIES = "What worries us most"


class PlainChange(StrEnum):
    """How a part of care has changed, the gravest first; the value is what is said of it."""

    WORSE = "Not as good as before"
    MAY_BE_WORSE = "May not be as good as before"
    MAY_BE_BETTER = "May be better"
    BETTER = "Better"
    SAME = "The same as before"
    TOO_SOON = "Too soon to say"

    @property
    def is_unsure(self) -> bool:
        """Whether it has to be seen again before anybody can be sure."""
        return self in {PlainChange.MAY_BE_WORSE, PlainChange.MAY_BE_BETTER}


_CHANGES = {
    (ChangeWord.RELIABLE_DECLINE, Way.WORSE): PlainChange.WORSE,
    (ChangeWord.POSSIBLE_CHANGE, Way.WORSE): PlainChange.MAY_BE_WORSE,
    (ChangeWord.POSSIBLE_CHANGE, Way.BETTER): PlainChange.MAY_BE_BETTER,
    (ChangeWord.RELIABLE_IMPROVEMENT, Way.BETTER): PlainChange.BETTER,
    (ChangeWord.NO_RELIABLE_CHANGE, None): PlainChange.SAME,
    (ChangeWord.NOTHING_TO_COMPARE, None): PlainChange.TOO_SOON,
}


def care_now(grade: Decimal) -> CareNow:
    """How care with this grade is, from 1 (met every time) to 5 (unmet)."""
    if grade >= GRAVE:
        return CareNow.WORRIES
    return CareNow.NEEDS_TO_BE_BETTER if grade > MET else CareNow.GOING_WELL


def plain_change(told: Told) -> PlainChange | None:
    """How the line has changed; None where no change is told of it, as of a headline."""
    return _CHANGES[told.judgement.word, told.way] if told.judgement else None
