"""Recovery codes: ten that each open once in the place of an authenticator, for whoever lost theirs.

Each has 120 random bits, so that its SHA-256 is enough at rest (ASVS 5.0, 6.5.2 asks for 112).
"""

import base64
import hashlib
import secrets
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from assessment_tool.records.second_factors import RecoveryCode

HOW_MANY = 10
_BYTES = 15
_LETTERS = 24
_GROUP = 4


def make_anew(session: Session, user_id: int) -> list[str]:
    """Ten new codes for the person, who is shown them now and never again; all earlier ones are void."""
    codes = [_new_code() for _ in range(HOW_MANY)]
    session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user_id))
    session.add_all(RecoveryCode(user_id=user_id, code_sha256=_digest(user_id, code)) for code in codes)
    session.flush()
    return codes


def left(session: Session, user_id: int) -> int:
    """How many codes of the person still open."""
    unused = (RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None))
    return session.scalar(select(func.count()).where(*unused)) or 0


def is_like_one(code: str) -> bool:
    """Whether somebody entered a recovery code, right or wrong, and not an authenticator's figures."""
    return len(_plain(code)) == _LETTERS


def use(session: Session, user_id: int, code: str, at: datetime) -> bool:
    """Whether the code is one of the person's and was unused: of two who use the same, one gets in."""
    if not is_like_one(code):
        return False
    spent = (
        update(RecoveryCode)
        .where(
            RecoveryCode.user_id == user_id,
            RecoveryCode.code_sha256 == _digest(user_id, code),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=at)
    )
    return session.scalar(spent.returning(RecoveryCode.id)) is not None


def _new_code() -> str:
    letters = base64.b32encode(secrets.token_bytes(_BYTES)).decode()
    return "-".join(letters[place : place + _GROUP] for place in range(0, _LETTERS, _GROUP))


def _digest(user_id: int, code: str) -> str:
    return hashlib.sha256(f"recovery code of {user_id}: {_plain(code)}".encode()).hexdigest()


def _plain(code: str) -> str:
    """The code as it is hashed, however it was spaced, joined and in whatever case typed."""
    return "".join(code.split()).replace("-", "").upper()
