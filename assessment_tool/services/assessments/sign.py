"""Signing: the answers are complete, the score is taken once, and from then on nothing changes."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from assessment_tool.clock import today
from assessment_tool.core.declared import CheckSeverity
from assessment_tool.core.gate import GateStanding, with_gate_kept
from assessment_tool.core.lifecycle import EventKind, step
from assessment_tool.core.permissions import Action, Actor
from assessment_tool.core.scoring import score
from assessment_tool.core.stored import answers_to_json, canonical, result_to_json, sha256
from assessment_tool.core.visibility import items_for_age
from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.records.assessments import Assessment, OpenedBecause, Revision
from assessment_tool.records.responses import Result as ResultRow
from assessment_tool.records.users import User
from assessment_tool.services.access import require
from assessment_tool.services.assessments.noting import note
from assessment_tool.services.assessments.opened import OpenedAssessment, open_assessment
from assessment_tool.services.assessments.standings import events_of, standing_of
from assessment_tool.services.version_life import VersionClosedError, closed_because


@dataclass(frozen=True, slots=True)
class Gaps:
    """What still stands between a draft and its signature."""

    missing: tuple[str, ...]
    """Ids of asked items with neither an answer nor a reason for none."""
    lacking_evidence: tuple[str, ...]
    """Ids of items whose grade needs written evidence."""
    summary: tuple[str, ...]
    """Names of fields of the summary to fill, such as observed_on, why_longer, analysis, further_attempt;
    carried where the texts come from an older version and nobody has saved them in this one."""
    nothing_answered: bool
    for_another_age: tuple[str, ...] = ()
    """Ids of items answered by the descriptions of another age, which nobody has confirmed for this one."""
    to_confirm: tuple[str, ...] = ()
    """Ids of items whose answer was carried from an older version, which nobody has confirmed in this one."""
    contradictions: tuple[str, ...] = ()
    """Ids of the checks whose answers cannot be true together."""

    def __bool__(self) -> bool:
        items = (*self.missing, *self.lacking_evidence, *self.for_another_age, *self.to_confirm)
        return bool(items or self.contradictions or self.summary or self.nothing_answered)


class NotReadyToSignError(Exception):
    """The draft has gaps; it stays as it is."""

    def __init__(self, gaps: Gaps) -> None:
        super().__init__("The assessment is not complete.")
        self.gaps = gaps


def gaps_of(opened: OpenedAssessment) -> Gaps:
    """What is missing before the draft can be signed."""
    revision = opened.revision
    return Gaps(
        missing=opened.result.missing,
        lacking_evidence=opened.lacking_evidence,
        summary=tuple(
            name
            for name, value in (
                ("observed_on", revision.observed_on),
                ("why_longer", not opened.days_too_long or revision.why_longer.strip()),
                ("times_observed", opened.instrument.window.is_enough(revision.times_observed)),
                ("analysis", revision.analysis.strip()),
                ("carried", not opened.summary_is_carried),
                ("further_attempt", opened.gate is GateStanding.OPEN or opened.further_attempt),
            )
            if not value
        ),
        nothing_answered=not any(
            opened.responses[item_id].value is not None
            for item_id in opened.asked
            if item_id in opened.responses
        ),
        for_another_age=opened.for_another_age,
        to_confirm=opened.to_confirm,
        contradictions=tuple(
            one.id for one in opened.result.contradictions if one.severity is CheckSeverity.ERROR
        ),
    )


def sign(session: Session, actor: Actor, catalogue: Catalogue, revision_id: int, at: datetime) -> Revision:
    """Sign a complete draft: store the result and every hash, freeze the revision.

    The signer becomes the author. An amendment's signature supersedes the revision that it amends.
    Raises `NotPermittedError` for an unqualified or unregistered signer, `NotReadyToSignError` with
    the gaps, `StepNotPossibleError` where it is signed already, `VersionClosedError` where the
    instrument's version is out of use.
    """
    opened = open_assessment(session, actor, revision_id, at, for_writing=True)
    require(session, actor, Action.SIGN_ASSESSMENT, opened.assessment.family_id, at)
    step(opened.standing, EventKind.SIGNED)
    closed = closed_because(catalogue, opened.revision, today(at))
    if closed:
        raise VersionClosedError(closed)
    gaps = gaps_of(opened)
    if gaps:
        raise NotReadyToSignError(gaps)
    result_json = result_to_json(score(opened.instrument, opened.circumstances, opened.responses))
    _store_result(session, opened, result_json, at)
    _freeze(session, opened, actor, result_json, at)
    note(session, opened.revision, EventKind.SIGNED, actor, at)
    if opened.revision.opened_because is OpenedBecause.AMENDED and opened.revision.based_on_id:
        _supersede(session, opened, actor, at)
    return opened.revision


def _store_result(session: Session, opened: OpenedAssessment, result_json: str, at: datetime) -> None:
    session.add(
        ResultRow(
            revision_id=opened.revision.id,
            result_json=result_json,
            result_sha256=sha256(result_json),
            engine_version=opened.result.engine,
            computed_at=at,
        )
    )


def _freeze(session: Session, opened: OpenedAssessment, actor: Actor, result_json: str, at: datetime) -> None:
    revision, signer = opened.revision, session.get_one(User, actor.user_id)
    asked = {item_id: opened.responses[item_id] for item_id in opened.asked if item_id in opened.responses}
    meant = (one.item for one in items_for_age(opened.instrument, opened.circumstances.child))
    said = with_gate_kept(opened.instrument, meant, asked)
    revision.responses_json = answers_to_json(opened.circumstances, said)
    revision.responses_sha256 = sha256(revision.responses_json)
    revision.author_id = signer.id
    revision.signer_name = signer.name
    revision.signer_role = signer.role
    revision.signer_post = signer.post
    revision.registration_number = signer.registration_number
    revision.register_checked_on = signer.register_checked_on
    revision.signed_at = at
    revision.content_sha256 = content_sha256(opened.assessment, revision, sha256(result_json))
    session.flush()


def content_sha256(assessment: Assessment, revision: Revision, result_sha256: str) -> str:
    """The hash of everything that a signature vouches for, as canonical text; approval is of this hash."""
    content = canonical(
        {
            "assessment": [assessment.id, revision.number, assessment.family_id],
            "about": [assessment.child_id, assessment.carer_id],
            "definition": revision.definition_sha256,
            "responses": revision.responses_sha256,
            "result": result_sha256,
            "observed": _observed(revision),
            "rater_role": revision.rater_role,
            "transcribed": [revision.transcribed_from_paper, revision.original_assessor],
            "analysis": revision.analysis,
            "views": [revision.carer_view, revision.child_view, revision.disagreement],
            "author": revision.author_id,
            "signer": [revision.signer_name, revision.signer_role, revision.signer_post],
            "registered": [revision.registration_number, str(revision.register_checked_on)],
            "signed_at": revision.signed_at.astimezone(UTC).isoformat() if revision.signed_at else None,
        }
    )
    return sha256(content)


def _observed(revision: Revision) -> list[str | int]:
    """When, how often and why so long where that is known: what nobody was asked for changes no hash."""
    days = [str(revision.observed_from or ""), str(revision.observed_on)]
    times = [] if revision.times_observed is None else [revision.times_observed]
    return [*days, *times, *([revision.why_longer] if revision.why_longer else [])]


def _supersede(session: Session, opened: OpenedAssessment, actor: Actor, at: datetime) -> None:
    """Note it on the amended revision, locked so that nothing else happens to that one meanwhile."""
    amended = session.get_one(Revision, opened.revision.based_on_id, with_for_update=True)
    step(standing_of(amended.id, events_of(session, amended.assessment_id)), EventKind.SUPERSEDED)
    note(
        session,
        amended,
        EventKind.SUPERSEDED,
        actor,
        at,
        reason=opened.revision.opened_reason,
        other_revision_id=opened.revision.id,
    )
