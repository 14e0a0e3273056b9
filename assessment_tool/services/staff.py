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
DEMONSTRATION_PREFIX = "demo."


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
    if is_demonstration_name(new.username):
        wanted = f"User names with “{DEMONSTRATION_PREFIX}” belong to the demonstration. Choose another."
        raise StaffFactError("username", wanted)
    _check(session, new)
    return _enter(session, new, hasher.hash(new.password), at)


def add_demonstration_user(session: Session, new: NewUser, password_hash: str, at: datetime) -> User:
    """Enter a fictional member of staff, who can sign in in a demonstration only.

    `password_hash` is of `new.password`: the demonstration's accounts share both. Raises
    `StaffFactError` for a user name that is not the demonstration's, and as `add_user`.
    """
    if not is_demonstration_name(new.username):
        raise StaffFactError("username", f"Demonstration accounts begin with “{DEMONSTRATION_PREFIX}”.")
    _check(session, new)
    return _enter(session, new, password_hash, at)


def user_named(session: Session, username: str) -> User:
    """The member of staff with the user name; raises `StaffFactError` where there is none."""
    found = session.scalar(select(User).where(User.username == _as_stored(username)))
    if found is None:
        raise StaffFactError("username", f"There is no user named “{_as_stored(username)}”.")
    return found


def is_demonstration_name(username: str) -> bool:
    """Whether the user name belongs to the demonstration, and opens nothing outside of one."""
    return _as_stored(username).startswith(DEMONSTRATION_PREFIX)


def _enter(session: Session, new: NewUser, password_hash: str, at: datetime) -> User:
    user = User(
        username=_as_stored(new.username),
        name=cleaned(new.name).strip(),
        role=new.role,
        post=cleaned(new.post).strip(),
        password_hash=password_hash,
        registration_number=new.registration_number,
        register_checked_on=new.register_checked_on,
        registration_expires_on=new.registration_expires_on,
        created_at=at,
    )
    session.add(user)
    session.flush()
    return user


def _as_stored(username: str) -> str:
    return username.strip().lower()


def is_password_of(hasher: PasswordHasher, password_hash: str | None, password: str) -> bool:
    """Whether the password fits the hash; having none costs the same time as a wrong password."""
    try:
        hasher.verify(password_hash or _UNKNOWN_USER, password)
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


_UNKNOWN_USER = (
    "$argon2id$v=19$m=65536,t=3,p=4$c29tZSBzYWx0IHRvIGNvbXBhcmU$3d3XJ0WoY4h1nq2bq3YbqHkfHkq8b0m1nVnq0mC0m3I"
)


def _check(session: Session, new: NewUser) -> None:
    username = _as_stored(new.username)
    if not username or not username.isascii() or any(c.isspace() for c in username):
        raise StaffFactError("username", "Use letters, figures and dots without spaces.")
    if session.scalar(select(User.id).where(User.username == username)) is not None:
        raise StaffFactError("username", f"There is already a user named “{username}”.")
    if not cleaned(new.name).strip():
        raise StaffFactError("name", "Enter the person's name.")
    if not MINIMUM_PASSWORD <= len(new.password) <= MAXIMUM_PASSWORD:
        wanted = f"The password needs {MINIMUM_PASSWORD} to {MAXIMUM_PASSWORD} characters."
        raise StaffFactError("password", wanted)
