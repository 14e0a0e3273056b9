"""Entries of the audit for what a command does: nobody signed in, so that none names a person."""

from sqlalchemy.orm import Session

from assessment_tool import clock
from assessment_tool.config import audit_keys
from assessment_tool.core.audit_chain import Keyring, Outcome
from assessment_tool.services.audit import Act, append


def act_of(action: str, *, family_id: int | None = None, record: str = "") -> Act:
    """What the command does now; `record` names what it is about, by ids alone."""
    return Act(
        clock.now(), f"command.{action}", Outcome.DONE, actor_id=None, family_id=family_id, record=record
    )


def leave_entry(session: Session, act: Act) -> None:
    """Write it down as the last thing of the transaction that does it.

    Raises `SettingsError` where no key of the audit is given: then nothing is done.
    """
    append(session, Keyring(audit_keys()), [act])
