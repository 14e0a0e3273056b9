"""Recording events and striking them out: facts that can be, in families that are one's own."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from assessment_tool.core.permissions import Refusal
from assessment_tool.records import EventStrike, FamilyEvent, FamilyEventKind, Person
from assessment_tool.services.access import NotFoundError, NotPermittedError
from assessment_tool.services.event_faults import MAXIMUM_DETAIL, MAXIMUM_TITLE
from assessment_tool.services.family_events import (
    MAXIMUM_REASON,
    AlreadyStruckOutError,
    EventFaultsError,
    NewEvent,
    record_event,
    strike_out,
)
from tests.services.case import Case
from tests.web.family import AT

TODAY, TOMORROW = date(2026, 3, 4), date(2026, 3, 5)
BORN, FIRST_RECORD = date(2019, 9, 14), date(2025, 1, 6)
MOVED = NewEvent(TODAY, FamilyEventKind.MOVE, "Moved")


def _record(case: Case, new: NewEvent = MOVED, by: str = "worker") -> FamilyEvent:
    with case.acting(by) as (session, actor):
        return record_event(session, actor, case.example.family_id, new, AT)


def _strike(case: Case, event_id: int, reason: str = "The year was mistyped.", by: str = "worker") -> None:
    with case.acting(by) as (session, actor):
        strike_out(session, actor, case.example.family_id, event_id, reason=reason, at=AT)


def _faults(case: Case, new: NewEvent) -> dict[str, str]:
    with pytest.raises(EventFaultsError) as refusal:
        _record(case, new)
    return dict(refusal.value.faults)


@pytest.mark.parametrize(
    ("field", "new"),
    [
        ("title", replace(MOVED, title=" ")),
        ("title", replace(MOVED, title="x" * (MAXIMUM_TITLE + 1))),
        ("detail", replace(MOVED, detail="x" * (MAXIMUM_DETAIL + 1))),
        ("happened_on", replace(MOVED, happened_on=TOMORROW)),
        ("happened_on", replace(MOVED, happened_on=None)),
        ("kind", replace(MOVED, kind=None)),
    ],
    ids=["empty", "long title", "long detail", "tomorrow", "no day", "no kind"],
)
def test_an_event_that_cannot_be_is_refused_by_name(sqlite_case: Case, field: str, new: NewEvent) -> None:
    assert list(_faults(sqlite_case, new)) == [field]


def test_all_that_is_wrong_is_said_at_once(sqlite_case: Case) -> None:
    wrong = NewEvent(TOMORROW, None, "", "x" * (MAXIMUM_DETAIL + 1))
    assert list(_faults(sqlite_case, wrong)) == ["kind", "happened_on", "title", "detail"]


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1066, 1, 1), date(1899, 12, 31)])
def test_a_year_before_1900_is_not_called_the_future(sqlite_case: Case, day: date) -> None:
    confirmed = replace(MOVED, happened_on=day, is_day_confirmed=True)
    assert _faults(sqlite_case, confirmed) == {"happened_on": "The year must be 1900 or later."}


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2019, 9, 13), "13 September 2019 is before any child of the family was born"),
        (date(1900, 1, 1), "before any child"),
        (BORN, "more than two years before the first record of the family (6 January 2025)"),
        (date(2023, 1, 5), "more than two years before the first record"),
    ],
)
def test_an_unlikely_day_is_doubted_until_it_is_confirmed(sqlite_case: Case, day: date, why: str) -> None:
    unlikely = replace(MOVED, happened_on=day)
    faults = _faults(sqlite_case, unlikely)
    assert list(faults) == ["is_day_confirmed"]
    assert why in faults["is_day_confirmed"]
    assert _record(sqlite_case, replace(unlikely, is_day_confirmed=True)).happened_on == day


@pytest.mark.parametrize("day", [date(2023, 1, 6), FIRST_RECORD, TODAY])
def test_a_likely_day_is_not_doubted(sqlite_case: Case, day: date) -> None:
    assert _record(sqlite_case, replace(MOVED, happened_on=day)).happened_on == day


def test_before_any_child_is_born_no_day_is_doubted_for_its_birth(sqlite_case: Case) -> None:
    with sqlite_case.acting() as (session, _):
        session.get_one(Person, sqlite_case.example.child_id).born_on = None
    before_its_birth = replace(MOVED, happened_on=date(2023, 2, 1))
    assert _record(sqlite_case, before_its_birth).happened_on == date(2023, 2, 1)


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


@pytest.mark.parametrize(
    ("by", "error"), [("reader", NotPermittedError), ("colleague", NotFoundError), ("admin", NotFoundError)]
)
def test_those_who_only_read_record_and_strike_out_nothing(
    sqlite_case: Case, by: str, error: type[Exception]
) -> None:
    event = _record(sqlite_case)
    with pytest.raises(error):
        _record(sqlite_case, by=by)
    with pytest.raises(error):
        _strike(sqlite_case, event.id, by=by)
    assert _strikes(sqlite_case) == []


@pytest.mark.parametrize("by", ["support", "supervisor"])
def test_an_event_is_struck_out_by_whoever_recorded_it_or_the_supervisor(case: Case, by: str) -> None:
    event = _record(case, by="support")
    _strike(case, event.id, " A slip.\x00 ", by)
    (strike,) = _strikes(case)
    assert (strike.event_id, strike.reason, strike.struck_at) == (event.id, "A slip.", AT)
    assert strike.struck_by_id == case.example.users[by]


def test_a_worker_strikes_out_nothing_that_another_recorded(sqlite_case: Case) -> None:
    event = _record(sqlite_case, by="support")
    with pytest.raises(NotPermittedError) as refusal:
        _strike(sqlite_case, event.id)
    assert refusal.value.reason is Refusal.ANOTHERS_WORK
    assert _strikes(sqlite_case) == []


@pytest.mark.parametrize("reason", ["", " \x00", "x" * (MAXIMUM_REASON + 1)])
def test_without_a_reason_nothing_is_struck_out(sqlite_case: Case, reason: str) -> None:
    event = _record(sqlite_case)
    with pytest.raises(EventFaultsError) as refusal:
        _strike(sqlite_case, event.id, reason)
    assert list(refusal.value.faults) == ["reason"]
    assert _strikes(sqlite_case) == []


def test_an_event_of_another_family_is_not_found(sqlite_case: Case) -> None:
    with sqlite_case.acting("colleague") as (session, actor):
        theirs = record_event(session, actor, sqlite_case.example.other_family_id, MOVED, AT)
    for event_id in (theirs.id, 2**31 - 1):
        with pytest.raises(NotFoundError, match="event"):
            _strike(sqlite_case, event_id)


def test_an_event_is_struck_out_once_and_the_first_reason_stands(case: Case) -> None:
    event = _record(case)
    _strike(case, event.id, "First.")
    with pytest.raises(AlreadyStruckOutError):
        _strike(case, event.id, "Second.", by="supervisor")
    assert [one.reason for one in _strikes(case)] == ["First."]


def _strikes(case: Case) -> list[EventStrike]:
    with case.acting() as (session, _):
        return list(session.scalars(select(EventStrike)))
