"""Members of staff: what is refused, what is stored, and passwords that cost the same for a stranger."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.exceptions import VerifyMismatchError
from sqlalchemy.orm import Session

from assessment_tool.core.permissions import Role
from assessment_tool.services.access import actor_of
from assessment_tool.services.staff import (
    _UNKNOWN_USER,
    MAXIMUM_PASSWORD,
    MINIMUM_PASSWORD,
    NewUser,
    StaffFactError,
    add_demonstration_user,
    add_user,
    is_demonstration_name,
    is_password_of,
)
from tests.web.family import AT, CHEAP_HASHER, PASSWORD

NEW = NewUser("ade", "Ade Oyelaran", Role.SOCIAL_WORKER, "Social worker", PASSWORD)


def test_a_user_is_stored_with_a_name_in_small_letters_and_no_password(session: Session) -> None:
    user = add_user(session, CHEAP_HASHER, replace(NEW, username=" Ade ", name=" Zoe\u0301\x00 "), AT)
    assert (user.username, user.name, user.is_active, user.created_at) == ("ade", "Zo\u00e9", True, AT)
    assert PASSWORD not in user.password_hash
    assert user.password_hash.startswith("$argon2id$")


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("username", {"username": " "}),
        ("username", {"username": "a b"}),
        ("username", {"username": "adé"}),
        ("username", {"username": "demo.ade"}),
        ("username", {"username": " Demo.Ade"}),
        ("name", {"name": " \x00"}),
        ("password", {"password": "x" * (MINIMUM_PASSWORD - 1)}),
        ("password", {"password": "x" * (MAXIMUM_PASSWORD + 1)}),
    ],
)
def test_facts_that_cannot_be_are_refused_by_name(
    session: Session, field: str, changes: dict[str, Any]
) -> None:
    with pytest.raises(StaffFactError) as refusal:
        add_user(session, CHEAP_HASHER, replace(NEW, **changes), AT)
    assert refusal.value.field == field
    assert refusal.value.message


@pytest.mark.parametrize("length", [MINIMUM_PASSWORD, MAXIMUM_PASSWORD])
def test_passwords_at_both_ends_are_taken(session: Session, length: int) -> None:
    user = add_user(session, CHEAP_HASHER, replace(NEW, password="é" * length), AT)
    assert is_password_of(CHEAP_HASHER, user.password_hash, "é" * length)


def test_a_name_is_given_once_whatever_its_letters(session: Session) -> None:
    add_user(session, CHEAP_HASHER, NEW, AT)
    with pytest.raises(StaffFactError, match="already"):
        add_user(session, CHEAP_HASHER, replace(NEW, username="ADE "), AT)


def test_demonstration_accounts_have_names_of_their_own(session: Session) -> None:
    assert is_demonstration_name(" DEMO.ade")
    assert not is_demonstration_name("demonstrator")
    with pytest.raises(StaffFactError, match="demo"):
        add_demonstration_user(session, NEW, "hash", AT)
    user = add_demonstration_user(session, replace(NEW, username="demo.ade"), "hash", AT)
    assert (user.username, user.password_hash) == ("demo.ade", "hash")


def test_the_registration_reaches_the_permissions(session: Session) -> None:
    checked, expires = date(2025, 1, 2), date(2025, 11, 30)
    new = replace(
        NEW, registration_number="SW1", register_checked_on=checked, registration_expires_on=expires
    )
    actor = actor_of(add_user(session, CHEAP_HASHER, new, AT))
    assert actor.is_registered_on(checked)
    assert actor.is_registered_on(expires)
    assert not actor.is_registered_on(date(2025, 12, 1))
    assert not actor_of(add_user(session, CHEAP_HASHER, replace(NEW, username="b"), AT)).is_registered_on(
        checked
    )


def test_only_the_password_itself_is_right(session: Session) -> None:
    user = add_user(session, CHEAP_HASHER, NEW, AT)
    assert is_password_of(CHEAP_HASHER, user.password_hash, PASSWORD)
    for wrong in ("", PASSWORD.upper(), f"{PASSWORD} "):
        assert not is_password_of(CHEAP_HASHER, user.password_hash, wrong)
    assert not is_password_of(CHEAP_HASHER, None, PASSWORD)


def test_a_broken_hash_opens_nothing(session: Session) -> None:
    user = add_user(session, CHEAP_HASHER, NEW, AT)
    user.password_hash = "broken"
    assert not is_password_of(CHEAP_HASHER, user.password_hash, PASSWORD)


def test_a_stranger_costs_a_whole_hash_of_the_usual_strength() -> None:
    hasher = PasswordHasher()
    with pytest.raises(VerifyMismatchError):
        hasher.verify(_UNKNOWN_USER, PASSWORD)
    stranger, usual = extract_parameters(_UNKNOWN_USER), extract_parameters(hasher.hash(PASSWORD))
    assert replace(stranger, salt_len=usual.salt_len) == usual
