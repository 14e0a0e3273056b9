"""Entering people and events: facts that can be, in families that are one's own."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from assessment_tool.core.permissions import Refusal
from assessment_tool.records import FamilyEvent, FamilyEventKind, MemberRole, ParentSlot, Person
from assessment_tool.records.chronology import Parent, SlotState
from assessment_tool.services.access import NotFoundError, NotPermittedError
from assessment_tool.services.families import (
    MAXIMUM_DETAIL,
    MAXIMUM_TITLE,
    FamilyFactError,
    NewEvent,
    NewPerson,
    add_member,
    record_event,
    set_parent_slot,
)
from tests.services.case import Case
from tests.web.family import AT

TODAY, TOMORROW = date(2026, 3, 4), date(2026, 3, 5)
MOVED = NewEvent(TODAY, FamilyEventKind.MOVE, "Moved")


def _add(case: Case, new: NewPerson, role: MemberRole = MemberRole.CHILD, by: str = "worker") -> str:
    with case.acting(by) as (session, actor):
        return add_member(session, actor, case.example.family_id, new, role=role, from_on=TODAY, at=AT).name


def _record(case: Case, new: NewEvent, by: str = "worker") -> FamilyEvent:
    with case.acting(by) as (session, actor):
        return record_event(session, actor, case.example.family_id, new, AT)


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


@pytest.mark.parametrize(
    ("field", "new"),
    [
        ("title", replace(MOVED, title=" ")),
        ("title", replace(MOVED, title="x" * (MAXIMUM_TITLE + 1))),
        ("detail", replace(MOVED, detail="x" * (MAXIMUM_DETAIL + 1))),
        ("happened_on", replace(MOVED, happened_on=TOMORROW)),
        ("happened_on", replace(MOVED, happened_on=date(1, 1, 1))),
    ],
    ids=["empty", "long title", "long detail", "tomorrow", "year one"],
)
def test_an_event_that_cannot_be_is_refused_by_name(sqlite_case: Case, field: str, new: NewEvent) -> None:
    with pytest.raises(FamilyFactError) as refusal:
        _record(sqlite_case, new)
    assert refusal.value.field == field


def test_an_event_is_recorded_with_its_source_and_its_person(case: Case) -> None:
    new = NewEvent(TODAY, FamilyEventKind.MOVE, " Moved ", "A\r\nB", " Housing ", case.example.mother_id)
    event = _record(case, new, by="support")
    assert (event.title, event.detail, event.source) == ("Moved", "A\nB", "Housing")
    assert (event.person_id, event.recorded_by_id) == (case.example.mother_id, case.example.users["support"])


def test_an_event_never_points_at_a_person_of_another_family(case: Case) -> None:
    for person_id in (case.example.other_carer_id, 2**31 - 1):
        with pytest.raises(NotFoundError, match="person"):
            _record(case, replace(MOVED, person_id=person_id))
    with case.acting() as (session, _):
        assert session.scalar(select(func.count()).select_from(FamilyEvent)) == 0


def test_those_who_only_read_record_nothing(case: Case) -> None:
    with case.acting() as (session, _):
        people = session.scalar(select(func.count()).select_from(Person))
    for by, error in (("reader", NotPermittedError), ("colleague", NotFoundError), ("admin", NotFoundError)):
        with pytest.raises(error):
            _record(case, MOVED, by)
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
