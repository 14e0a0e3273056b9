"""A dip audit as one person opens it: it holds what they may see of it now, and nothing else."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from assessment_tool.core.instrument import Instrument
from assessment_tool.core.permissions import Action, Actor, Matter, refusal
from assessment_tool.core.responses import NO_RESPONSE, Response
from assessment_tool.core.stored import value_from_json
from assessment_tool.core.visibility import AskedItem
from assessment_tool.records.assessments import Assessment, Revision
from assessment_tool.records.dip_audits import DipAudit, DipAuditEvent, DipAuditStep, SecondRating
from assessment_tool.records.families import Family, Person
from assessment_tool.records.users import User
from assessment_tool.services.access import NotFoundError, require
from assessment_tool.services.assessments.authors import authors_of
from assessment_tool.services.blinded import refuse_blind
from assessment_tool.services.dip_audits.gradable import SignedQuestions, signed_questions
from assessment_tool.services.kept_definitions import instrument_of
from assessment_tool.services.touched import touch


class Part(StrEnum):
    """What a person does with a dip audit as it stands."""

    RATE = "rate"
    """Grade the chosen questions, by the evidence alone."""
    WAIT = "wait"
    """Wait for the second rater; no grade is shown."""
    COMPARE = "compare"
    """Read both ratings side by side."""
    READ_WITHDRAWN = "read_withdrawn"
    """Read that it was withdrawn, and why."""


@dataclass(frozen=True, slots=True)
class Question:
    """One chosen question: as it was asked, its evidence, and those ratings that the person may see."""

    asked: AskedItem
    evidence: str = ""
    first: Response = NO_RESPONSE
    second: Response = NO_RESPONSE
    """The note of the second rater stands as its evidence."""


@dataclass(frozen=True, slots=True)
class OpenedAudit:
    """A dip audit for one reader."""

    audit: DipAudit
    part: Part
    family: Family
    child: Person | None
    carer: Person | None
    instrument: Instrument
    observed_on: date
    questions: Sequence[Question]
    """In the order of the form; without any rating or evidence while the person waits."""
    steps: Mapping[DipAuditStep, DipAuditEvent]
    people: Mapping[int, User]
    newest_rating: int
    """The id of the last rating that was saved, against two tabs; 0 where there is none."""
    is_supervisor: bool
    """Whether the person may mark it as discussed, or withdraw it."""

    @property
    def second_rater(self) -> str:
        """The name of who grades again."""
        return self.people[self.audit.second_rater_id].name


def open_audit(
    session: Session, actor: Actor, audit_id: int, at: datetime, *, for_writing: bool = False
) -> OpenedAudit:
    """Open a dip audit; `for_writing` locks it until the transaction ends.

    The second rater opens it from the beginning, supervisors of the family too (never their own work), and
    those whose work it is about once it was discussed; to all others it is not there (`NotFoundError`).
    Raises `BlindError` for a comparison whose grades the person is to give again themselves.
    """
    audit = _audit(session, audit_id, for_writing=for_writing)
    revision = session.get_one(Revision, audit.revision_id)
    assessment = session.get_one(Assessment, revision.assessment_id)
    authors = authors_of(session, assessment)
    steps = _steps(session, audit_id)
    touch(session, assessment.family_id, f"dip audit {audit_id}")
    _require_reader(session, actor, assessment.family_id, at)
    is_supervisor = _is_supervisor(actor, authors)
    is_first = actor.user_id in authors and DipAuditStep.DISCUSSED in steps
    if not (is_supervisor or is_first or actor.user_id == audit.second_rater_id):
        raise NotFoundError("dip audit")
    part = _part(actor, audit, steps)
    if part is Part.COMPARE:
        refuse_blind(session, actor, [assessment.id])
    ratings = _ratings(session, audit_id)
    signed = signed_questions(session, revision)
    return OpenedAudit(
        audit=audit,
        part=part,
        family=session.get_one(Family, assessment.family_id),
        child=session.get(Person, assessment.child_id) if assessment.child_id else None,
        carer=session.get(Person, assessment.carer_id) if assessment.carer_id else None,
        instrument=instrument_of(session, revision.definition_sha256),
        observed_on=signed[0].observed_on,
        questions=_questions(json.loads(audit.item_ids_json), part, signed, ratings),
        steps=steps,
        people=_people(session, audit, steps),
        newest_rating=max((row.id for row in ratings.values()), default=0),
        is_supervisor=is_supervisor,
    )


def _audit(session: Session, audit_id: int, *, for_writing: bool) -> DipAudit:
    query = select(DipAudit).where(DipAudit.id == audit_id)
    audit = session.scalar(query.with_for_update() if for_writing else query)
    if audit is None:
        raise NotFoundError("dip audit")
    return audit


def _steps(session: Session, audit_id: int) -> dict[DipAuditStep, DipAuditEvent]:
    query = select(DipAuditEvent).where(DipAuditEvent.audit_id == audit_id).order_by(DipAuditEvent.id)
    return {event.kind: event for event in session.scalars(query)}


def _require_reader(session: Session, actor: Actor, family_id: int, at: datetime) -> None:
    try:
        require(session, actor, Action.READ_FAMILY, family_id, at)
    except NotFoundError as error:
        raise NotFoundError("dip audit") from error


def _is_supervisor(actor: Actor, authors: frozenset[int]) -> bool:
    return refusal(actor, Action.AUDIT_ASSESSMENT, Matter(is_allocated=True, authors=authors)) is None


def _part(actor: Actor, audit: DipAudit, steps: Mapping[DipAuditStep, DipAuditEvent]) -> Part:
    if DipAuditStep.WITHDRAWN in steps:
        return Part.READ_WITHDRAWN
    if DipAuditStep.SUBMITTED in steps:
        return Part.COMPARE
    return Part.RATE if actor.user_id == audit.second_rater_id else Part.WAIT


def _ratings(session: Session, audit_id: int) -> dict[str, SecondRating]:
    """Of each item the rating that holds."""
    query = select(SecondRating).where(SecondRating.audit_id == audit_id).order_by(SecondRating.id)
    return {row.item_id: row for row in session.scalars(query)}


def _questions(
    chosen: Sequence[str], part: Part, signed: SignedQuestions, ratings: Mapping[str, SecondRating]
) -> list[Question]:
    """The chosen questions with what the part lets the person see, and nothing beside it."""
    _, asked, responses = signed
    if part not in {Part.RATE, Part.COMPARE}:
        return [Question(asked[item_id]) for item_id in chosen]
    first = {item_id: responses.get(item_id, NO_RESPONSE) for item_id in chosen}
    return [
        Question(
            asked=asked[item_id],
            evidence=first[item_id].evidence,
            first=first[item_id] if part is Part.COMPARE else NO_RESPONSE,
            second=_response(ratings[item_id]) if item_id in ratings else NO_RESPONSE,
        )
        for item_id in chosen
    ]


def _response(row: SecondRating) -> Response:
    return Response(value_from_json(row.value_json), row.absence, evidence=row.note)


def _people(
    session: Session, audit: DipAudit, steps: Mapping[DipAuditStep, DipAuditEvent]
) -> dict[int, User]:
    ids = {audit.second_rater_id, audit.asked_by_id, *(event.by_id for event in steps.values())}
    return {user.id: user for user in session.scalars(select(User).where(User.id.in_(ids)))}
