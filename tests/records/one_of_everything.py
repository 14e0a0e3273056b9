"""One row in every table: a family, a draft with an answer, and a signed assessment with its result."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from assessment_tool.core import audit_chain
from assessment_tool.core.instrument import Absence, RaterRole
from assessment_tool.core.lifecycle import EventKind
from assessment_tool.core.permissions import Role
from assessment_tool.core.version_step import Outcome, VersionStep
from assessment_tool.records import (
    Allocation,
    Assessment,
    AssessmentEvent,
    Authenticator,
    Base,
    CareKind,
    CareRelationship,
    Definition,
    DipAudit,
    DipAuditEvent,
    DipAuditStep,
    EventStrike,
    Family,
    FamilyEvent,
    FamilyEventKind,
    FurtherAttempt,
    IssuedDocument,
    LineSummary,
    MemberRole,
    Membership,
    OpenedBecause,
    Parent,
    ParentalResponsibility,
    ParentSlot,
    Person,
    RecoveryCode,
    Response,
    ResponseHistory,
    Result,
    Revision,
    SecondRating,
    Sex,
    SignIn,
    SignInAttempt,
    SlotState,
    Submission,
    SummaryEdit,
    User,
    VersionDecision,
    VersionProposal,
)
from assessment_tool.services.audit import Act, append
from tests.web.family import AUDIT_KEY

AT = datetime(2025, 3, 30, 0, 30, tzinfo=UTC)
ON = date(2025, 3, 30)
HASH = "0" * 64
Row = TypeVar("Row", bound=Base)


@dataclass(frozen=True, slots=True)
class Stored:
    """What the tests ask for by name."""

    worker: User
    family: Family
    child: Person
    carer: Person
    assessment: Assessment
    draft: Revision
    signed: Revision


def store_one_of_everything(session: Session) -> Stored:
    """Add one row to every table (two revisions, a draft and a signed one; two dip audits) and flush."""
    worker = a_worker(session)
    family = _added(session, Family(reference="F-0001", name="Example", created_at=AT))
    child = a_person(session, worker, "Robin")
    carer = a_person(session, worker, "Sam")
    assessment = an_assessment(session, worker, family, child, carer)
    draft = _added(session, a_revision(assessment, worker, number=2))
    signed = _added(session, a_revision(assessment, worker, number=1))
    stored = Stored(worker, family, child, carer, assessment, draft, signed)
    _add_household(session, stored)
    _add_answers(session, stored)
    _add_traffic(session, stored)
    _add_version_step(session, stored.worker)
    _add_line_summary(session, stored.signed.id)
    sign(signed)
    session.flush()
    _add_audits(session, stored)
    return stored


def a_worker(session: Session, username: str = "worker") -> User:
    """A registered social worker."""
    return _added(
        session,
        User(
            username=username,
            name="Alex Worker",
            role=Role.SOCIAL_WORKER,
            post="Social worker",
            password_hash="-",
            registration_number="SW1",
            register_checked_on=ON,
            registration_expires_on=date(2025, 11, 30),
            created_at=AT,
        ),
    )


def a_person(session: Session, worker: User, name: str) -> Person:
    """Somebody in the family."""
    return _added(
        session,
        Person(name=name, born_on=ON, sex=Sex.UNKNOWN, recorded_by_id=worker.id, recorded_at=AT),
    )


def an_assessment(session: Session, worker: User, family: Family, child: Person, carer: Person) -> Assessment:
    """An assessment without a revision, and the definition that its revisions use."""
    _added(
        session,
        Definition(
            sha256=HASH,
            instrument_id="graded-care",
            version="1.0.0",
            format_number=1,
            canonical="{}",
            stored_at=AT,
        ),
    )
    return _added(
        session,
        Assessment(
            family_id=family.id,
            child_id=child.id,
            carer_id=carer.id,
            instrument_id="graded-care",
            created_by_id=worker.id,
            created_at=AT,
        ),
    )


def a_revision(
    assessment: Assessment, author: User, number: int, *, based_on_id: int | None = None
) -> Revision:
    """A draft; where it is based on another draft, that one restarted."""
    return Revision(
        assessment_id=assessment.id,
        number=number,
        based_on_id=based_on_id,
        opened_because=OpenedBecause.FIRST,
        definition_sha256=HASH,
        author_id=author.id,
        opened_at=AT,
        rater_role=RaterRole.WORKER,
    )


def a_response(revision: Revision, author: User, item_id: str) -> Response:
    """An answer."""
    return Response(
        revision_id=revision.id, item_id=item_id, value_json='"2"', updated_by_id=author.id, updated_at=AT
    )


def sign(revision: Revision) -> None:
    """Fill in the signature."""
    revision.signed_at = AT
    revision.signer_name, revision.signer_role, revision.signer_post = "Alex", Role.SOCIAL_WORKER, "Post"
    revision.registration_number, revision.register_checked_on = "SW1", ON
    revision.responses_json, revision.responses_sha256, revision.content_sha256 = "{}", HASH, HASH


def submit(session: Session, stored: Stored) -> None:
    """Close the dip audit that is open."""
    audit = session.scalars(select(DipAudit).where(DipAudit.second_rater_id == stored.worker.id)).one()
    _close(session, audit, stored)


def _add_audits(session: Session, stored: Stored) -> None:
    """One that is open, with a rating, and one that is closed."""
    asked_again = _added(session, _an_audit(stored, stored.worker))
    session.add(SecondRating(audit_id=asked_again.id, item_id="food", value_json='"3"', note="", given_at=AT))
    closed = _added(session, _an_audit(stored, a_worker(session, "second")))
    _close(session, closed, stored)


def _an_audit(stored: Stored, second_rater: User) -> DipAudit:
    return DipAudit(
        revision_id=stored.signed.id,
        item_ids_json='["food"]',
        second_rater_id=second_rater.id,
        asked_by_id=stored.worker.id,
        asked_at=AT,
    )


def _close(session: Session, audit: DipAudit, stored: Stored) -> None:
    session.add(
        DipAuditEvent(audit_id=audit.id, kind=DipAuditStep.SUBMITTED, by_id=stored.worker.id, at=AT, note="")
    )
    session.flush()


def _add_household(session: Session, stored: Stored) -> None:
    worker, family, child = stored.worker.id, stored.family.id, stored.child.id
    session.add_all(
        [
            Allocation(family_id=family, user_id=worker, from_on=ON, allocated_by_id=worker, allocated_at=AT),
            Membership(family_id=family, person_id=child, role=MemberRole.CHILD, from_on=ON),
            CareRelationship(
                child_id=child,
                carer_id=stored.carer.id,
                kind=CareKind.MOTHER,
                has_parental_responsibility=ParentalResponsibility.YES,
                from_on=ON,
            ),
            ParentSlot(
                child_id=child,
                parent=Parent.FATHER,
                state=SlotState.ATTEMPTED,
                as_of_on=ON,
                recorded_by_id=worker,
                recorded_at=AT,
            ),
        ]
    )
    event = FamilyEvent(
        family_id=family,
        happened_on=ON,
        kind=FamilyEventKind.MOVE,
        title="Moved",
        recorded_by_id=worker,
        recorded_at=AT,
    )
    _added(session, event)
    _added(session, EventStrike(event_id=event.id, reason="A slip.", struck_by_id=worker, struck_at=AT))


def _add_answers(session: Session, stored: Stored) -> None:
    worker = stored.worker
    session.add_all(
        [
            a_response(stored.draft, worker, "food"),
            a_response(stored.signed, worker, "food"),
            ResponseHistory(
                revision_id=stored.draft.id,
                item_id="food",
                version=1,
                absence=Absence.NOT_OBSERVED,
                updated_by_id=worker.id,
                updated_at=AT,
            ),
            SummaryEdit(
                revision_id=stored.draft.id,
                lock_version=1,
                analysis="",
                carer_view="",
                child_view="",
                disagreement="",
                saved_by_id=worker.id,
                saved_at=AT,
            ),
            Result(
                revision_id=stored.signed.id,
                result_json="{}",
                result_sha256=HASH,
                engine_version="1",
                computed_at=AT,
            ),
            FurtherAttempt(
                assessment_id=stored.assessment.id, planned_on=ON, recorded_by_id=worker.id, recorded_at=AT
            ),
            AssessmentEvent(
                assessment_id=stored.assessment.id,
                revision_id=stored.signed.id,
                kind=EventKind.OPENED,
                by_id=worker.id,
                at=AT,
            ),
        ]
    )
    session.flush()


def _add_traffic(session: Session, stored: Stored) -> None:
    worker = stored.worker.id
    session.add_all(
        [
            SignIn(token_sha256=HASH, user_id=worker, created_at=AT, last_seen_at=AT),
            Authenticator(user_id=worker, sealed_secret=b"-", since=AT),
            RecoveryCode(user_id=worker, code_sha256=HASH),
            SignInAttempt(username_key=HASH, address_key=HASH, at=AT, succeeded=False),
            Submission(
                key="k", user_id=worker, route="r", body_sha256=HASH, made_at=AT, location="/families/1"
            ),
            IssuedDocument(
                family_id=stored.family.id,
                kind="trend",
                title="Report",
                is_draft=True,
                made_by_id=worker,
                made_at=AT,
                inputs_json="{}",
                pdf=b"%PDF",
                pdf_sha256=HASH,
                weasyprint_version="70",
                pango_version="1",
                application_version="1",
            ),
        ]
    )
    session.flush()
    act = Act(AT, "families.page", audit_chain.Outcome.DONE, worker, family_id=stored.family.id)
    append(session, audit_chain.Keyring([AUDIT_KEY]), [act])


def _add_line_summary(session: Session, revision_id: int) -> None:
    _added(session, LineSummary(revision_id=revision_id, fingerprint=HASH, summary_json="{}", made_at=AT))


def _add_version_step(session: Session, proposer: User) -> None:
    proposal = VersionProposal(
        instrument_id="graded-care",
        version="1.0.0",
        step=VersionStep.RETIRE,
        sha256=HASH,
        because="Out of date.",
        proposed_by_id=proposer.id,
        proposed_at=AT,
    )
    _added(session, proposal)
    decision = VersionDecision(
        proposal_id=proposal.id,
        outcome=Outcome.TAKEN_BACK,
        because="",
        decided_by_id=proposer.id,
        decided_at=AT,
    )
    _added(session, decision)


def _added(session: Session, row: Row) -> Row:
    session.add(row)
    session.flush()
    return row
