"""Two people at the same moment: one proposal is open, one decision is kept, one step is written."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from assessment_tool.core.permissions import Role
from assessment_tool.core.version_step import Outcome, VersionStep
from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.definitions.registry import read_registry
from assessment_tool.records import VersionDecision, VersionProposal, reading
from assessment_tool.services.access import NotFoundError, NotPermittedError
from assessment_tool.services.staff import NewUser, add_user
from assessment_tool.services.version_steps.carry_out import carry_out, is_carried_out
from assessment_tool.services.version_steps.decide import AlreadyDecidedError, approve, refuse, take_back
from assessment_tool.services.version_steps.possible import StepRefusedError
from assessment_tool.services.version_steps.proposals import Proposal, proposal
from assessment_tool.services.version_steps.propose import AlreadyProposedError, NewProposal, propose
from tests.published import published
from tests.services.at_once import at_once
from tests.services.case import Case
from tests.services.conftest import INSTRUMENTS
from tests.web.family import AT, CHEAP_HASHER, PASSWORD

RETIRE = NewProposal("small", "1.0.0", VersionStep.RETIRE, "It is out of date.")


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    """Instruments of one test's own."""
    return Catalogue([published(tmp_path / "instruments", INSTRUMENTS)])


@pytest.fixture(autouse=True)
def _second_administrator(case: Case) -> None:
    enter(case, "admin2", "Ines Duarte")


def enter(case: Case, username: str, name: str) -> None:
    """One more administrator."""
    with case.acting() as (session, _):
        new = NewUser(username, name, Role.ADMINISTRATOR, "Administrator", PASSWORD)
        add_user(session, CHEAP_HASHER, new, AT)


def proposed(case: Case, catalogue: Catalogue, by: str = "admin") -> int:
    with case.acting(by) as (session, actor):
        return propose(session, actor, catalogue, RETIRE, AT).id


def approved(case: Case, catalogue: Catalogue, proposal_id: int, by: str = "manager") -> None:
    with case.acting(by) as (session, actor):
        approve(session, actor, catalogue, proposal_id, AT)


def found(case: Case, proposal_id: int) -> Proposal:
    with reading(case.engine) as session:
        return proposal(session, case.actor(session, "admin"), proposal_id)


def test_of_many_who_propose_at_once_one_is_heard_and_the_others_are_told_of_it(
    case: Case, catalogue: Catalogue
) -> None:
    people = ("admin", "admin2") * 4
    outcomes = at_once(*(lambda by=by: proposed(case, catalogue, by) for by in people))
    (kept,) = [one for one in outcomes if isinstance(one, int)]
    refused = [one.proposal_id for one in outcomes if isinstance(one, AlreadyProposedError)]
    assert refused == [kept] * 7
    with reading(case.engine) as session:
        assert session.scalar(select(func.count(VersionProposal.id))) == 1


def test_of_two_who_approve_at_once_one_decides(case: Case, catalogue: Catalogue) -> None:
    one = proposed(case, catalogue)
    outcomes = at_once(*(lambda by=by: approved(case, catalogue, one, by) for by in ("manager", "admin2")))
    assert [type(one) for one in outcomes if one is not None] == [AlreadyDecidedError]
    with reading(case.engine) as session:
        assert session.scalar(select(func.count(VersionDecision.id))) == 1


def test_of_an_approval_and_a_refusal_at_once_one_holds(case: Case, catalogue: Catalogue) -> None:
    one = proposed(case, catalogue)

    def refused() -> None:
        with case.acting("admin2") as (session, actor):
            refuse(session, actor, one, "Drafts are open in it.", AT)

    outcomes = at_once(lambda: approved(case, catalogue, one), refused)
    assert [type(one) for one in outcomes if one is not None] == [AlreadyDecidedError]
    decision = found(case, one).decision
    assert decision is not None
    assert decision.outcome in {Outcome.APPROVED, Outcome.REFUSED}


def test_an_approval_is_written_once_however_many_write_it(case: Case, catalogue: Catalogue) -> None:
    one = proposed(case, catalogue)
    approved(case, catalogue, one)
    assert not is_carried_out(catalogue, found(case, one))
    outcomes = at_once(*(lambda: carry_out(catalogue, found(case, one)) for _ in range(2)))
    assert None in outcomes
    carry_out(catalogue, found(case, one))
    (step,) = read_registry(catalogue.folders[0])["small", "1.0.0"].steps
    assert (step.by, step.approved_by, step.because) == ("Gil Moreau", "Eamon Frost", RETIRE.because)


def test_two_accounts_of_one_name_are_one_person(case: Case, catalogue: Catalogue) -> None:
    enter(case, "gil.again", "Gil  moreau")
    with pytest.raises(StepRefusedError, match="Two people are needed"):
        approved(case, catalogue, proposed(case, catalogue), by="gil.again")


@pytest.mark.parametrize("by", ["worker", "supervisor", "reader", "auditor"])
def test_who_may_not_decide_may_neither_read_propose_nor_approve(
    case: Case, catalogue: Catalogue, by: str
) -> None:
    one = proposed(case, catalogue)
    with case.acting(by) as (session, actor):
        for act in (
            lambda: proposal(session, actor, one),
            lambda: propose(session, actor, catalogue, RETIRE, AT),
            lambda: approve(session, actor, catalogue, one, AT),
            lambda: refuse(session, actor, one, "No.", AT),
            lambda: take_back(session, actor, one, AT),
        ):
            with pytest.raises(NotPermittedError):
                act()
    assert found(case, one).is_open


def test_a_proposal_that_is_not_there_is_not_found(case: Case, catalogue: Catalogue) -> None:
    with pytest.raises(NotFoundError):
        approved(case, catalogue, 77)
