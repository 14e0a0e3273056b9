"""Recovery codes: ten, each once, for one person, hashed at rest, and void once there are new ones."""

from collections import Counter

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from assessment_tool.core.permissions import Role
from assessment_tool.records import RecoveryCode, User
from assessment_tool.records.engine import writing
from assessment_tool.services.recovery_codes import HOW_MANY, is_like_one, left, make_anew, use
from assessment_tool.services.staff import NewUser, add_user
from tests.services.at_once import at_once
from tests.web.family import AT, CHEAP_HASHER, PASSWORD


def somebody(session: Session, username: str = "ade") -> User:
    """A member of staff."""
    return add_user(session, CHEAP_HASHER, NewUser(username, "Ade", Role.READER, "Reader", PASSWORD), AT)


def test_ten_codes_of_120_bits_each_of_which_opens_once(session: Session) -> None:
    user = somebody(session)
    codes = make_anew(session, user.id)
    assert len(set(codes)) == HOW_MANY == left(session, user.id) == 10
    assert {len(code.replace("-", "")) * 5 for code in codes} == {120}
    for spent, code in enumerate(codes, 1):
        assert use(session, user.id, code, AT)
        assert not use(session, user.id, code, AT)
        assert left(session, user.id) == HOW_MANY - spent


def test_a_code_may_be_typed_with_spaces_and_small_letters(session: Session) -> None:
    user = somebody(session)
    first, second = make_anew(session, user.id)[:2]
    assert use(session, user.id, f" {first.lower().replace('-', ' ')} ", AT)
    assert use(session, user.id, second.replace("-", ""), AT)


@pytest.mark.parametrize("code", ["", "000000", "A" * 24, "A" * 23, "é" * 24, "a" * 10_000])
def test_nothing_else_opens(session: Session, code: str) -> None:
    user = somebody(session)
    make_anew(session, user.id)
    assert not use(session, user.id, code, AT)
    assert left(session, user.id) == HOW_MANY


def test_only_the_figures_of_an_authenticator_are_not_like_a_code() -> None:
    assert is_like_one("abcd-abcd-abcd-abcd-abcd-abcd")
    assert not is_like_one("123 456")


def test_the_code_of_one_person_opens_for_no_other(session: Session) -> None:
    ade, brid = somebody(session), somebody(session, "brid")
    (code, *_), _ = make_anew(session, ade.id), make_anew(session, brid.id)
    assert not use(session, brid.id, code, AT)
    assert (left(session, ade.id), left(session, brid.id)) == (HOW_MANY, HOW_MANY)


def test_new_codes_make_those_of_before_void_and_nobody_elses(session: Session) -> None:
    ade, brid = somebody(session), somebody(session, "brid")
    (old, *_), (other, *_) = make_anew(session, ade.id), make_anew(session, brid.id)
    (new, *_) = make_anew(session, ade.id)
    assert not use(session, ade.id, old, AT)
    assert use(session, ade.id, new, AT)
    assert use(session, brid.id, other, AT)


def test_nothing_that_is_stored_tells_a_code(session: Session) -> None:
    codes = make_anew(session, somebody(session).id)
    stored = session.scalars(select(RecoveryCode.code_sha256)).all()
    assert {len(one) for one in stored} == {64}
    assert not any(code.replace("-", "") in f"{stored}".upper() for code in codes)


def test_of_many_who_use_one_code_at_once_one_gets_in(engine: Engine) -> None:
    with writing(engine) as session:
        user_id = somebody(session).id
        code = make_anew(session, user_id)[0]

    def using() -> bool:
        with writing(engine) as session:
            return use(session, user_id, code, AT)

    assert Counter(at_once(*[using] * 4)) == {False: 3, True: 1}
