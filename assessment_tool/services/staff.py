"""Members of staff: entering them, their registration, and their passwords."""

from dataclasses import dataclass
from datetime import date, datetime

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from assessment_tool.core.permissions import Role
from assessment_tool.core.text import cleaned
from assessment_tool.records.users import User

MINIMUM_PASSWORD = 15
MAXIMUM_PASSWORD = 256


class StaffFactError(ValueError):
    """A fact about a member of staff that cannot be; `field` names it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


@dataclass(frozen=True, slots=True)
class NewUser:
    """A member of staff as entered; registration only for registered social workers."""

    username: str
    name: str
    role: Role
    post: str
    password: str
    registration_number: str | None = None
    register_checked_on: date | None = None
    registration_expires_on: date | None = None


def add_user(session: Session, hasher: PasswordHasher, new: NewUser, at: datetime) -> User:
    """Enter a member of staff with a first password; raises `StaffFactError` saying what to mend."""
    username = new.username.strip().lower()
    _check(session, username, new)
    user = User(
        username=username,
        name=cleaned(new.name).strip(),
        role=new.role,
        post=cleaned(new.post).strip(),
        password_hash=hasher.hash(new.password),
        registration_number=new.registration_number,
        register_checked_on=new.register_checked_on,
        registration_expires_on=new.registration_expires_on,
        created_at=at,
    )
    session.add(user)
    session.flush()
    return user


def is_password_of(hasher: PasswordHasher, user: User | None, password: str) -> bool:
    """Whether the password is the user's; an unknown user costs the same time as a wrong password."""
    try:
        hasher.verify(user.password_hash if user else _UNKNOWN_USER, password)
    except (VerificationError, InvalidHashError):
        return False
    return user is not None


_UNKNOWN_USER = (
    "$argon2id$v=19$m=65536,t=3,p=4$c29tZSBzYWx0IHRvIGNvbXBhcmU$3d3XJ0WoY4h1nq2bq3YbqHkfHkq8b0m1nVnq0mC0m3I"
)


def _check(session: Session, username: str, new: NewUser) -> None:
    if not username or not username.isascii() or any(c.isspace() for c in username):
        raise StaffFactError("username", "Use letters, figures and dots without spaces.")
    if session.scalar(select(User.id).where(User.username == username)) is not None:
        raise StaffFactError("username", f"There is already a user named “{username}”.")
    if not cleaned(new.name).strip():
        raise StaffFactError("name", "Enter the person's name.")
    if not MINIMUM_PASSWORD <= len(new.password) <= MAXIMUM_PASSWORD:
        wanted = f"The password needs {MINIMUM_PASSWORD} to {MAXIMUM_PASSWORD} characters."
        raise StaffFactError("password", wanted)
