"""The demonstration's dip audits: one that was talked about, and one that waits for its second rater."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from assessment_tool.records import DipAudit, DipAuditStep
from assessment_tool.services.agreement import agreement
from assessment_tool.services.blinded import blind_assessments
from assessment_tool.services.dip_audits.opened import Part, open_audit
from tests.services.demonstration.conftest import LOADED_AT, actor


def test_one_was_talked_about_and_one_waits(loaded: Session) -> None:
    second = actor(loaded, "demo.support")
    talked_about, waiting = (
        open_audit(loaded, second, audit_id, LOADED_AT) for audit_id in loaded.scalars(select(DipAudit.id))
    )
    assert DipAuditStep.DISCUSSED in talked_about.steps
    assert waiting.part is Part.RATE
    assert all(one.evidence for one in waiting.questions)
    assert list(blind_assessments(loaded, second.user_id).values()) == [waiting.audit.id]


def test_there_is_agreement_to_read_and_too_little_for_a_measured_error(loaded: Session) -> None:
    (graded,) = agreement(loaded, actor(loaded, "demo.supervisor"))
    assert graded.whole.pairs == 12
    assert graded.whole.ac2
    assert graded.error is None
