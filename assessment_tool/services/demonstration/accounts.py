"""The demonstration's members of staff: one for each role and a second social worker."""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from argon2 import PasswordHasher
from sqlalchemy import select
from sqlalchemy.orm import Session

from assessment_tool.core.permissions import Role
from assessment_tool.records.users import User
from assessment_tool.services import authenticators
from assessment_tool.services.staff import NewUser, add_demonstration_user, is_demonstration_name
from assessment_tool.services.vault import demonstration_vault

PASSWORD = "fictional-family"  # noqa: S105 - shown on the sign-in page of every demonstration
LAST_DAY_OF_REGISTRATION = (11, 30)
_SECRET_BYTES = 20


@dataclass(frozen=True, slots=True)
class Account:
    """One fictional member of staff."""

    username: str
    name: str
    role: Role
    post: str
    registration_number: str | None = None

    @property
    def authenticator(self) -> str:
        """The secret of its authenticator, which is none: the same in every demonstration."""
        digest = hashlib.sha256(f"authenticator of {self.username}".encode()).digest()
        return base64.b32encode(digest[:_SECRET_BYTES]).decode()


ACCOUNTS = (
    Account("demo.worker", "Amina Rahman", Role.SOCIAL_WORKER, "Social worker, long-term team", "SW-DEMO-1"),
    Account("demo.worker2", "Tom Petrie", Role.SOCIAL_WORKER, "Social worker, family help team", "SW-DEMO-2"),
    Account(
        "demo.support", "Grace Owusu", Role.FAMILY_SUPPORT_WORKER, "Family support worker, long-term team"
    ),
    Account("demo.supervisor", "Helen Marsh", Role.SUPERVISOR, "Team manager, long-term team", "SW-DEMO-3"),
    Account("demo.manager", "Peter Lindqvist", Role.SERVICE_MANAGER, "Service manager, children in need"),
    Account("demo.reader", "Ruth Abara", Role.READER, "Independent reviewing officer"),
    Account("demo.admin", "Sam Iqbal", Role.ADMINISTRATOR, "Administrator of the service"),
    Account("demo.auditor", "Nia Evans", Role.AUDITOR, "Auditor"),
)


def accounts_there(session: Session) -> list[Account]:
    """The demonstration's accounts that this database has: all of them, or none before it is loaded."""
    query = select(User.username).where(User.username.in_([one.username for one in ACCOUNTS]))
    there = set(session.scalars(query))
    return [one for one in ACCOUNTS if one.username in there]


def add_accounts(
    session: Session, hasher: PasswordHasher, checked_on: date, today: date, at: datetime
) -> Mapping[str, User]:
    """Enter every account, by user name; the one password they share is hashed once."""
    password_hash = hasher.hash(PASSWORD)
    users = {
        one.username: add_demonstration_user(session, _new(one, checked_on, today), password_hash, at)
        for one in ACCOUNTS
    }
    give_authenticators(session, at)
    return users


def give_authenticators(session: Session, at: datetime) -> None:
    """Give every account its authenticator that has none: one loaded before there were any gets it too."""
    names = [one.username for one in ACCOUNTS]
    by_name = {
        user.username: user.id for user in session.scalars(select(User).where(User.username.in_(names)))
    }
    for one in ACCOUNTS:
        if one.username in by_name:
            authenticators.set_up(
                session, demonstration_vault(), by_name[one.username], one.authenticator, at
            )


def code_of_account(session: Session, user_id: int, at: datetime) -> str:
    """The code that opens the account next; empty for whoever is none of the demonstration's."""
    user = session.get_one(User, user_id)
    if not is_demonstration_name(user.username):
        return ""
    return authenticators.next_code(session, demonstration_vault(), user_id, at)


def next_renewal(today: date) -> date:
    """The next 30 November after the day, when every social worker's registration expires."""
    this_year = date(today.year, *LAST_DAY_OF_REGISTRATION)
    return this_year if today < this_year else this_year.replace(year=today.year + 1)


def _new(account: Account, checked_on: date, today: date) -> NewUser:
    is_registered = account.registration_number is not None
    return NewUser(
        username=account.username,
        name=account.name,
        role=account.role,
        post=account.post,
        password=PASSWORD,
        registration_number=account.registration_number,
        register_checked_on=checked_on if is_registered else None,
        registration_expires_on=next_renewal(today) if is_registered else None,
    )
