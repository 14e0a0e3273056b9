"""The family's page, my work and the trends: what counts is in them, at a fixed cost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from assessment_tool.core.lifecycle import Standing
from assessment_tool.core.permissions import Actor
from assessment_tool.records import CareKind, FamilyEventKind, ParentalResponsibility, reading
from assessment_tool.records.chronology import Parent, SlotState
from assessment_tool.services.access import NotFoundError
from assessment_tool.services.families import relate, set_parent_slot
from assessment_tool.services.family_events import NewEvent, record_event
from assessment_tool.services.family_page import FamilyPage, family_page
from assessment_tool.services.my_work import MyWork, my_work
from assessment_tool.services.trends import Trend, trend_of, trends_to_show
from tests.services.case import Case
from tests.services.counting import counted
from tests.web.family import AT

MANY = 10


def _page(case: Case, by: str = "worker") -> FamilyPage:
    with reading(case.engine) as session:
        return family_page(session, case.actor(session, by), case.example.family_id, AT)


def _work(case: Case, by: str = "worker") -> MyWork:
    with reading(case.engine) as session:
        return my_work(session, case.actor(session, by), case.catalogue, AT)


def _trend(case: Case) -> Trend:
    with reading(case.engine) as session:
        actor, one = case.actor(session), case.example
        return trend_of(session, actor, one.family_id, "small", one.child_id, catalogue=case.catalogue, at=AT)


def _choices(case: Case) -> list[tuple[int | None, str, int]]:
    with reading(case.engine) as session:
        found = trends_to_show(session, case.actor(session), case.example.family_id, AT)
    return [(one.child.id if one.child else None, one.instrument_id, one.count) for one in found]


def _one_of_each(case: Case) -> dict[Standing, int]:
    """An assessment in every standing; the superseded one has a signed amendment."""
    never_signed = {Standing.DRAFT, Standing.RESTARTED, Standing.DISCARDED}
    signed = [standing for standing in Standing if standing not in never_signed]
    made: dict[Standing, int] = {standing: case.signed() for standing in signed}
    case.countersign(made[Standing.COUNTERSIGNED])
    case.hand_back(made[Standing.RETURNED])
    case.void(made[Standing.VOIDED])
    case.sign(case.amend(made[Standing.SUPERSEDED]))
    made |= {Standing.DRAFT: case.start(), Standing.DISCARDED: case.start()}
    case.discard(made[Standing.DISCARDED])
    return made


def test_a_familys_page_shows_its_people_and_nobody_elses(case: Case) -> None:
    page, one = _page(case), case.example
    assert (page.family.reference, page.day) == ("F-0001", date(2026, 3, 4))
    assert [child.name for child in page.children] == ["Wren Ashdown"]
    assert [carer.name for carer in page.carers] == ["Mara Ashdown", "Tom Hale"]
    assert set(page.people) == {one.child_id, one.mother_id, one.father_id}
    assert page.relationships[one.child_id, one.father_id].kind is CareKind.FATHER
    assert {user.username for user in page.workers} == {
        "worker",
        "support",
        "supervisor",
        "manager",
        "reader",
    }


def test_a_parent_slot_is_empty_until_somebody_says_how_far_it_is_filled(case: Case) -> None:
    one = case.example
    assert _page(case).slots == {}
    with case.acting() as (session, actor):
        for state in (SlotState.ATTEMPTED, SlotState.PARTLY):
            set_parent_slot(session, actor, one.child_id, Parent.FATHER, state, at=AT)
    ((place, slot),) = _page(case).slots.items()
    assert (place, slot.state) == ((one.child_id, Parent.FATHER), SlotState.PARTLY)


def test_of_several_relationships_the_newest_is_shown(case: Case) -> None:
    one = case.example
    with case.acting() as (session, _):
        relate(
            session,
            one.child_id,
            one.father_id,
            CareKind.MOTHERS_PARTNER,
            ParentalResponsibility.NO,
            from_on=date(2025, 1, 1),
        )
    assert _page(case).relationships[one.child_id, one.father_id].kind is CareKind.MOTHERS_PARTNER


def test_events_stand_newest_first(case: Case) -> None:
    with case.acting() as (session, actor):
        for day in (1, 3, 2):
            new = NewEvent(date(2026, 3, day), FamilyEventKind.MOVE, f"Move {day}")
            record_event(session, actor, case.example.family_id, new, AT)
    assert [one.title for one in _page(case).events] == ["Move 3", "Move 2", "Move 1"]


def test_a_familys_page_lists_every_revision_with_its_standing_newest_first(case: Case) -> None:
    made = _one_of_each(case)
    page = _page(case)
    standings = {one.revision.id: one.standing for one in page.revisions}
    assert {standing: standings[one] for standing, one in made.items()} == {one: one for one in made}
    assert len(page.revisions) == len(made) + 2
    days = [one.revision.observed_on or date(2026, 3, 4) for one in page.revisions]
    assert days == sorted(days, reverse=True)
    current = {one.standing for one in page.revisions if one.is_current}
    assert current == {Standing.DRAFT, Standing.SIGNED, Standing.COUNTERSIGNED}
    assert {one.author.name for one in page.revisions} == {"Ade Oyelaran"}


def test_the_revisions_of_a_pair_are_those_of_child_carer_and_instrument(case: Case) -> None:
    one = case.example
    with_mother = case.start()
    with_father = case.start(replace(case.wanted(), carer_id=one.father_id))
    about_mother = case.start(replace(case.wanted("about-adult"), child_id=None))
    page = _page(case)
    pairs = {
        (one.child_id, one.mother_id, "small"): [with_mother],
        (one.child_id, one.father_id, "small"): [with_father],
        (None, one.mother_id, "about-adult"): [about_mother],
        (None, one.father_id, "about-adult"): [],
    }
    found = {pair: [listed.revision.id for listed in page.of_pair(*pair)] for pair in pairs}
    assert found == pairs


def test_my_work_parts_returned_drafts_from_the_others_oldest_first(case: Case) -> None:
    older, newer = case.complete(observed_on=date(2026, 2, 10)), case.complete()
    returned = case.hand_back(case.signed())
    work = _work(case)
    assert [family.reference for family in work.families] == ["F-0001"]
    assert [one.revision.id for one in work.drafts] == [older, newer]
    assert [one.revision.id for one in work.returned] == [returned]
    assert work.to_countersign == []
    assert {person.name for person in work.people.values()} == {"Wren Ashdown", "Mara Ashdown"}


def test_a_supervisor_sees_the_drafts_of_others_apart_and_nobody_else_does(case: Case) -> None:
    draft = case.complete()
    returned = case.hand_back(case.signed())
    seen = _work(case, "supervisor")
    assert (seen.drafts, seen.returned) == ([], [])
    assert {one.revision.id for one in seen.drafts_of_others} == {draft, returned}
    for username in ("support", "manager", "reader"):
        work = _work(case, username)
        assert (work.drafts, work.returned, work.drafts_of_others) == ([], [], []), username
    assert _work(case).drafts_of_others == []


def test_only_what_somebody_else_signed_waits_for_a_supervisor(case: Case) -> None:
    made = _one_of_each(case)
    own = case.complete()
    case.sign(own, by="supervisor")
    waiting = {one.revision.id for one in _work(case, "supervisor").to_countersign}
    assert made[Standing.SIGNED] in waiting
    assert waiting.isdisjoint(
        {own, *(one for standing, one in made.items() if standing is not Standing.SIGNED)}
    )
    assert _work(case, "manager").to_countersign == []


@pytest.mark.parametrize("by", ["colleague", "admin", "auditor"])
def test_nothing_of_another_family_is_anybodys_work(case: Case, by: str) -> None:
    case.signed()
    work = _work(case, by)
    assert (work.drafts, work.returned, work.to_countersign, work.people) == ([], [], [], {})


def test_a_trend_uses_what_counts_oldest_first(case: Case) -> None:
    made = _one_of_each(case)
    earliest = case.signed(observed_from=date(2025, 9, 1), observed_on=date(2025, 9, 28))
    amendment = max(one.revision.id for one in _page(case).revisions if one.revision.number > 1)
    trend = _trend(case)
    used = [one.revision.id for one in trend.assessments]
    assert used[0] == earliest
    assert set(used) >= {made[Standing.SIGNED], made[Standing.COUNTERSIGNED], earliest}
    assert len(used) == 4
    left_out = (Standing.RETURNED, Standing.SUPERSEDED, Standing.VOIDED, Standing.DRAFT)
    assert set(used).isdisjoint(made[standing] for standing in left_out)
    assert amendment in used
    assert trend.period == (date(2025, 9, 28), date(2026, 3, 1))
    assert _choices(case) == [(case.example.child_id, "small", 4)]


def test_a_trend_says_of_each_assessment_what_was_signed(case: Case) -> None:
    paper = replace(case.wanted(), original_assessor="Zoe Lang")
    case.signed(paper)
    (one,) = _trend(case).assessments
    scored = one.scored
    assert (scored.rater, scored.is_transcribed) == ("Zoe Lang", True)
    assert (scored.observed_on, scored.window_days) == (date(2026, 3, 1), 27)
    assert scored.standing is Standing.SIGNED
    assert [(scale.id, str(scale.value)) for scale in scored.result.scales] == [("total", "2")]
    assert one.responses["food"].evidence == "Seen on Monday."
    assert one.child_age is not None
    assert one.child_age.months == 77


def test_a_trend_shows_each_carer_and_an_adults_instrument_stands_alone(case: Case) -> None:
    case.signed()
    case.signed(replace(case.wanted(), carer_id=case.example.father_id))
    assert {person.name for person in _trend(case).carers.values()} == {"Mara Ashdown", "Tom Hale"}
    assert len(_trend(case).series("total")) == 2
    assert _choices(case) == [(case.example.child_id, "small", 2)]


@pytest.mark.parametrize("is_voided", [False, True])
def test_without_an_assessment_that_counts_there_is_no_trend(case: Case, *, is_voided: bool) -> None:
    if is_voided:
        case.void(case.signed())
    else:
        case.complete()
    with pytest.raises(NotFoundError, match="trend"):
        _trend(case)
    assert _choices(case) == []


WORKS: dict[str, Callable[[Session, Actor, Case], object]] = {
    "family_page": lambda session, actor, case: family_page(session, actor, case.example.family_id, AT),
    "my_work": lambda session, actor, case: my_work(session, actor, case.catalogue, AT),
    "trend_of": lambda session, actor, case: trend_of(
        session,
        actor,
        case.example.family_id,
        "small",
        case.example.child_id,
        catalogue=case.catalogue,
        at=AT,
    ),
    "trends_to_show": lambda session, actor, case: trends_to_show(session, actor, case.example.family_id, AT),
}


def test_ten_assessments_cost_as_many_queries_as_one(case: Case) -> None:
    case.signed()
    of_one = _queries(case)
    for number in range(1, MANY):
        one = case.signed(observed_on=date(2026, 3, 1) - timedelta(days=number))
        if number % 2:
            case.countersign(one)
    assert len(_trend(case).assessments) == MANY
    assert _queries(case) == of_one
    assert max(of_one.values()) <= 12
    assert min(of_one.values()) > 0


def _queries(case: Case) -> dict[str, int]:
    counts = {}
    for name, work in WORKS.items():
        with reading(case.engine) as session:
            actor = case.actor(session, "supervisor")
            with counted(case.engine) as statements:
                work(session, actor, case)
            counts[name] = len(statements)
    return counts
