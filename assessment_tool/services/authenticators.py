"""Authenticator apps: six figures that change every half minute, each of which opens once."""

import hmac
from datetime import datetime

import pyotp
from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from assessment_tool.records.second_factors import Authenticator
from assessment_tool.records.unless_there import add_unless_there
from assessment_tool.services.vault import Vault

STEP_SECONDS = 30
STEPS_ASTRAY = 1
"""How far a telephone's clock may be astray, in steps, either way."""
SERVICE = "Parenting assessment"


def new_secret() -> str:
    """A secret for one authenticator: 160 bits, in the letters and figures that people can copy."""
    return pyotp.random_base32()


def setting_up(secret: str, username: str) -> str:
    """What the QR code says to the app."""
    return pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=SERVICE)


def has_authenticator(session: Session, user_id: int) -> bool:
    """Whether the person has an authenticator, and so must show its figures."""
    return session.get(Authenticator, user_id) is not None


def code_at(secret: str, at: datetime) -> str:
    """The figures that an authenticator with the secret shows at the time."""
    return pyotp.TOTP(secret).generate_otp(_step(at))


def next_code(session: Session, vault: Vault, user_id: int, at: datetime) -> str:
    """The figures that open next, for a demonstration, whose people hold no phone; empty without any.

    Those of this step, or of the next where this one is spent: either way they open for at least half a
    minute more, while whoever they are shown to reads the page.
    """
    held = session.get(Authenticator, user_id)
    if held is None:
        return ""
    step = _step(at) + (held.last_step >= _step(at))
    return _totp(vault, held).generate_otp(step)


def set_up(session: Session, vault: Vault, user_id: int, secret: str, at: datetime) -> bool:
    """Give the person an authenticator; False where they have one, which stays."""
    sealed = vault.seal(secret, _matter(user_id))
    return add_unless_there(
        session, Authenticator, user_id=user_id, sealed_secret=sealed, last_step=0, since=at
    )


def use(session: Session, vault: Vault, user_id: int, code: str, at: datetime) -> bool:
    """Whether the figures are right now: once used, they and all earlier ones are spent.

    Raises `SealedElsewhereError` where the installation's key is no longer the one that sealed the secret.
    """
    held = session.get(Authenticator, user_id)
    fitting = _fitting(_totp(vault, held), code, at) if held else []
    return any(_spend(session, user_id, step) for step in fitting)


def shows(secret: str, code: str, at: datetime) -> bool:
    """Whether an authenticator with the secret shows the figures now: it was set up rightly."""
    return bool(_fitting(pyotp.TOTP(secret), code, at))


def forget(session: Session, user_id: int) -> None:
    """Take the person's authenticator from them: they set up another when they sign in next."""
    session.execute(delete(Authenticator).where(Authenticator.user_id == user_id))


def _spend(session: Session, user_id: int, step: int) -> bool:
    """Whether the step was unused: of two who spend the same one, the database lets one."""
    mine_and_unused = (Authenticator.user_id == user_id, Authenticator.last_step < step)
    spent = update(Authenticator).where(*mine_and_unused).values(last_step=step)
    return session.scalar(spent.returning(Authenticator.user_id)) is not None


def _fitting(totp: pyotp.TOTP, code: str, at: datetime) -> list[int]:
    shown = "".join(code.split()).encode()
    return [step for step in _steps(at) if hmac.compare_digest(totp.generate_otp(step).encode(), shown)]


def _totp(vault: Vault, held: Authenticator) -> pyotp.TOTP:
    return pyotp.TOTP(vault.open(held.sealed_secret, _matter(held.user_id)))


def _steps(at: datetime) -> range:
    """The steps whose figures are taken: this one and its neighbours, since clocks differ."""
    return range(_step(at) - STEPS_ASTRAY, _step(at) + STEPS_ASTRAY + 1)


def _step(at: datetime) -> int:
    return int(at.timestamp()) // STEP_SECONDS


def _matter(user_id: int) -> str:
    return f"authenticator of {user_id}"
