"""A new password of one's own: long, not easy to guess, and no other rule (ASVS 5.0, 6.2).

Words that are guessed first, and those about the service and the person, count for nothing in it.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from assessment_tool.records.engine import StaleError
from assessment_tool.records.users import SignInAttempt, User
from assessment_tool.services.sessions import end_others
from assessment_tool.services.sign_in import Attempt
from assessment_tool.services.staff import MAXIMUM_PASSWORD, MINIMUM_PASSWORD

GUESSED_FIRST = (
    *("password", "passwort", "passphrase", "welcome", "letmein", "iloveyou", "sunshine", "princess"),
    *("football", "liverpool", "arsenal", "chelsea", "monkey", "dragon", "superman", "admin", "login"),
    *("qwertyuiop", "asdfghjkl", "zxcvbnm", "qwerty", "asdfgh", "zxcvb", "1q2w3e4r", "abcdefghij", "abc"),
    *("0123456789", "1234567890", "9876543210", "123456789", "12345678", "123456", "12345", "123"),
    *("correct", "horse", "battery", "staple", "january", "february", "september", "october", "november"),
    *("december", "monday", "tuesday", "wednesday", "thursday", "friday", "summer", "winter", "autumn"),
)
ABOUT_THE_SERVICE = (
    *("parenting", "assessment", "family", "families", "child", "children", "social", "worker", "work"),
    *("services", "service", "council", "authority", "graded", "care", "court", "demo"),
)
FEWEST_OTHER_CHARACTERS = 5
_WRITTEN_FOR = str.maketrans({"0": "o", "@": "a", "$": "s", "3": "e", "1": "l", "!": "i", "4": "a", "5": "s"})

TOO_EASY = "This password is easy to guess. Take several words that have nothing to do with you or your work."
WRONG_LENGTH = f"The password needs {MINIMUM_PASSWORD} to {MAXIMUM_PASSWORD} characters."


def fault_of(password: str, user: User) -> str:
    """What is wrong with it as a new password of the person; empty where nothing is."""
    if not MINIMUM_PASSWORD <= len(password) <= MAXIMUM_PASSWORD:
        return WRONG_LENGTH
    about = f"{user.name} {user.username} {user.post}".replace(".", " ").casefold().split()
    known = sorted({*GUESSED_FIRST, *ABOUT_THE_SERVICE, *about}, key=len, reverse=True)
    plain = password.casefold()
    left = min(_other_characters(spelt, known) for spelt in (plain, plain.translate(_WRITTEN_FOR)))
    return TOO_EASY if left < FEWEST_OTHER_CHARACTERS else ""


def change(session: Session, attempt: Attempt, password_hash: str, token: str, at: datetime) -> None:
    """Give the person the new password once the current one was right, and end their other sessions.

    Raises `StaleError` where the current one is another meanwhile.
    """
    user = session.get(User, attempt.user_id)
    if user is None or user.password_hash != attempt.password_hash:
        raise StaleError
    session.get_one(SignInAttempt, attempt.id).succeeded = True
    user.password_hash = password_hash
    session.flush()
    end_others(session, user.id, token, at)


def _other_characters(spelt: str, known: list[str]) -> int:
    """How many different characters are left once every known word is taken out."""
    for word in known:
        spelt = spelt.replace(word, "")
    return len({character for character in spelt if character.isalnum()})
