"""A small made-up family, entered through the services, and one that nobody in the tests may see."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from argon2 import PasswordHasher
from sqlalchemy.orm import Session

from assessment_tool.core.permissions import Actor, Role
from assessment_tool.records.families import CareKind, MemberRole, ParentalResponsibility, Sex
from assessment_tool.records.users import User
from assessment_tool.services import authenticators
from assessment_tool.services.access import actor_of
from assessment_tool.services.families import NewPerson, add_member, allocate, create_family, relate
from assessment_tool.services.staff import NewUser, add_user
from assessment_tool.services.vault import demonstration_vault

AT = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
PASSWORD = "a long enough password"
AUDIT_KEY = "seals-what-tests-do-and-is-long-enough"
AUTHENTICATOR = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
"""The secret in everybody's telephone."""
CHEAP_HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
STAFF = {
    "worker": (Role.SOCIAL_WORKER, "Ade Oyelaran", "Social worker"),
    "colleague": (Role.SOCIAL_WORKER, "Brid Kelly", "Social worker"),
    "support": (Role.FAMILY_SUPPORT_WORKER, "Cara Lindqvist", "Family support worker"),
    "supervisor": (Role.SUPERVISOR, "Dilys Pugh", "Team manager"),
    "manager": (Role.SERVICE_MANAGER, "Eamon Frost", "Service manager"),
    "reader": (Role.READER, "Farah Aziz", "Independent reviewing officer"),
    "admin": (Role.ADMINISTRATOR, "Gil Moreau", "Administrator"),
    "auditor": (Role.AUDITOR, "Hana Sato", "Auditor"),
}
ALLOCATED = ("worker", "support", "supervisor", "manager", "reader")
"""Who sees the family; `colleague` works with the other one."""


@dataclass(frozen=True, slots=True)
class Example:
    """The ids that tests ask for."""

    family_id: int
    child_id: int
    mother_id: int
    father_id: int
    other_family_id: int
    other_child_id: int
    other_carer_id: int
    users: dict[str, int]


def example_family(session: Session) -> Example:
    """A child of six with mother and father, its workers, and another worker's family."""
    users = {username: _user(session, username) for username in STAFF}
    worker, colleague = actor_of(users["worker"]), actor_of(users["colleague"])
    family, other = (
        create_family(session, "F-0001", "Ashdown", AT),
        create_family(session, "F-0002", "Brook", AT),
    )
    start = date(2025, 1, 6)
    for username in ALLOCATED:
        allocate(session, family.id, users[username].id, from_on=start, by_id=users["supervisor"].id, at=AT)
    allocate(session, other.id, colleague.user_id, from_on=start, by_id=users["supervisor"].id, at=AT)

    def enter(actor: Actor, family_id: int, new: NewPerson, role: MemberRole) -> int:
        return add_member(session, actor, family_id, new, role=role, from_on=start, at=AT).id

    child = enter(worker, family.id, NewPerson("Wren Ashdown", born_on=date(2019, 9, 14)), MemberRole.CHILD)
    mother = enter(worker, family.id, NewPerson("Mara Ashdown", sex=Sex.FEMALE), MemberRole.CARER)
    father = enter(worker, family.id, NewPerson("Tom Hale", sex=Sex.MALE), MemberRole.CARER)
    relate(session, child, mother, CareKind.MOTHER, ParentalResponsibility.YES, from_on=date(2019, 9, 14))
    relate(session, child, father, CareKind.FATHER, ParentalResponsibility.UNKNOWN, from_on=date(2019, 9, 14))
    other_child = enter(
        colleague, other.id, NewPerson("Kit Brook", born_on=date(2020, 1, 2)), MemberRole.CHILD
    )
    other_carer = enter(colleague, other.id, NewPerson("Noor Brook"), MemberRole.CARER)
    return Example(
        family_id=family.id,
        child_id=child,
        mother_id=mother,
        father_id=father,
        other_family_id=other.id,
        other_child_id=other_child,
        other_carer_id=other_carer,
        users={username: user.id for username, user in users.items()},
    )


def _user(session: Session, username: str) -> User:
    role, name, post = STAFF[username]
    is_registered = role in {Role.SOCIAL_WORKER, Role.SUPERVISOR}
    new = NewUser(
        username=username,
        name=name,
        role=role,
        post=post,
        password=PASSWORD,
        registration_number=f"SW{len(username)}001" if is_registered else None,
        register_checked_on=date(2025, 1, 2) if is_registered else None,
        registration_expires_on=date(2026, 11, 30) if is_registered else None,
    )
    user = add_user(session, CHEAP_HASHER, new, AT)
    assert authenticators.set_up(session, demonstration_vault(), user.id, AUTHENTICATOR, AT)
    return user
