"""The demonstration shows what it is meant to show: the pattern, not one family's facts."""

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from assessment_tool.core.instrument import Direction
from assessment_tool.core.lifecycle import Standing
from assessment_tool.core.trend import ChangeWord, Headline, Way, compare
from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.documents.matters import three_things
from assessment_tool.documents.pdf import print_pdf
from assessment_tool.documents.printing import trend_job
from assessment_tool.documents.shown import shown_groups
from assessment_tool.documents.trend_facts import gather
from assessment_tool.documents.trend_report import Maker
from assessment_tool.records.assessments import Assessment, AssessmentEvent, OpenedBecause, Revision
from assessment_tool.records.chronology import FamilyEvent, FamilyEventKind, Parent, ParentSlot, SlotState
from assessment_tool.records.families import Sex
from assessment_tool.records.responses import Response
from assessment_tool.records.users import User
from assessment_tool.services.assessments.opened import open_assessment
from assessment_tool.services.family_page import FamilyPage, family_page
from assessment_tool.services.my_work import my_work
from assessment_tool.services.signed_assessments import SignedAssessment
from assessment_tool.services.trends import Trend, trend_of
from tests.documents.reading import pages, squeezed
from tests.services.demonstration.conftest import LOADED_AT, actor, family, person


@pytest.fixture
def hollis(loaded: Session) -> FamilyPage:
    return family_page(loaded, actor(loaded, "demo.worker"), family(loaded, "Hollis").id, LOADED_AT)


def trend_of_rowan(session: Session) -> Trend:
    rowan, family_id = person(session, "Rowan Hollis").id, family(session, "Hollis").id
    worker, catalogue = actor(session, "demo.worker"), Catalogue([])
    return trend_of(session, worker, family_id, "graded-care", rowan, catalogue=catalogue, at=LOADED_AT)


def assessments_of(session: Session, carer: str) -> list[SignedAssessment]:
    """The carer's signed assessments of Rowan that count, oldest first."""
    carer_id = person(session, carer).id
    return [one for one in trend_of_rowan(session).assessments if one.scored.carer_id == carer_id]


def values(assessments: list[SignedAssessment], scale_id: str) -> list[int | None]:
    found = [one.scored.result.by_id[scale_id].value for one in assessments]
    return [None if value is None else int(value) for value in found]


def steps_worse(assessments: list[SignedAssessment], scale_id: str) -> list[int]:
    """By how many grades the items of the scale became worse, from each assessment to the next."""
    results = [one.scored.result for one in assessments]
    compared = [
        compare(before, after, scale_id, Direction.LOW_IS_GOOD) for before, after in pairwise(results)
    ]
    return [int(sum(move.steps for move in one.moves)) for one in compared]


def reversals(assessments: list[SignedAssessment], scale_id: str) -> Iterator[bool]:
    for before, after in pairwise(assessments):
        compared = compare(before.scored.result, after.scored.result, scale_id, Direction.LOW_IS_GOOD)
        yield compared.headline is Headline.REVERSAL


def test_five_of_the_mother_and_three_of_the_father_count_and_only_the_last_waits(loaded: Session) -> None:
    mother, father = assessments_of(loaded, "Jodie Hollis"), assessments_of(loaded, "Marcus Bell")
    assert (len(mother), len(father)) == (5, 3)
    ordered = sorted([*mother, *father], key=lambda one: one.scored.observed_on)
    standings = [one.scored.standing for one in ordered]
    assert standings == [Standing.COUNTERSIGNED] * 7 + [Standing.SIGNED]


def test_a_sub_area_becomes_worse_under_an_area_whose_headline_stays_flat(loaded: Session) -> None:
    mother = assessments_of(loaded, "Jodie Hollis")
    assert values(mother, "keeping_safe") == [4, 4, 4, 4, 4]
    assert values(mother, "people") == [2, 2, 3, 3, 4]


def test_a_sub_area_that_the_family_may_read_does_so_too_and_the_report_tells_of_it(loaded: Session) -> None:
    mother = assessments_of(loaded, "Jodie Hollis")
    assert values(mother, "everyday_care") == [4, 4, 4, 4, 4]
    assert values(mother, "food") == [2, 2, 3, 3, 4]
    assert steps_worse(mother, "food") == [1, 1, 1, 1]
    trend = trend_of_rowan(loaded)
    groups = shown_groups(trend.instrument, trend.versions)
    told = {scale.id: trend.told(scale.id) for group in groups for scale in group.scales}
    moved = next(one for one in dict(three_things(trend, groups, told))["What has moved"] if "Jodie" in one)
    assert moved.startswith("Jodie Hollis: possible change, to be confirmed: worse in Food")


def test_all_that_matters_stands_on_the_first_page_of_its_report(loaded: Session) -> None:
    worker = loaded.get_one(User, actor(loaded, "demo.worker").user_id)
    maker = Maker(worker.name, worker.post, worker.registration_number or "")
    report = gather(trend_of_rowan(loaded), maker, LOADED_AT)
    first, second = (squeezed(page) for page in pages(print_pdf(trend_job(report)).pdf)[:2])
    assert [one for _, told in report.matters for one in told if squeezed(one) not in first] == []
    assert "Contents" in second


def test_one_thing_became_better_too(loaded: Session) -> None:
    assert values(assessments_of(loaded, "Jodie Hollis"), "washing") == [3, 3, 2, 2, 2]


def test_one_area_moves_against_its_items(loaded: Session) -> None:
    father = assessments_of(loaded, "Marcus Bell")
    assert values(father, "relationship") == [2, 1, 1]
    assert list(reversals(father, "relationship")) == [True, False]


def test_no_assessment_of_the_school_age_child_crosses_an_age_band(loaded: Session) -> None:
    for carer in ("Jodie Hollis", "Marcus Bell"):
        found = assessments_of(loaded, carer)
        assert len({one.scored.result.by_id["relationship"].form for one in found}) == 1


def test_one_assessment_was_made_on_paper_by_somebody_else(loaded: Session) -> None:
    transcribed = [one for one in assessments_of(loaded, "Jodie Hollis") if one.scored.is_transcribed]
    assert [one.scored.rater.split(",")[0] for one in transcribed] == ["Karen Mills"]


def test_one_was_returned_and_signed_again_and_one_amendment_superseded(hollis: FamilyPage) -> None:
    standings = [one.standing for one in hollis.revisions]
    assert standings.count(Standing.RETURNED) == 1
    assert standings.count(Standing.SUPERSEDED) == 1
    because = [one.revision.opened_because for one in hollis.revisions if one.standing.counts]
    assert because.count(OpenedBecause.RETURNED) == 1
    assert because.count(OpenedBecause.AMENDED) == 1


def test_every_return_and_amendment_gives_its_reason(loaded: Session) -> None:
    reasons = [event.reason for event in loaded.scalars(select(AssessmentEvent)) if event.other_revision_id]
    assert len(reasons) == 2
    assert all(len(reason.split()) > 15 for reason in reasons)


def test_every_day_of_the_story_is_written_out(loaded: Session) -> None:
    texts = [
        *loaded.scalars(select(AssessmentEvent.reason)),
        *loaded.scalars(select(FamilyEvent.detail + FamilyEvent.title + FamilyEvent.source)),
        *loaded.scalars(select(ParentSlot.note)),
        *loaded.scalars(select(Response.evidence + Response.source)),
        *loaded.scalars(select(Revision.responses_json).where(Revision.signed_at.is_not(None))),
        *loaded.scalars(select(Revision.analysis + Revision.carer_view + Revision.child_view)),
    ]
    assert len(texts) > 500
    assert [text for text in texts if re.search(r"w[0-9]+ [a-z]{3}\b", text or "")] == []


def test_no_answer_is_given_to_a_question_that_is_not_asked(loaded: Session) -> None:
    supervisor = actor(loaded, "demo.supervisor")
    for revision_id in loaded.scalars(select(Revision.id)).all():
        opened = open_assessment(loaded, supervisor, revision_id, LOADED_AT)
        assert set(opened.responses) - set(opened.asked) == set()


def test_a_half_filled_draft_waits_for_the_worker(loaded: Session) -> None:
    work = my_work(loaded, actor(loaded, "demo.worker"), Catalogue([]), LOADED_AT)
    assert [work.people[one.assessment.child_id or 0].name for one in work.drafts] == ["Tilly Hollis"]


def test_the_supervisor_has_something_to_countersign(loaded: Session) -> None:
    work = my_work(loaded, actor(loaded, "demo.supervisor"), Catalogue([]), LOADED_AT)
    assert len(work.to_countersign) == 2


def test_the_supervisor_hears_of_worsening_while_it_is_only_possible(loaded: Session) -> None:
    work = my_work(loaded, actor(loaded, "demo.supervisor"), Catalogue([]), LOADED_AT)
    rowan = person(loaded, "Rowan Hollis").id
    [line] = [one for one in work.changes.values() if one.key.child_id == rowan]
    worse = {one.series.title: one.word for one in line.told if one.way is Way.WORSE}
    assert worse == {"Food": ChangeWord.POSSIBLE_CHANGE, "People": ChangeWord.RELIABLE_DECLINE}
    assert {one.assessment.id for one in work.to_countersign} == work.changes.keys()


def test_the_fathers_slot_tells_of_attempts_and_the_babys_is_empty(
    loaded: Session, hollis: FamilyPage
) -> None:
    rowan, tilly = person(loaded, "Rowan Hollis").id, person(loaded, "Tilly Hollis").id
    assert hollis.slots[rowan, Parent.FATHER].state is SlotState.COMPLETED
    assert (tilly, Parent.FATHER) not in hollis.slots


def test_the_new_partner_was_never_assessed_and_the_mother_was(loaded: Session) -> None:
    def done(carer: str) -> set[str]:
        query = select(Assessment.instrument_id).where(Assessment.carer_id == person(loaded, carer).id)
        return set(loaded.scalars(query))

    asked = {"alcohol-and-care", "parental-wellbeing", "service-engagement"}
    assert done("Jodie Hollis") == {"graded-care", "social-history"} | asked
    assert done("Marcus Bell") == {"graded-care", "social-history"}
    assert done("Lee Draycott") == set()
    assert person(loaded, "Lee Draycott").sex is Sex.MALE


def test_the_mother_is_asked_at_last_what_two_services_were_like(loaded: Session) -> None:
    query = (
        select(Response.value_json)
        .join(Revision, Revision.id == Response.revision_id)
        .join(Assessment, Assessment.id == Revision.assessment_id)
        .where(Assessment.instrument_id == "service-engagement", Response.item_id == "which_service")
    )
    assert len(set(loaded.scalars(query))) == 2


def test_engagement_falls_while_the_services_repeat(hollis: FamilyPage) -> None:
    kept = [e.happened_on for e in hollis.events if e.kind is FamilyEventKind.CONTACT_KEPT]
    missed = [e.happened_on for e in hollis.events if e.kind is FamilyEventKind.CONTACT_MISSED]
    middle = hollis.events[len(hollis.events) // 2].happened_on
    early = [sum(day < middle for day in days) for days in (kept, missed)]
    late = [sum(day >= middle for day in days) for days in (kept, missed)]
    assert early[0] > early[1]
    assert late[1] > late[0]
    courses = [e for e in hollis.events if e.title.startswith("Parenting course") and "ended" in e.title]
    assert len(courses) == 3


def test_the_timeline_has_every_kind_of_event(loaded: Session) -> None:
    assert {event.kind for event in loaded.scalars(select(FamilyEvent))} == set(FamilyEventKind)


def test_no_evidence_is_written_twice(loaded: Session) -> None:
    query = (
        select(Response.evidence, Assessment.id)
        .join(Revision, Revision.id == Response.revision_id)
        .join(Assessment, Assessment.id == Revision.assessment_id)
        .where(Response.evidence != "")
        .distinct()
    )
    texts = [text for text, _ in loaded.execute(query)]
    assert len(texts) > 140
    assert len(set(texts)) == len(texts)


def test_every_grade_of_four_or_five_has_evidence_of_twenty_words_or_more(loaded: Session) -> None:
    for carer in ("Jodie Hollis", "Marcus Bell"):
        for one in assessments_of(loaded, carer):
            grave = [response for response in one.responses.values() if response.value in {"4", "5"}]
            assert all(len(response.evidence.split()) >= 20 for response in grave)


def test_every_signed_assessment_has_an_analysis_and_the_views_of_carer_and_child(loaded: Session) -> None:
    for carer in ("Jodie Hollis", "Marcus Bell"):
        for one in assessments_of(loaded, carer):
            assert one.revision.analysis
            assert one.revision.carer_view
            assert one.revision.child_view
