"""Two tabs, or two supervisors, at the same moment: one step is taken, the other person is told so."""

from functools import partial

from assessment_tool.core.responses import Response
from assessment_tool.records import DipAuditStep
from assessment_tool.records.engine import StaleError
from assessment_tool.services.dip_audits.ask import CannotAskError
from assessment_tool.services.dip_audits.close import StepTakenError
from assessment_tool.services.dip_audits.rate import RatingClosedError, RatingsChangedError
from tests.services.at_once import at_once
from tests.services.dip_audits.audited import SECOND, Audited

TOLD = (RatingClosedError, RatingsChangedError, StepTakenError, CannotAskError, StaleError)
ROUNDS = 4


def test_ratings_are_handed_in_once_and_none_is_added_beside_them(audited: Audited) -> None:
    for _ in range(ROUNDS):
        audit_id = audited.asked()
        other = {**SECOND, "food": Response(value="5")}
        both = at_once(
            partial(audited.submit, audit_id, seen=0),
            partial(audited.save, audit_id, other, seen=0),
        )
        assert [one for one in both if one is not None and not isinstance(one, TOLD)] == []
        assert both.count(None) == 1


def test_what_is_handed_in_and_withdrawn_at_once_is_only_one_of_them(audited: Audited) -> None:
    for _ in range(ROUNDS):
        audit_id = audited.asked()
        both = at_once(
            partial(audited.submit, audit_id, seen=0),
            partial(audited.withdraw, audit_id),
        )
        assert both.count(None) == 1, both
        steps = audited.opened(audit_id).steps.keys()
        assert steps in ({DipAuditStep.SUBMITTED}, {DipAuditStep.WITHDRAWN})


def test_one_person_is_asked_once(audited: Audited) -> None:
    signed = audited.case.signed()
    both = at_once(partial(audited.ask, signed), partial(audited.ask, signed))
    assert len([one for one in both if isinstance(one, int)]) == 1, both
    assert len([one for one in both if isinstance(one, TOLD)]) == 1, both
