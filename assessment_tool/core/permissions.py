"""Who may do what: one table of actions, roles and relations; what is not in it is refused.

Sources: only qualified workers sign assessments and court documents (SCR Baby M, recommendation 7);
nobody countersigns their own work; an administrator sees no family.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """What a member of staff is in the service."""

    FAMILY_SUPPORT_WORKER = "family_support_worker"
    SOCIAL_WORKER = "social_worker"
    SUPERVISOR = "supervisor"
    SERVICE_MANAGER = "service_manager"
    READER = "reader"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


class Action(StrEnum):
    """What one can want to do."""

    LIST_FAMILIES = "list_families"
    READ_FAMILY = "read_family"
    READ_DRAFT = "read_draft"
    READ_RESTRICTED = "read_restricted"
    RECORD_EVENT = "record_event"
    STRIKE_OUT_EVENT = "strike_out_event"
    DRAFT_ASSESSMENT = "draft_assessment"
    DISCARD_DRAFT = "discard_draft"
    SIGN_ASSESSMENT = "sign_assessment"
    COUNTERSIGN_ASSESSMENT = "countersign_assessment"
    RETURN_ASSESSMENT = "return_assessment"
    AMEND_ASSESSMENT = "amend_assessment"
    VOID_ASSESSMENT = "void_assessment"
    AUDIT_ASSESSMENT = "audit_assessment"
    RATE_AGAIN = "rate_again"
    READ_TEAM = "read_team"
    READ_AGREEMENT = "read_agreement"
    MAKE_REPORT = "make_report"
    READ_INSTRUMENTS = "read_instruments"
    READ_DRAFT_INSTRUMENTS = "read_draft_instruments"
    PROPOSE_VERSION_STEP = "propose_version_step"
    DECIDE_VERSION_STEP = "decide_version_step"
    READ_ACCESS_LOG = "read_access_log"
    READ_AUDIT = "read_audit"
    KEEP_OWN_ACCOUNT = "keep_own_account"
    READ_SECURITY = "read_security"


@dataclass(frozen=True, slots=True)
class Actor:
    """The signed-in person, as far as permissions depend on them."""

    user_id: int
    role: Role
    registration_number: str = ""
    register_checked_on: date | None = None
    registration_expires_on: date | None = None

    def is_registered_on(self, day: date) -> bool:
        """Whether the actor's registration was checked and is valid on the day."""
        return bool(
            self.registration_number
            and self.register_checked_on
            and self.register_checked_on <= day
            and self.registration_expires_on
            and day <= self.registration_expires_on
        )


@dataclass(frozen=True, slots=True)
class Matter:
    """What the action is about: the actor's relation to the family and to the assessment."""

    is_allocated: bool
    authors: frozenset[int] = frozenset()
    """Who gave the answers or signed them, began the draft, proposed the step, or recorded the event."""
    on: date | None = None


class Refusal(StrEnum):
    """Why an action is refused."""

    ROLE = "role"
    NOT_ALLOCATED = "not_allocated"
    NOT_REGISTERED = "not_registered"
    OWN_WORK = "own_work"
    ANOTHERS_WORK = "anothers_work"


_WORKERS = frozenset({Role.FAMILY_SUPPORT_WORKER, Role.SOCIAL_WORKER, Role.SUPERVISOR})
_QUALIFIED = frozenset({Role.SOCIAL_WORKER, Role.SUPERVISOR})
_READERS = _WORKERS | {Role.SERVICE_MANAGER, Role.READER}
_DECIDE_ON_VERSIONS = frozenset({Role.ADMINISTRATOR, Role.SERVICE_MANAGER})

_ROLES: Mapping[Action, frozenset[Role]] = {
    Action.LIST_FAMILIES: _READERS,
    Action.READ_FAMILY: _READERS,
    Action.READ_DRAFT: _WORKERS,
    Action.READ_RESTRICTED: _QUALIFIED,
    Action.RECORD_EVENT: _WORKERS,
    Action.STRIKE_OUT_EVENT: _WORKERS,
    Action.DRAFT_ASSESSMENT: _WORKERS,
    Action.DISCARD_DRAFT: _WORKERS,
    Action.SIGN_ASSESSMENT: _QUALIFIED,
    Action.COUNTERSIGN_ASSESSMENT: frozenset({Role.SUPERVISOR}),
    Action.RETURN_ASSESSMENT: frozenset({Role.SUPERVISOR}),
    Action.AMEND_ASSESSMENT: _QUALIFIED,
    Action.VOID_ASSESSMENT: frozenset({Role.SUPERVISOR}),
    Action.AUDIT_ASSESSMENT: frozenset({Role.SUPERVISOR}),
    Action.RATE_AGAIN: _WORKERS,
    Action.READ_TEAM: frozenset({Role.SUPERVISOR, Role.SERVICE_MANAGER}),
    Action.READ_AGREEMENT: frozenset({Role.SUPERVISOR, Role.SERVICE_MANAGER}),
    Action.MAKE_REPORT: _QUALIFIED,
    Action.READ_INSTRUMENTS: frozenset(Role),
    Action.READ_DRAFT_INSTRUMENTS: _DECIDE_ON_VERSIONS,
    Action.PROPOSE_VERSION_STEP: frozenset({Role.ADMINISTRATOR}),
    Action.DECIDE_VERSION_STEP: _DECIDE_ON_VERSIONS,
    Action.READ_ACCESS_LOG: frozenset({Role.SUPERVISOR}),
    Action.READ_AUDIT: frozenset({Role.AUDITOR}),
    Action.KEEP_OWN_ACCOUNT: frozenset(Role),
    Action.READ_SECURITY: frozenset({Role.ADMINISTRATOR, Role.AUDITOR}),
}
_ABOUT_NO_FAMILY = frozenset(
    {
        Action.LIST_FAMILIES,
        Action.READ_TEAM,
        Action.READ_AGREEMENT,
        Action.READ_INSTRUMENTS,
        Action.READ_DRAFT_INSTRUMENTS,
        Action.PROPOSE_VERSION_STEP,
        Action.DECIDE_VERSION_STEP,
        Action.READ_AUDIT,
        Action.KEEP_OWN_ACCOUNT,
        Action.READ_SECURITY,
    }
)
_NEEDS_REGISTRATION = frozenset({Action.SIGN_ASSESSMENT, Action.COUNTERSIGN_ASSESSMENT, Action.MAKE_REPORT})
_NEVER_OWN_WORK = frozenset(
    {
        Action.COUNTERSIGN_ASSESSMENT,
        Action.RETURN_ASSESSMENT,
        Action.VOID_ASSESSMENT,
        Action.AUDIT_ASSESSMENT,
        Action.RATE_AGAIN,
        Action.DECIDE_VERSION_STEP,
    }
)
_ONLY_OWN_WORK: Mapping[Action, frozenset[Role]] = {
    Action.STRIKE_OUT_EVENT: frozenset({Role.SUPERVISOR}),
    Action.DISCARD_DRAFT: frozenset(),
}
"""What only its author may do, and the roles that may do it to the work of others as well."""


def refusal(actor: Actor, action: Action, matter: Matter) -> Refusal | None:
    """Why the actor may not do it, or None where they may. Deny by default."""
    if actor.role not in _ROLES[action]:
        return Refusal.ROLE
    if action not in _ABOUT_NO_FAMILY and not matter.is_allocated:
        return Refusal.NOT_ALLOCATED
    return _personal_refusal(actor, action, matter)


def _personal_refusal(actor: Actor, action: Action, matter: Matter) -> Refusal | None:
    if action in _NEEDS_REGISTRATION and not (matter.on and actor.is_registered_on(matter.on)):
        return Refusal.NOT_REGISTERED
    if action in _NEVER_OWN_WORK and actor.user_id in matter.authors:
        return Refusal.OWN_WORK
    if action in _ONLY_OWN_WORK and not _is_own_or_in_charge(actor, action, matter):
        return Refusal.ANOTHERS_WORK
    return None


def _is_own_or_in_charge(actor: Actor, action: Action, matter: Matter) -> bool:
    return actor.user_id in matter.authors or actor.role in _ONLY_OWN_WORK[action]
