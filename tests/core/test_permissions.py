"""The whole matrix of roles and actions, written by hand and held against the table in the code."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from assessment_tool.core.permissions import Action, Actor, Matter, Refusal, Role, refusal

TODAY = date(2026, 3, 2)
CHECKED, EXPIRES = date(2026, 1, 10), date(2026, 11, 30)
ALLOCATED = Matter(is_allocated=True, authors=frozenset({99}), on=TODAY)
OWN = replace(ALLOCATED, authors=frozenset({7, 99}))

# FSW family support worker, SW social worker, SUP supervisor, MAN service manager, READ reader,
# ADM administrator, AUD auditor
MATRIX = """
                        FSW  SW   SUP  MAN  READ ADM  AUD
list_families           yes  yes  yes  yes  yes  -    -
read_family             yes  yes  yes  yes  yes  -    -
read_draft              yes  yes  yes  -    -    -    -
read_restricted         -    yes  yes  -    -    -    -
record_event            yes  yes  yes  -    -    -    -
strike_out_event        yes  yes  yes  -    -    -    -
draft_assessment        yes  yes  yes  -    -    -    -
discard_draft           yes  yes  yes  -    -    -    -
sign_assessment         -    yes  yes  -    -    -    -
countersign_assessment  -    -    yes  -    -    -    -
return_assessment       -    -    yes  -    -    -    -
amend_assessment        -    yes  yes  -    -    -    -
void_assessment         -    -    yes  -    -    -    -
audit_assessment        -    -    yes  -    -    -    -
rate_again              yes  yes  yes  -    -    -    -
read_team               -    -    yes  yes  -    -    -
read_agreement          -    -    yes  yes  -    -    -
make_report             -    yes  yes  -    -    -    -
read_instruments        yes  yes  yes  yes  yes  yes  yes
read_draft_instruments  -    -    -    yes  -    yes  -
propose_version_step    -    -    -    -    -    yes  -
decide_version_step     -    -    -    yes  -    yes  -
read_access_log         -    -    yes  -    -    -    -
read_audit              -    -    -    -    -    -    yes
read_security           -    -    -    -    -    yes  yes
keep_own_account        yes  yes  yes  yes  yes  yes  yes
"""
COLUMNS = {
    "FSW": Role.FAMILY_SUPPORT_WORKER,
    "SW": Role.SOCIAL_WORKER,
    "SUP": Role.SUPERVISOR,
    "MAN": Role.SERVICE_MANAGER,
    "READ": Role.READER,
    "ADM": Role.ADMINISTRATOR,
    "AUD": Role.AUDITOR,
}


def expectations() -> list[tuple[Role, Action, bool]]:
    head, *rows = MATRIX.strip().splitlines()
    roles = [COLUMNS[column] for column in head.split()]
    return [
        (role, Action(name), mark == "yes")
        for name, *marks in map(str.split, rows)
        for role, mark in zip(roles, marks, strict=True)
    ]


def in_reach(action: Action) -> Matter:
    """A matter that the relation to it does not put out of reach of the actor."""
    return OWN if action in {Action.STRIKE_OUT_EVENT, Action.DISCARD_DRAFT} else ALLOCATED


def registered(role: Role) -> Actor:
    return Actor(7, role, "SW12345", CHECKED, EXPIRES)


def test_the_matrix_names_every_role_and_every_action_once() -> None:
    named = [(role, action) for role, action, _ in expectations()]
    assert sorted(named) == sorted((role, action) for role in Role for action in Action)


@pytest.mark.parametrize(("role", "action", "may"), expectations())
def test_a_role_may_do_what_the_matrix_says_and_nothing_else(
    role: Role, action: Action, *, may: bool
) -> None:
    assert refusal(registered(role), action, in_reach(action)) == (None if may else Refusal.ROLE)


@pytest.mark.parametrize(("role", "action", "may"), expectations())
def test_without_allocation_nobody_reaches_a_family(role: Role, action: Action, *, may: bool) -> None:
    lists = {
        Action.LIST_FAMILIES,
        Action.READ_TEAM,
        Action.READ_AGREEMENT,
        Action.READ_AUDIT,
        Action.READ_SECURITY,
        Action.KEEP_OWN_ACCOUNT,
    }
    about_no_family = action in lists or action.value.endswith(("_instruments", "_version_step"))
    wanted = Refusal.ROLE if not may else None if about_no_family else Refusal.NOT_ALLOCATED
    assert refusal(registered(role), action, replace(ALLOCATED, is_allocated=False)) == wanted


NEEDS_REGISTRATION = [Action.SIGN_ASSESSMENT, Action.COUNTERSIGN_ASSESSMENT, Action.MAKE_REPORT]


@pytest.mark.parametrize("action", NEEDS_REGISTRATION)
@pytest.mark.parametrize(
    "change",
    [
        {"registration_number": ""},
        {"register_checked_on": None},
        {"register_checked_on": TODAY + timedelta(days=1)},
        {"registration_expires_on": None},
        {"registration_expires_on": TODAY - timedelta(days=1)},
    ],
)
def test_only_the_registered_sign_countersign_and_report(action: Action, change: dict[str, object]) -> None:
    actor = replace(registered(Role.SUPERVISOR), **change)  # type: ignore[arg-type]  # a table of changes
    assert refusal(actor, action, ALLOCATED) is Refusal.NOT_REGISTERED


def a_role_for(action: Action) -> Role:
    """A role that may do it, by the matrix."""
    return next(role for role, one, may in expectations() if one is action and may)


@pytest.mark.parametrize("action", sorted(set(Action) - set(NEEDS_REGISTRATION)))
def test_nothing_else_needs_a_registration(action: Action) -> None:
    assert refusal(Actor(7, a_role_for(action)), action, in_reach(action)) is None


@pytest.mark.parametrize(
    ("day", "valid"),
    [
        (CHECKED - timedelta(days=1), False),
        (CHECKED, True),
        (EXPIRES, True),
        (EXPIRES + timedelta(days=1), False),
    ],
)
def test_a_registration_holds_from_its_check_to_its_last_day(day: date, *, valid: bool) -> None:
    assert registered(Role.SOCIAL_WORKER).is_registered_on(day) is valid
    refused = refusal(registered(Role.SOCIAL_WORKER), Action.SIGN_ASSESSMENT, replace(ALLOCATED, on=day))
    assert refused is (None if valid else Refusal.NOT_REGISTERED)


def test_a_signature_without_a_day_is_refused() -> None:
    undated = replace(ALLOCATED, on=None)
    assert refusal(registered(Role.SOCIAL_WORKER), Action.SIGN_ASSESSMENT, undated) is Refusal.NOT_REGISTERED


@pytest.mark.parametrize(
    "action", [Action.COUNTERSIGN_ASSESSMENT, Action.RETURN_ASSESSMENT, Action.VOID_ASSESSMENT]
)
def test_nobody_countersigns_returns_or_voids_their_own_work(action: Action) -> None:
    assert refusal(registered(Role.SUPERVISOR), action, OWN) is Refusal.OWN_WORK


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.SERVICE_MANAGER])
def test_nobody_decides_on_a_step_that_they_proposed(role: Role) -> None:
    own = Matter(is_allocated=False, authors=frozenset({7}))
    assert refusal(Actor(7, role), Action.DECIDE_VERSION_STEP, own) is Refusal.OWN_WORK
    assert refusal(Actor(8, role), Action.DECIDE_VERSION_STEP, own) is None


@pytest.mark.parametrize(
    ("role", "own", "another"),
    [
        (Role.FAMILY_SUPPORT_WORKER, None, Refusal.ANOTHERS_WORK),
        (Role.SOCIAL_WORKER, None, Refusal.ANOTHERS_WORK),
        (Role.SUPERVISOR, None, None),
    ],
)
def test_an_event_is_struck_out_by_whoever_recorded_it_or_by_a_supervisor(
    role: Role, own: Refusal | None, another: Refusal | None
) -> None:
    theirs = replace(ALLOCATED, authors=frozenset({99}))
    assert refusal(registered(role), Action.STRIKE_OUT_EVENT, OWN) is own
    assert refusal(registered(role), Action.STRIKE_OUT_EVENT, theirs) is another


@pytest.mark.parametrize("role", [Role.FAMILY_SUPPORT_WORKER, Role.SOCIAL_WORKER, Role.SUPERVISOR])
def test_a_draft_is_discarded_by_whoever_began_it_and_by_nobody_else(role: Role) -> None:
    assert refusal(registered(role), Action.DISCARD_DRAFT, OWN) is None
    assert refusal(registered(role), Action.DISCARD_DRAFT, ALLOCATED) is Refusal.ANOTHERS_WORK


def test_authors_sign_and_amend_their_own_work() -> None:
    assert refusal(registered(Role.SOCIAL_WORKER), Action.SIGN_ASSESSMENT, OWN) is None
    assert refusal(registered(Role.SOCIAL_WORKER), Action.AMEND_ASSESSMENT, OWN) is None
