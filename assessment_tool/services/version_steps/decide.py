"""Deciding on a proposal: somebody else approves or refuses it, or the proposer takes it back; once."""

from datetime import datetime

from sqlalchemy.orm import Session

from assessment_tool.clock import today
from assessment_tool.core.permissions import Action, Actor, Refusal
from assessment_tool.core.version_step import Outcome
from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.definitions.life import Decision, LifeError
from assessment_tool.definitions.publish import ChangedFileError
from assessment_tool.records.turns import take_turn
from assessment_tool.records.unless_there import add_unless_there
from assessment_tool.records.users import User
from assessment_tool.records.version_steps import VersionDecision
from assessment_tool.services.access import NotPermittedError
from assessment_tool.services.version_steps.possible import StepRefusedError, checked
from assessment_tool.services.version_steps.proposals import Proposal, proposal, require_role
from assessment_tool.services.version_steps.propose import check_last_day, reason_of


class AlreadyDecidedError(Exception):
    """The proposal is not open any more: somebody decided on it, or it was taken back."""


def approve(session: Session, actor: Actor, catalogue: Catalogue, proposal_id: int, at: datetime) -> None:
    """Approve the step for exactly the file that it was proposed for, if it can still be taken.

    Raises `NotFoundError`, `NotPermittedError` (the proposer among others), `AlreadyDecidedError`,
    `StepRefusedError` and `ChangedFileError`.
    """
    found = _open_to_others(session, actor, proposal_id)
    record = found.record
    _check_names(session, found, actor, at)
    if checked(catalogue, record.instrument_id, record.version, record.step) != record.sha256:
        raise ChangedFileError(record.instrument_id, record.version)
    check_last_day(record.finish_until, today(at))
    _decide(session, actor, proposal_id, Outcome.APPROVED, at)


def refuse(session: Session, actor: Actor, proposal_id: int, because: str, at: datetime) -> None:
    """Refuse it with a reason; raises as `approve`, and `StepFactError` where no reason is given."""
    _open_to_others(session, actor, proposal_id)
    _decide(session, actor, proposal_id, Outcome.REFUSED, at, because=reason_of(because))


def take_back(session: Session, actor: Actor, proposal_id: int, at: datetime) -> None:
    """Take one's own open proposal back; raises `NotPermittedError` for everybody else's."""
    require_role(actor, Action.PROPOSE_VERSION_STEP)
    found = _open(session, actor, proposal_id)
    if found.record.proposed_by_id != actor.user_id:
        raise NotPermittedError(Action.PROPOSE_VERSION_STEP, Refusal.ROLE)
    _decide(session, actor, proposal_id, Outcome.TAKEN_BACK, at)


def _open(session: Session, actor: Actor, proposal_id: int) -> Proposal:
    take_turn(session, f"proposal {proposal_id}")
    found = proposal(session, actor, proposal_id)
    if not found.is_open:
        raise AlreadyDecidedError
    return found


def _open_to_others(session: Session, actor: Actor, proposal_id: int) -> Proposal:
    found = proposal(session, actor, proposal_id)
    authors = frozenset({found.record.proposed_by_id})
    require_role(actor, Action.DECIDE_VERSION_STEP, authors=authors)
    return _open(session, actor, proposal_id)


def _check_names(session: Session, found: Proposal, actor: Actor, at: datetime) -> None:
    """The registry knows people by name alone: two accounts of one name would be one person there."""
    approver = session.get_one(User, actor.user_id)
    try:
        Decision(found.proposer.name, today(at), approved_by=approver.name).check_two_people()
    except LifeError as error:
        raise StepRefusedError(str(error)) from error


def _decide(
    session: Session, actor: Actor, proposal_id: int, outcome: Outcome, at: datetime, *, because: str = ""
) -> None:
    is_first = add_unless_there(
        session,
        VersionDecision,
        proposal_id=proposal_id,
        outcome=outcome,
        because=because,
        decided_by_id=actor.user_id,
        decided_at=at,
    )
    if not is_first:
        raise AlreadyDecidedError
