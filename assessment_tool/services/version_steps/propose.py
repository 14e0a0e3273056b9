"""Proposing a step for a version: for the file as it is read now, one proposal at a time."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from assessment_tool.clock import today
from assessment_tool.core.permissions import Action, Actor
from assessment_tool.core.text import cleaned
from assessment_tool.core.version_step import Outcome, VersionStep
from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.records.turns import take_turn
from assessment_tool.records.version_steps import VersionDecision, VersionProposal
from assessment_tool.services.version_steps.possible import StepRefusedError, checked
from assessment_tool.services.version_steps.proposals import open_one, require_role

MAXIMUM_REASON = 2000
REASON_NEEDED = f"Give your reason in writing, in up to {MAXIMUM_REASON:,} characters."


class AlreadyProposedError(Exception):
    """A proposal for the version is open: it is decided or taken back first."""

    def __init__(self, proposal_id: int) -> None:
        super().__init__("A proposal for this version is open already.")
        self.proposal_id = proposal_id


class StepFactError(ValueError):
    """A fact of a proposal that cannot be; `field` names it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


@dataclass(frozen=True, slots=True)
class NewProposal:
    """A step as somebody proposes it; the day only for superseding."""

    instrument_id: str
    version: str
    step: VersionStep
    because: str
    finish_until: date | None = None


def propose(
    session: Session, actor: Actor, catalogue: Catalogue, new: NewProposal, at: datetime
) -> VersionProposal:
    """Propose the step for the version's file as it is now.

    Raises `NotPermittedError`, `UnknownInstrumentError`, `StepRefusedError`, `StepFactError`, and
    `AlreadyProposedError`. An open proposal for an earlier state of the file is void from here on.
    """
    require_role(actor, Action.PROPOSE_VERSION_STEP)
    sha256 = checked(catalogue, new.instrument_id, new.version, new.step)
    because = reason_of(new.because)
    _check_day(new, today(at))
    take_turn(session, f"version {new.instrument_id}@{new.version}")
    _make_way(session, actor, new, sha256, at)
    record = VersionProposal(
        instrument_id=new.instrument_id,
        version=new.version,
        step=new.step,
        sha256=sha256,
        finish_until=new.finish_until,
        because=because,
        proposed_by_id=actor.user_id,
        proposed_at=at,
    )
    session.add(record)
    session.flush()
    return record


def reason_of(because: str) -> str:
    """The reason as it is kept; raises `StepFactError` where there is none or too much of it."""
    reason = cleaned(because).strip()
    if not 0 < len(reason) <= MAXIMUM_REASON:
        raise StepFactError("reason", REASON_NEEDED)
    return reason


def check_last_day(finish_until: date | None, day: date) -> None:
    """Raise `StepRefusedError` where drafts were to be finished until a day that is past."""
    if finish_until is not None and finish_until < day:
        raise StepRefusedError("The last day to finish drafts is past. Propose it anew with a later day.")


def _check_day(new: NewProposal, day: date) -> None:
    is_wanted = new.step is VersionStep.SUPERSEDE
    if is_wanted and (new.finish_until is None or new.finish_until < day):
        raise StepFactError("finish_until", "The last day must be today or later.")
    if not is_wanted and new.finish_until is not None:
        raise StepFactError("finish_until", "Only a version that is superseded has a last day.")


def _make_way(session: Session, actor: Actor, new: NewProposal, sha256: str, at: datetime) -> None:
    before = open_one(session, new.instrument_id, new.version)
    if before is None:
        return
    if before.sha256 == sha256:
        raise AlreadyProposedError(before.id)
    void = VersionDecision(
        proposal_id=before.id,
        outcome=Outcome.VOID,
        because="The file was changed after this was proposed.",
        decided_by_id=actor.user_id,
        decided_at=at,
    )
    session.add(void)
    session.flush()
