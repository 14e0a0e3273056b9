"""Taking turns: whoever decides by counting rows does so alone, and the next one counts what it added."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session


def take_turn(session: Session, matter: str) -> None:
    """Wait until no other transaction has the turn in this matter, and keep it until this one is over.

    On SQLite the whole database is already ours.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(matter, 0))))
