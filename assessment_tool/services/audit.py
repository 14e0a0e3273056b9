"""The record of who did and saw what: entries are appended in turn, and the whole chain can be verified."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Text, insert, select, type_coerce
from sqlalchemy.orm import Session

from assessment_tool.clock import in_utc
from assessment_tool.core.audit_anchor import Anchor, Head
from assessment_tool.core.audit_chain import (
    BEFORE_THE_FIRST,
    Entry,
    Keyring,
    Outcome,
    Sealed,
    Verdict,
    instant,
    walk,
)
from assessment_tool.records.audit import AuditEntry
from assessment_tool.records.turns import take_turn

_TABLE = AuditEntry.__table__
_COLUMNS = [*(_TABLE.c["id" if name == "number" else name] for name in Entry._fields), _TABLE.c.seal]
_NAMES = [column.name for column in _COLUMNS]
_UNREAD = {"at", "outcome"}
_AS_STORED = [type_coerce(column, Text()) if column.name in _UNREAD else column for column in _COLUMNS]
"""Read without being understood: what somebody else put there may be anything."""
_AT_ONCE = 5_000
_NEWEST = select(_TABLE.c.id, _TABLE.c.seal).order_by(_TABLE.c.id.desc()).limit(1)
_INSERT = insert(AuditEntry)


class AuditNotWrittenError(Exception):
    """The entry could not be written: what it was to tell of did not happen, and nothing is shown."""


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody wanted to do or see, before it has its place in the chain."""

    at: datetime
    action: str
    outcome: Outcome
    actor_id: int | None
    session_key: str = ""
    family_id: int | None = None
    record: str = ""
    subject: str = ""


def append(session: Session, keys: Keyring, acts: Sequence[Act]) -> None:
    """Put the acts at the chain's end, as the last thing before the transaction is committed.

    From here to the commit nobody else appends; what the transaction did is sent before that turn is taken.
    """
    session.flush()
    take_turn(session, "audit")
    last = head(session) or Head(0, BEFORE_THE_FIRST)
    number, seal, rows = last.number, last.seal, []
    for act in acts:
        number += 1
        entry = _entry(number, act, keys)
        seal = keys.seal(seal, entry)
        rows.append(dict(zip(_NAMES, (number, act.at, *entry[2:], seal), strict=True)))
    session.connection().execute(_INSERT, rows)


def head(session: Session) -> Head | None:
    """The newest entry's number and seal; None where nothing was ever written."""
    found = session.connection().execute(_NEWEST).first()
    return Head(*found) if found else None


def record_now(session: Session) -> str:
    """What the foot of a document that is made now says; nothing where nothing was ever written."""
    newest = head(session)
    return newest.printed if newest else ""


def verify(session: Session, keys: Keyring, anchors: Iterable[Anchor] = ()) -> Verdict:
    """Walk along the whole chain, entry by entry, and hold it against what was kept elsewhere."""
    query = select(*_AS_STORED).order_by(_TABLE.c.id).execution_options(yield_per=_AT_ONCE)
    with session.connection().execute(query) as rows:
        return walk(map(_sealed, rows), keys, anchors)


def _sealed(row: Sequence[Any]) -> Sealed:
    at = row[1]  # as SQLite keeps it, or an instant of PostgreSQL
    return Sealed(Entry(row[0], at if isinstance(at, str) else instant(at), *row[2:-1]), row[-1])


def _entry(number: int, act: Act, keys: Keyring) -> Entry:
    return Entry(
        number=number,
        at=instant(in_utc(act.at)),
        action=act.action,
        outcome=act.outcome,
        actor_id=act.actor_id,
        session_key=act.session_key,
        family_id=act.family_id,
        record=act.record,
        subject=act.subject,
        key_id=keys.sealing_id,
    )
