"""The evidence that a report prints: of each carer's latest assessment, what stands out or has moved."""

from collections.abc import Iterator
from decimal import Decimal

from assessment_tool.core.instrument import Item, Kind
from assessment_tool.core.responses import NO_RESPONSE, points
from assessment_tool.core.scoring import plain
from assessment_tool.core.visibility import for_age
from assessment_tool.documents.shown import may_show_item
from assessment_tool.documents.trend_report import CarerEvidence, EvidencePiece
from assessment_tool.services.signed_assessments import SignedAssessment
from assessment_tool.services.trends import Trend


def evidence(trend: Trend) -> Iterator[CarerEvidence]:
    """For each carer the graded items where written evidence is required, and those that moved."""
    for whose, carer in trend.carers.items():
        mine = [one for one in trend.assessments if one.scored.whose == whose]
        latest, before = mine[-1], mine[-2] if len(mine) > 1 else None
        pieces = tuple(_pieces(latest, before))
        yield CarerEvidence(carer.name, latest.scored.observed_on, latest.scored.rater, pieces)


def _pieces(latest: SignedAssessment, before: SignedAssessment | None) -> Iterator[EvidencePiece]:
    for item in latest.instrument.items.values():
        now = _points(item, latest)
        then = _points(item, before) if before and _is_asked_alike(item, latest, before) else None
        if item.kind is Kind.GRADED and may_show_item(item) and now is not None:
            is_moved = then is not None and then != now
            if is_moved or _is_grave(item, now):
                yield _piece(item, latest, plain(then) or "" if is_moved else "")


def _is_asked_alike(item: Item, latest: SignedAssessment, before: SignedAssessment) -> bool:
    """Whether it was the same item before: open to every party, the same words for the same grades."""
    earlier = before.instrument.items.get(item.id)
    if earlier is None or not may_show_item(earlier) or earlier.options != item.options:
        return False
    then, now = for_age(earlier, before.child_age), for_age(item, latest.child_age)
    if then is None or now is None:
        return False
    return (then.title, then.anchors) == (now.title, now.anchors)


def _points(item: Item, one: SignedAssessment) -> Decimal | None:
    return points(item, one.responses.get(item.id, NO_RESPONSE))


def _is_grave(item: Item, now: Decimal) -> bool:
    return item.evidence_required_from is not None and now >= item.evidence_required_from


def _piece(item: Item, one: SignedAssessment, before: str) -> EvidencePiece:
    response = one.responses[item.id]
    asked = for_age(item, one.child_age)
    code = str(response.value)
    option = item.option(code)
    return EvidencePiece(
        title=asked.title if asked else item.title,
        grade=code,
        word=option.label if option else "",
        before=before,
        anchor=asked.anchors.get(code, "") if asked else "",
        evidence=response.evidence,
    )
