"""Showing the second factor: counted like passwords, and a session opens to it under a new token."""

from datetime import datetime

from sqlalchemy.orm import Session

from assessment_tool.services import authenticators, recovery_codes, sessions, sign_in
from assessment_tool.services.sign_in import SignedIn
from assessment_tool.services.throttle import count_factor
from assessment_tool.services.vault import Vault


def show(
    session: Session, vault: Vault, user_id: int, token: str, *, code: str, address: str, at: datetime
) -> SignedIn | None:
    """Open the session of the token to the person whose code is right; None where it is wrong or spent.

    An authenticator's figures, or a recovery code in their place.

    What was tried stays counted, so the transaction is to be committed either way. Raises
    `WaitBeforeTryingError` and `SealedElsewhereError`.
    """
    counted = count_factor(session, user_id, address, at)
    is_theirs = recovery_codes.use(session, user_id, code, at)
    if not is_theirs and not authenticators.use(session, vault, user_id, code, at):
        return None
    counted.succeeded = True
    return sign_in.admit(session, token, at)


def set_up(
    session: Session, vault: Vault, user_id: int, token: str, *, secret: str, code: str, at: datetime
) -> SignedIn | None:
    """Give the person their first authenticator and open the session; None where the code is wrong.

    None too for whoever has one: theirs stays, and its code is asked for.
    """
    if authenticators.has_authenticator(session, user_id) or not authenticators.shows(secret, code, at):
        return None
    if not authenticators.set_up(session, vault, user_id, secret, at):
        return None
    authenticators.use(session, vault, user_id, code, at)
    return sign_in.admit(session, token, at)


def replace(
    session: Session, vault: Vault, user_id: int, token: str, *, secret: str, code: str, at: datetime
) -> list[str]:
    """Put an authenticator that shows the code in the place of the person's, and end their other sessions.

    What the old one was for is void with it: the new recovery codes are returned, and shown this once.
    """
    authenticators.forget(session, user_id)
    authenticators.set_up(session, vault, user_id, secret, at)
    authenticators.use(session, vault, user_id, code, at)
    sessions.end_others(session, user_id, token, at)
    return recovery_codes.make_anew(session, user_id)
