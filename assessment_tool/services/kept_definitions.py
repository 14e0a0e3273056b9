"""Definitions kept with the evidence: every version that an assessment uses is stored by its hash."""

from datetime import datetime
from functools import lru_cache

from sqlalchemy.orm import Session

from assessment_tool.core.instrument import Instrument
from assessment_tool.definitions.canonical import FORMAT_NUMBER, from_canonical
from assessment_tool.definitions.catalogue import Definition
from assessment_tool.records.definitions import Definition as KeptDefinition


def keep(session: Session, definition: Definition, at: datetime) -> str:
    """Store the definition unless it is there already; return its SHA-256."""
    if session.get(KeptDefinition, definition.sha256) is None:
        session.add(
            KeptDefinition(
                sha256=definition.sha256,
                instrument_id=definition.instrument.id,
                version=definition.instrument.version,
                format_number=FORMAT_NUMBER,
                canonical=definition.canonical,
                stored_at=at,
            )
        )
        session.flush()
    return definition.sha256


def instrument_of(session: Session, sha256: str) -> Instrument:
    """The instrument as stored under the hash, independent of any file on disk."""
    kept = session.get_one(KeptDefinition, sha256)
    return _read(sha256, kept.canonical)


@lru_cache(maxsize=64)
def _read(sha256: str, canonical: str) -> Instrument:  # noqa: ARG001 - the hash makes the cache key short to compare
    return from_canonical(canonical)
