"""Proposals with the people in them, as somebody reads them who may decide on versions."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased
from sqlalchemy.sql import ColumnElement

from assessment_tool.core.permissions import Action, Actor, Matter, refusal
from assessment_tool.core.version_step import Outcome
from assessment_tool.records.users import User
from assessment_tool.records.version_steps import VersionDecision, VersionProposal
from assessment_tool.services.access import NotFoundError, NotPermittedError


@dataclass(frozen=True, slots=True)
class Proposal:
    """One step proposed for a version, and how it ended if it did."""

    record: VersionProposal
    proposer: User
    decision: VersionDecision | None
    decider: User | None

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided yet."""
        return self.decision is None

    @property
    def is_approved(self) -> bool:
        """Whether a second person approved it."""
        return self.decision is not None and self.decision.outcome is Outcome.APPROVED


def require_role(actor: Actor, action: Action, *, authors: frozenset[int] = frozenset()) -> None:
    """Return when the person may do this with versions; raises `NotPermittedError`."""
    reason = refusal(actor, action, Matter(is_allocated=False, authors=authors))
    if reason:
        raise NotPermittedError(action, reason)


def proposal(session: Session, actor: Actor, proposal_id: int) -> Proposal:
    """The proposal; raises `NotPermittedError`, or `NotFoundError` where there is none."""
    _require_reading(actor)
    found = _found(session, VersionProposal.id == proposal_id)
    if not found:
        raise NotFoundError("proposal")
    return found[0]


def proposals_for(session: Session, actor: Actor, instrument_id: str) -> Sequence[Proposal]:
    """Everything proposed for the instrument's versions, the newest first; raises `NotPermittedError`."""
    _require_reading(actor)
    return _found(session, VersionProposal.instrument_id == instrument_id)


def open_one(session: Session, instrument_id: str, version: str) -> VersionProposal | None:
    """The version's open proposal: there is at most one."""
    query = (
        select(VersionProposal)
        .outerjoin(VersionDecision, VersionDecision.proposal_id == VersionProposal.id)
        .where(VersionProposal.instrument_id == instrument_id, VersionProposal.version == version)
        .where(VersionDecision.id.is_(None))
    )
    return session.scalars(query).one_or_none()


def _require_reading(actor: Actor) -> None:
    """A proposer reads their own as well: only deciding is refused them."""
    require_role(actor, Action.DECIDE_VERSION_STEP)


def _found(session: Session, condition: ColumnElement[bool]) -> list[Proposal]:
    proposer, decider = aliased(User), aliased(User)
    query = (
        select(VersionProposal, proposer, VersionDecision, decider)
        .join(proposer, proposer.id == VersionProposal.proposed_by_id)
        .outerjoin(VersionDecision, VersionDecision.proposal_id == VersionProposal.id)
        .outerjoin(decider, decider.id == VersionDecision.decided_by_id)
        .where(condition)
        .order_by(VersionProposal.id.desc())
    )
    return [Proposal(*row) for row in session.execute(query)]
