"""What a trend leaves out because it does not count, for whom, and in how many questions to the database."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from assessment_tool.core.instrument import RaterRole
from assessment_tool.core.lifecycle import EventKind, Standing
from assessment_tool.core.trend import Whose
from assessment_tool.records import OpenedBecause, Revision, reading
from assessment_tool.services.assessments.noting import note
from assessment_tool.services.trends import trend_of
from assessment_tool.services.uncounted import Uncounted, uncounted_revisions
from tests.services.case import Case
from tests.services.counting import counted
from tests.web.family import AT

LATER = datetime(2026, 3, 9, 12, tzinfo=UTC)
LEFT_OUT = ("returned", "superseded", "voided")
NOT_SIGNED = ("first", "amended", "given_up")


def left_out(case: Case, by: str = "worker") -> dict[int, Uncounted]:
    """What the trend of the child leaves out for the person, by revision."""
    one = case.example
    with reading(case.engine) as session:
        actor = case.actor(session, by)
        trend = trend_of(
            session, actor, one.family_id, "small", one.child_id, catalogue=case.catalogue, at=AT
        )
    return {found.revision_id: found for found in trend.uncounted}


def one_of_each(case: Case) -> dict[str, int]:
    """One in every standing, beside one that counts; of the amended two, one amendment is signed."""
    made = {name: case.signed() for name in (*LEFT_OUT, "counts")}
    case.void(made["voided"])
    made["returned_draft"] = case.hand_back(made["returned"])
    amendment = case.amend(made["superseded"])
    case.summarise(amendment, observed_on=date(2026, 3, 2))
    case.sign(amendment, at=LATER)
    made |= {"first": case.start(), "amended": case.amend(made["counts"]), "given_up": case.start()}
    case.void(made["given_up"], "Begun twice.")
    return made


def test_each_is_left_out_with_who_made_it_so_when_and_why(case: Case) -> None:
    made = one_of_each(case)
    found = left_out(case)
    told = {
        name: (one.standing, one.by, one.at, one.reason)
        for name in (*LEFT_OUT, "first")
        for one in [found[made[name]]]
    }
    assert told == {
        "voided": (Standing.VOIDED, "Dilys Pugh", AT, "The wrong child."),
        "returned": (Standing.RETURNED, "Dilys Pugh", AT, "Say more."),
        "superseded": (Standing.SUPERSEDED, "Ade Oyelaran", LATER, "A wrong date."),
        "first": (Standing.DRAFT, "", None, ""),
    }
    assert {one.carer for one in found.values()} == {"Mara Ashdown"}


def test_what_counts_is_never_left_out(case: Case) -> None:
    made = one_of_each(case)
    assert made["counts"] not in left_out(case)
    assert len(left_out(case)) == len(made) - 1


def test_of_what_was_replaced_it_is_told_by_which(case: Case) -> None:
    made = one_of_each(case)
    found = left_out(case)
    superseded, returned = found[made["superseded"]], found[made["returned"]]
    assert (superseded.instead_at, superseded.instead_on) == (LATER, date(2026, 3, 2))
    assert returned.instead_at is None
    case.sign(made["returned_draft"], at=LATER)
    assert left_out(case)[made["returned"]].instead_at == LATER
    assert made["returned_draft"] not in left_out(case)


def test_a_draft_is_told_with_why_it_was_opened_and_by_the_day_that_it_has(case: Case) -> None:
    made = one_of_each(case)
    found = left_out(case)
    told = {
        name: (one.opened_because, one.day, one.is_observed)
        for name in ("first", "amended", "returned_draft")
        for one in [found[made[name]]]
    }
    assert told == {
        "first": (OpenedBecause.FIRST, date(2026, 3, 4), False),
        "amended": (OpenedBecause.AMENDED, date(2026, 3, 1), True),
        "returned_draft": (OpenedBecause.RETURNED, date(2026, 3, 1), True),
    }


@pytest.mark.parametrize("by", ["worker", "support", "supervisor"])
def test_who_may_draft_is_told_of_what_was_never_signed(case: Case, by: str) -> None:
    made = one_of_each(case)
    assert {made[name] for name in NOT_SIGNED} < set(left_out(case, by))


@pytest.mark.parametrize("by", ["manager", "reader"])
def test_to_who_may_not_draft_nothing_is_named_that_was_never_signed(case: Case, by: str) -> None:
    made = one_of_each(case)
    assert set(left_out(case, by)) == {made[name] for name in LEFT_OUT}


def test_a_restarted_draft_and_what_is_about_others_are_no_part_of_it(case: Case) -> None:
    case.signed()
    case.start(replace(case.wanted("about-adult"), child_id=None))
    closed, goes_on = case.start(), case.start()
    with case.acting() as (session, actor):
        note(session, session.get_one(Revision, closed), EventKind.RESTARTED, actor, AT)
    assert list(left_out(case)) == [goes_on]


def test_the_oldest_stands_first(case: Case) -> None:
    newer, older = (case.signed(observed_on=on) for on in (date(2026, 3, 1), date(2026, 2, 10)))
    case.signed()
    case.void(newer)
    case.void(older)
    assert list(left_out(case)) == [older, newer]


def test_it_is_one_question_to_the_database_however_much_is_left_out(case: Case) -> None:
    one_of_each(case)
    with case.acting() as (session, actor), counted(case.engine) as sent:
        assert len(uncounted_revisions(session, actor)) > len(LEFT_OUT)
    assert len(sent) == 1
    assert "responses_json" not in sent[0]


def test_it_is_told_whose_own_rating_it_was(case: Case) -> None:
    case.signed()
    own = case.complete()
    with case.acting() as (session, _):
        session.get_one(Revision, own).rater_role = RaterRole.SELF
    case.sign(own)
    case.void(own)
    assert left_out(case)[own].whose == Whose(case.example.mother_id, is_self_rating=True)
