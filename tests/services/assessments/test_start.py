"""Starting: what does not fit is refused by name, and the definition is kept beside the evidence."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from assessment_tool.core.instrument import RaterRole
from assessment_tool.core.lifecycle import EventKind, Standing
from assessment_tool.definitions.catalogue import Catalogue, UnknownInstrumentError
from assessment_tool.records import (
    Assessment,
    Definition,
    MemberRole,
    OpenedBecause,
    Person,
    Revision,
    reading,
)
from assessment_tool.resources import instruments_dir
from assessment_tool.services.access import NotFoundError, NotPermittedError
from assessment_tool.services.assessments.start import LONGEST_WHY, CannotStartError, Start, start
from assessment_tool.services.families import NewPerson, add_member
from tests.services.case import Case
from tests.web.family import AT

SHIPPED = Catalogue([instruments_dir()])


def _nothing_was_started(case: Case) -> bool:
    with reading(case.engine) as session:
        return session.scalar(select(func.count()).select_from(Assessment)) == 0


def _refused(case: Case, wanted: Start, by: str = "worker") -> str:
    with pytest.raises(CannotStartError) as refusal:
        case.start(wanted, by)
    assert _nothing_was_started(case)
    assert refusal.value.message
    return refusal.value.field


def test_a_started_assessment_is_a_first_draft_of_its_starter(case: Case) -> None:
    opened = case.opened(case.start(by="support"))
    assert (opened.standing, opened.revision.number) == (Standing.DRAFT, 1)
    assert opened.revision.opened_because is OpenedBecause.FIRST
    assert opened.revision.author_id == case.example.users["support"]
    assert [event.kind for event in opened.events] == [EventKind.OPENED]
    assert (opened.responses, opened.return_reason) == ({}, "")
    assert opened.child is not None
    assert opened.carer is not None
    assert (opened.child.id, opened.carer.id) == (case.example.child_id, case.example.mother_id)


def test_the_way_of_rating_must_be_one_of_the_instruments(case: Case) -> None:
    assert _refused(case, replace(case.wanted(), rater_role=RaterRole.SELF)) == "rater_role"


def test_an_instrument_about_a_child_needs_one(case: Case) -> None:
    assert _refused(case, replace(case.wanted(), child_id=None)) == "child_id"


def test_an_instrument_about_an_adult_takes_no_child(case: Case) -> None:
    assert _refused(case, case.wanted("about-adult")) == "child_id"
    assert case.opened(case.start(replace(case.wanted("about-adult"), child_id=None))).child is None


def test_an_instrument_about_a_child_alone_takes_no_carer(case: Case) -> None:
    alone = case.wanted("about-child")
    assert _refused(case, alone) == "carer_id"
    assert _refused(case, replace(alone, carer_id=None, child_id=None)) == "child_id"
    opened = case.opened(case.start(replace(alone, carer_id=None)))
    assert opened.child is not None
    assert (opened.child.id, opened.carer) == (case.example.child_id, None)
    assert opened.circumstances.child is not None


def test_an_instrument_about_the_household_takes_nobody(case: Case) -> None:
    household = case.wanted("about-household")
    assert _refused(case, replace(household, carer_id=None)) == "child_id"
    assert _refused(case, replace(household, child_id=None)) == "carer_id"
    opened = case.opened(case.start(replace(household, child_id=None, carer_id=None)))
    assert (opened.child, opened.carer, opened.circumstances.child) == (None, None, None)


@pytest.mark.parametrize("by", ["support", "supervisor"])
def test_a_role_that_the_instrument_does_not_name_cannot_start_it(case: Case, by: str) -> None:
    assert _refused(case, replace(case.wanted("about-adult"), child_id=None), by) == "instrument_id"


@pytest.mark.parametrize("by", ["manager", "reader"])
def test_those_who_only_read_start_nothing(case: Case, by: str) -> None:
    with pytest.raises(NotPermittedError):
        case.start(by=by)
    assert _nothing_was_started(case)


@pytest.mark.parametrize(
    "place", ["other_carer", "other_child", "child_as_carer", "carer_as_child", "nobody", "other_family"]
)
def test_people_of_another_family_look_as_if_they_did_not_exist(case: Case, place: str) -> None:
    one, wanted = case.example, case.wanted()
    changed = {
        "other_carer": replace(wanted, carer_id=one.other_carer_id),
        "other_child": replace(wanted, child_id=one.other_child_id),
        "child_as_carer": replace(wanted, carer_id=one.child_id),
        "carer_as_child": replace(wanted, child_id=one.father_id),
        "nobody": replace(wanted, carer_id=2**31 - 1),
        "other_family": replace(wanted, family_id=one.other_family_id),
    }[place]
    with pytest.raises(NotFoundError):
        case.start(changed)
    assert _nothing_was_started(case)


def test_an_unknown_instrument_is_refused(case: Case) -> None:
    with pytest.raises(UnknownInstrumentError):
        case.start(case.wanted("smal"))


def test_an_unborn_child_is_not_graded(case: Case) -> None:
    unborn = NewPerson("Baby Ashdown", expected_on=date(2026, 5, 1))
    with case.acting() as (session, actor):
        child = add_member(
            session,
            actor,
            case.example.family_id,
            unborn,
            role=MemberRole.CHILD,
            from_on=date(2026, 3, 1),
            at=AT,
        )
        with pytest.raises(CannotStartError) as refusal:
            start(session, actor, SHIPPED, replace(case.wanted("graded-care"), child_id=child.id), AT)
    assert refusal.value.field == "child_id"
    assert _nothing_was_started(case)


def _grandmother(case: Case) -> int:
    """A carer of the family of whom nobody has said what she is to the child."""
    with case.acting() as (session, actor):
        new, since = NewPerson("Oona Ashdown"), date(2026, 3, 1)
        family_id, role = case.example.family_id, MemberRole.CARER
        return add_member(session, actor, family_id, new, role=role, from_on=since, at=AT).id


@pytest.mark.parametrize("why", ["", " \x00\n", "x" * (LONGEST_WHY + 1)], ids=len)
def test_care_that_nobody_recorded_is_not_assessed_without_a_reason(case: Case, why: str) -> None:
    wanted = replace(case.wanted(), carer_id=_grandmother(case), why_untied=why)
    assert _refused(case, wanted) == "why_untied"


def test_the_refusal_names_carer_and_child(case: Case) -> None:
    with pytest.raises(CannotStartError, match="Oona Ashdown is not recorded as caring for Wren Ashdown"):
        case.start(replace(case.wanted(), carer_id=_grandmother(case)))


def test_the_reason_for_assessing_unrecorded_care_stays_with_every_later_revision(case: Case) -> None:
    wanted = replace(case.wanted(), carer_id=_grandmother(case), why_untied=" She cooks.\n")
    signed = case.signed(wanted)
    assert case.opened(signed).why_untied == "She cooks."
    returned = case.opened(case.hand_back(signed))
    assert (returned.why_untied, returned.return_reason) == ("She cooks.", "Say more.")


def test_recorded_care_keeps_no_reason(case: Case) -> None:
    draft = case.opened(case.start(replace(case.wanted(), why_untied="Typed before another was chosen.")))
    assert draft.why_untied == ""
    assert [event.reason for event in draft.events] == [""]


def test_an_adult_by_themselves_needs_no_recorded_care(case: Case) -> None:
    wanted = replace(case.wanted("about-adult"), child_id=None, carer_id=_grandmother(case))
    assert case.opened(case.start(wanted)).why_untied == ""


def test_a_definition_is_kept_once_by_its_hash(case: Case) -> None:
    sha256 = case.catalogue.find("small", "1.0.0").sha256
    drafts = [case.start(), case.start()]
    with reading(case.engine) as session:
        kept = session.scalars(select(Definition)).all()
        used = set(session.scalars(select(Revision.definition_sha256).where(Revision.id.in_(drafts))))
    assert [(one.sha256, one.instrument_id, one.version) for one in kept] == [(sha256, "small", "1.0.0")]
    assert used == {sha256}


def test_an_assessment_made_on_paper_names_who_made_it(case: Case) -> None:
    typed = replace(case.wanted(), original_assessor="  Zoe\u0301 Lang\x00 ")
    paper = case.revision(case.start(typed))
    assert (paper.transcribed_from_paper, paper.original_assessor) == (True, "Zo\u00e9 Lang")


def test_a_blank_name_makes_no_paper_assessment(case: Case) -> None:
    plain = case.revision(case.start(replace(case.wanted(), original_assessor=" \r\n ")))
    assert (plain.transcribed_from_paper, plain.original_assessor) == (False, "")


def test_a_paper_form_is_entered_by_the_age_of_the_child_on_its_own_day(sqlite_case: Case) -> None:
    """A form completed at seventeen can be entered once the person is an adult."""
    graded = Case(sqlite_case.engine, sqlite_case.example, SHIPPED)
    with graded.acting() as (session, _):
        session.get_one(Person, graded.example.child_id).born_on = date(2008, 1, 10)
    grown_up = replace(graded.wanted("graded-care"), original_assessor="Zoé Lang")
    with pytest.raises(CannotStartError, match="no items for a child of this age"):
        graded.start(grown_up)
    paper = graded.start(replace(grown_up, observed_on=date(2025, 12, 1)))
    assert graded.revision(paper).transcribed_from_paper
