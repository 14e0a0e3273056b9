"""Entering people: facts that can be, in families that are one's own."""

from datetime import date

import pytest
from sqlalchemy import func, select

from assessment_tool.core.permissions import Refusal
from assessment_tool.records import MemberRole, ParentSlot, Person
from assessment_tool.records.chronology import Parent, SlotState
from assessment_tool.services.access import NotFoundError, NotPermittedError
from assessment_tool.services.families import (
    FamilyFactError,
    NewPerson,
    add_member,
    set_parent_slot,
)
from tests.services.case import Case
from tests.web.family import AT

TODAY, TOMORROW = date(2026, 3, 4), date(2026, 3, 5)


def _add(case: Case, new: NewPerson, role: MemberRole = MemberRole.CHILD, by: str = "worker") -> str:
    with case.acting(by) as (session, actor):
        return add_member(session, actor, case.example.family_id, new, role=role, from_on=TODAY, at=AT).name


@pytest.mark.parametrize(
    ("field", "new"),
    [
        ("name", NewPerson(" \x00", born_on=TODAY)),
        ("born_on", NewPerson("Baby")),
        ("born_on", NewPerson("Baby", born_on=TOMORROW)),
        ("born_on", NewPerson("Baby", born_on=date(1899, 12, 31))),
    ],
)
def test_a_person_who_cannot_be_is_refused_by_name(sqlite_case: Case, field: str, new: NewPerson) -> None:
    with pytest.raises(FamilyFactError) as refusal:
        _add(sqlite_case, new)
    assert refusal.value.field == field


def test_a_child_is_entered_when_born_today_or_expected(case: Case) -> None:
    assert _add(case, NewPerson(" Zoe\u0301 ", born_on=TODAY)) == "Zo\u00e9"
    assert _add(case, NewPerson("Baby", expected_on=TOMORROW)) == "Baby"
    assert _add(case, NewPerson("Gran"), MemberRole.CARER) == "Gran"


def test_those_who_only_read_record_nothing(case: Case) -> None:
    with case.acting() as (session, _):
        people = session.scalar(select(func.count()).select_from(Person))
    for by, error in (("reader", NotPermittedError), ("colleague", NotFoundError), ("admin", NotFoundError)):
        with pytest.raises(error):
            _add(case, NewPerson("Gran"), MemberRole.CARER, by)
    with case.acting() as (session, _):
        assert session.scalar(select(func.count()).select_from(Person)) == people


def test_a_parent_slot_is_filled_by_those_who_work_with_the_child(case: Case) -> None:
    with case.acting("support") as (session, actor):
        set_parent_slot(session, actor, case.example.child_id, Parent.MOTHER, SlotState.PARTLY, at=AT)
    with case.acting() as (session, actor):
        for child_id in (case.example.other_child_id, 2**31 - 1):
            with pytest.raises(NotFoundError, match="child"):
                set_parent_slot(session, actor, child_id, Parent.MOTHER, SlotState.PARTLY, at=AT)
    with case.acting("reader") as (session, actor), pytest.raises(NotPermittedError) as refusal:
        set_parent_slot(session, actor, case.example.child_id, Parent.MOTHER, SlotState.PARTLY, at=AT)
    assert refusal.value.reason is Refusal.ROLE
    with case.acting() as (session, _):
        assert session.scalar(select(func.count()).select_from(ParentSlot)) == 1
