"""Which families and records the work in hand touches: noted where access is decided, for the audit.

Whoever wants to know hands a session a dictionary to note into (`noting`); other sessions note nothing.
"""

from sqlalchemy.orm import Session

Touched = dict[int, str]
"""The families touched, allowed or not, each with the last record of it that was opened ("assessment 7")."""

_KEY = "touched"


def noting(session: Session, touched: Touched) -> Session:
    """The same session, which from here on notes what it touches."""
    session.info[_KEY] = touched
    return session


def touch(session: Session, family_id: int, record: str = "") -> None:
    """Note that a family, or one record of it, was asked for."""
    touched: Touched | None = session.info.get(_KEY)
    if touched is not None and (record or family_id not in touched):
        touched[family_id] = record
