"""The figures of an authenticator: right for a minute and a half, once, for one person, however many try."""

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from assessment_tool.core.permissions import Role
from assessment_tool.records import Authenticator, User
from assessment_tool.records.engine import writing
from assessment_tool.services.authenticators import (
    code_at,
    forget,
    has_authenticator,
    new_secret,
    next_code,
    set_up,
    setting_up,
    use,
)
from assessment_tool.services.staff import NewUser, add_user
from assessment_tool.services.vault import SealedElsewhereError, Vault
from tests.services.at_once import at_once
from tests.web.family import AT, AUTHENTICATOR, CHEAP_HASHER, PASSWORD

VAULT = Vault("a secret of thirty-two characters")
STEP = timedelta(seconds=30)
AT_1970 = "94287082"
"""RFC 6238, appendix B: of the secret 12345678901234567890 after 59 seconds, its last six are shown."""


@pytest.fixture
def user(session: Session) -> User:
    """Somebody with an authenticator."""
    added = add_user(session, CHEAP_HASHER, NewUser("ade", "Ade", Role.READER, "Reader", PASSWORD), AT)
    assert set_up(session, VAULT, added.id, AUTHENTICATOR, AT)
    return added


def test_the_figures_are_those_of_the_standard() -> None:
    moment = AT - (AT - AT.replace(year=1970, month=1, day=1, hour=0, second=59))
    assert code_at("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", moment) == AT_1970[-6:]


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_a_clock_may_be_half_a_minute_astray(session: Session, user: User, steps: int) -> None:
    assert use(session, VAULT, user.id, code_at(AUTHENTICATOR, AT + steps * STEP), AT)


@pytest.mark.parametrize("steps", [-2, 2])
def test_but_not_a_minute(session: Session, user: User, steps: int) -> None:
    assert not use(session, VAULT, user.id, code_at(AUTHENTICATOR, AT + steps * STEP), AT)


def test_a_code_opens_once_and_then_no_earlier_one_opens(session: Session, user: User) -> None:
    now, before, after = (code_at(AUTHENTICATOR, AT + steps * STEP) for steps in (0, -1, 1))
    assert use(session, VAULT, user.id, now, AT)
    assert not use(session, VAULT, user.id, now, AT)
    assert not use(session, VAULT, user.id, before, AT)
    assert use(session, VAULT, user.id, after, AT)


def test_spaces_between_the_figures_are_nothing(session: Session, user: User) -> None:
    code = code_at(AUTHENTICATOR, AT)
    assert use(session, VAULT, user.id, f" {code[:3]} {code[3:]}\t", AT)


@pytest.mark.parametrize("code", ["", "000000", "12345", "١٢٣٤٥٦", "a" * 10_000])
def test_nothing_else_opens(session: Session, user: User, code: str) -> None:
    assert not use(session, VAULT, user.id, code, AT)


@pytest.mark.usefixtures("user")
def test_the_secret_is_kept_sealed_for_its_person_alone(session: Session) -> None:
    held = session.scalars(select(Authenticator)).one()
    assert AUTHENTICATOR.encode() not in held.sealed_secret
    other = add_user(session, CHEAP_HASHER, NewUser("brid", "Brid", Role.READER, "Reader", PASSWORD), AT)
    session.add(Authenticator(user_id=other.id, sealed_secret=held.sealed_secret, since=AT))
    session.flush()
    with pytest.raises(SealedElsewhereError):
        use(session, VAULT, other.id, code_at(AUTHENTICATOR, AT), AT)


def test_a_second_authenticator_does_not_take_the_place_of_the_first(session: Session, user: User) -> None:
    assert not set_up(session, VAULT, user.id, new_secret(), AT)
    assert use(session, VAULT, user.id, code_at(AUTHENTICATOR, AT), AT)


def test_one_that_is_forgotten_opens_nothing(session: Session, user: User) -> None:
    forget(session, user.id)
    session.expire_all()
    assert not has_authenticator(session, user.id)
    assert not use(session, VAULT, user.id, code_at(AUTHENTICATOR, AT), AT)
    assert next_code(session, VAULT, user.id, AT) == ""


def test_the_next_code_is_one_that_opens_twice_in_a_row(session: Session, user: User) -> None:
    for _ in range(2):
        assert use(session, VAULT, user.id, next_code(session, VAULT, user.id, AT), AT)
        session.expire_all()
    assert not use(session, VAULT, user.id, next_code(session, VAULT, user.id, AT), AT)


@pytest.mark.parametrize("spent_before", [False, True])
@pytest.mark.parametrize("second", range(0, 30, 7))
def test_whoever_reads_for_half_a_minute_still_opens_with_the_next_code(
    session: Session, user: User, second: int, *, spent_before: bool
) -> None:
    shown_at = AT + timedelta(seconds=second)
    if spent_before:
        assert use(session, VAULT, user.id, code_at(AUTHENTICATOR, shown_at), shown_at)
        session.expire_all()
    shown = next_code(session, VAULT, user.id, shown_at)
    assert use(session, VAULT, user.id, shown, shown_at + timedelta(seconds=30))


def test_the_picture_names_service_and_person() -> None:
    said = setting_up(AUTHENTICATOR, "ade")
    assert (
        said
        == f"otpauth://totp/Parenting%20assessment:ade?secret={AUTHENTICATOR}&issuer=Parenting%20assessment"
    )


def test_no_two_secrets_are_alike_and_each_has_160_bits() -> None:
    secrets = {new_secret() for _ in range(100)}
    assert len(secrets) == 100
    assert {len(secret) for secret in secrets} == {32}


def test_of_many_who_use_one_code_at_once_one_gets_in(engine: Engine) -> None:
    with writing(engine) as session:
        new = NewUser("ade", "Ade", Role.READER, "Reader", PASSWORD)
        user_id = add_user(session, CHEAP_HASHER, new, AT).id
        set_up(session, VAULT, user_id, AUTHENTICATOR, AT)

    def using() -> bool:
        with writing(engine) as session:
            return use(session, VAULT, user_id, code_at(AUTHENTICATOR, AT), AT)

    assert Counter(at_once(*[using] * 4)) == {False: 3, True: 1}
