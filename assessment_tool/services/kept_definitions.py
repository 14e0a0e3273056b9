"""Definitions kept with the evidence: every version that an assessment uses is stored by its hash."""

from datetime import datetime

from sqlalchemy.orm import Session

from assessment_tool.core.instrument import Instrument
from assessment_tool.definitions.canonical import FORMAT_NUMBER, canonical_sha256, from_canonical
from assessment_tool.definitions.catalogue import Definition
from assessment_tool.records.definitions import Definition as KeptDefinition
from assessment_tool.records.unless_there import add_unless_there

_READ: dict[str, Instrument] = {}
"""Every definition that was read, by its hash: a hash stands for the same text in every database."""


class DefinitionChangedError(Exception):
    """A kept definition is no longer the text that its hash stands for."""


def keep(session: Session, definition: Definition, at: datetime) -> str:
    """Store the definition unless it is there already; return its SHA-256."""
    if session.get(KeptDefinition, definition.sha256) is None:
        add_unless_there(
            session,
            KeptDefinition,
            sha256=definition.sha256,
            instrument_id=definition.instrument.id,
            version=definition.instrument.version,
            format_number=FORMAT_NUMBER,
            canonical=definition.canonical,
            stored_at=at,
        )
    return definition.sha256


def instrument_of(session: Session, sha256: str) -> Instrument:
    """The instrument as stored under the hash, independent of any file on disk.

    Raises `DefinitionChangedError` where what is stored does not have that hash.
    """
    if sha256 not in _READ:
        kept = session.get_one(KeptDefinition, sha256)
        if not is_as_kept(kept):
            raise DefinitionChangedError
        _READ[sha256] = from_canonical(kept.canonical)
    return _READ[sha256]


def is_as_kept(kept: KeptDefinition) -> bool:
    """Whether the stored text still has the hash under which it was kept."""
    return canonical_sha256(kept.canonical) == kept.sha256
