"""Two ratings of the same questions beside each other: how many agree, and which do not."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessment_tool.core.agreement import ObservedAgreement, observed_agreement
from assessment_tool.services.dip_audits.opened import OpenedAudit, Question
from assessment_tool.services.dip_audits.pairs import GradePair, grade_of, ratings_of


@dataclass(frozen=True, slots=True)
class Compared:
    """What was seen over all questions, and the questions by whether the two said the same."""

    observed: ObservedAgreement | None
    """None where there is no question that both graded."""
    without_grade: int
    differing: Sequence[Question]
    same: Sequence[Question]


def compared(opened: OpenedAudit) -> Compared:
    """The comparison of a dip audit that is handed in."""
    pairs = [_pair(opened, one) for one in opened.questions]
    observed = observed_agreement(ratings_of(pairs))
    return Compared(
        observed=observed,
        without_grade=len(pairs) - (observed.pairs if observed else 0),
        differing=[one for one in opened.questions if not _is_same(one)],
        same=[one for one in opened.questions if _is_same(one)],
    )


def _pair(opened: OpenedAudit, one: Question) -> GradePair:
    item = one.asked.item
    return GradePair(
        opened.instrument, item, grade_of(item, one.first.value), grade_of(item, one.second.value)
    )


def _is_same(one: Question) -> bool:
    return (one.first.value, one.first.absence) == (one.second.value, one.second.absence)
