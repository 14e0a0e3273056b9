"""The filter of the lists and the decision on one revision come from one table, and agree on every row."""

from random import Random

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from assessment_tool.core.permissions import Actor, Role
from assessment_tool.records import Assessment, Revision
from assessment_tool.services.assessments.told_events import next_revision, told_events
from assessment_tool.services.openness import is_open_to, open_to
from tests.records.one_of_everything import sign
from tests.services.case import Case
from tests.web.family import AT

REVISIONS = 100


def random_revisions(session: Session, case: Case, seed: int) -> None:
    """Revisions begun by anybody, restricted or not, signed or not."""
    chance, users = Random(seed), sorted(case.example.users.values())  # noqa: S311  # no secret: a test's rows
    known = session.scalars(select(Revision)).first()
    assert known is not None
    for _ in range(REVISIONS):
        assessment = Assessment(
            family_id=case.example.family_id,
            carer_id=case.example.mother_id,
            instrument_id="small",
            created_by_id=chance.choice(users),
            created_at=AT,
            is_restricted=chance.random() < 0.5,
        )
        session.add(assessment)
        session.flush()
        revision = Revision(
            assessment_id=assessment.id,
            number=1,
            opened_because=known.opened_because,
            definition_sha256=known.definition_sha256,
            author_id=chance.choice(users),
            opened_at=AT,
            rater_role=known.rater_role,
        )
        if chance.random() < 0.5:
            sign(revision)
        session.add(revision)
    session.flush()


@pytest.mark.parametrize("seed", range(2))
def test_filter_and_decision_agree_for_every_role_person_and_revision(case: Case, seed: int) -> None:
    case.start()
    depth = {True: 0, False: 0}
    with case.acting() as (session, _):
        random_revisions(session, case, seed)
        joined = select(Revision, Assessment).join(Assessment, Assessment.id == Revision.assessment_id)
        every = session.execute(joined).all()
        for user_id in case.example.users.values():
            for role in Role:
                actor = Actor(user_id, role)
                listed = {row.Revision.id for row in session.execute(joined.where(open_to(actor)))}
                for revision, assessment in every:
                    decided = is_open_to(actor, assessment, revision)
                    assert (revision.id in listed) is decided, (role, revision.id)
                    depth[decided] += 1
    assert sum(depth.values()) >= 5_000
    assert min(depth.values()) >= 1_000


@pytest.mark.parametrize(("by", "knows"), [("worker", True), ("manager", False), ("reader", False)])
def test_of_an_amendment_that_is_not_signed_nothing_is_told_but_to_those_who_may_draft(
    case: Case, by: str, *, knows: bool
) -> None:
    signed = case.signed()
    before = case.opened(signed, by)
    count = len(told_events(case.actor_of(by), before))
    case.amend(signed)
    told = told_events(case.actor_of(by), case.opened(signed, by))
    assert len(told) == count + (1 if knows else 0)


@pytest.mark.parametrize(("by", "knows"), [("support", True), ("manager", False), ("reader", False)])
def test_of_a_return_its_new_draft_is_named_to_those_alone_who_may_draft(
    case: Case, by: str, *, knows: bool
) -> None:
    signed = case.signed()
    draft = case.hand_back(signed)
    told = told_events(case.actor_of(by), case.opened(signed, by))
    assert next_revision(told, signed) == (draft if knows else None)
    case.sign(draft)
    told = told_events(case.actor_of(by), case.opened(signed, by))
    assert next_revision(told, signed) == draft
