"""Need to know: families that are not yours look like families that do not exist."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from assessment_tool.clock import today
from assessment_tool.core.permissions import Action, Actor, Role
from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.records import Allocation
from assessment_tool.services.access import NotFoundError, NotPermittedError, families_of, may, require
from assessment_tool.services.assessments.opened import open_assessment
from assessment_tool.services.documents import documents_of
from assessment_tool.services.families import create_family
from assessment_tool.services.family_page import family_page
from assessment_tool.services.trends import trend_of, trends_to_show
from tests.services.case import Case
from tests.web.family import AT

TODAY = today(AT)
DAY = timedelta(days=1)
MISSING = 2**31 - 1

Ask = Callable[[Session, Actor, int], object]


def _requiring(action: Action) -> Ask:
    return lambda session, actor, family_id: require(session, actor, action, family_id, AT)


ASKED: dict[str, Ask] = {
    "family_page": lambda session, actor, family_id: family_page(session, actor, family_id, AT),
    "trends_to_show": lambda session, actor, family_id: trends_to_show(session, actor, family_id, AT),
    "trend_of": lambda session, actor, family_id: trend_of(
        session, actor, family_id, "small", None, catalogue=Catalogue([]), at=AT
    ),
    "documents_of": lambda session, actor, family_id: documents_of(session, actor, family_id, AT),
    **{action: _requiring(action) for action in Action},
}
EVERY_ACTION = list(Action)


def _allocated(
    session: Session, case: Case, from_on: date, until_on: date | None = None, reference: str = "F-0003"
) -> int:
    """A family that the worker sees on these days alone."""
    family = create_family(session, reference, "Cole", AT)
    worker, supervisor = case.example.users["worker"], case.example.users["supervisor"]
    session.add(
        Allocation(
            family_id=family.id,
            user_id=worker,
            from_on=from_on,
            until_on=until_on,
            allocated_by_id=supervisor,
            allocated_at=AT,
        )
    )
    session.flush()
    return family.id


def _answer(ask: Ask, session: Session, actor: Actor, family_id: int) -> tuple[str, str]:
    with pytest.raises(NotFoundError) as refusal:
        ask(session, actor, family_id)
    return str(refusal.value), refusal.value.what


@pytest.mark.parametrize("asked", ASKED)
def test_missing_not_allocated_ended_and_future_look_alike(sqlite_case: Case, asked: str) -> None:
    ask, case = ASKED[asked], sqlite_case
    with case.acting() as (session, worker):
        missing = _answer(ask, session, worker, MISSING)
        assert missing == ("There is no such family.", "family")
        assert _answer(ask, session, worker, case.example.other_family_id) == missing
        assert _answer(ask, session, case.actor(session, "admin"), case.example.family_id) == missing
        assert _answer(ask, session, case.actor(session, "auditor"), case.example.family_id) == missing
        ended = _allocated(session, case, TODAY - 9 * DAY, TODAY - DAY)
        assert _answer(ask, session, worker, ended) == missing
        future = _allocated(session, case, TODAY + DAY, reference="F-0004")
        assert _answer(ask, session, worker, future) == missing


@pytest.mark.parametrize(
    ("from_on", "until_on"), [(TODAY, None), (TODAY, TODAY), (TODAY - DAY, TODAY), (TODAY - DAY, TODAY + DAY)]
)
def test_an_allocation_holds_from_its_first_to_its_last_day(
    case: Case, from_on: date, until_on: date | None
) -> None:
    with case.acting() as (session, worker):
        family_id = _allocated(session, case, from_on, until_on)
        assert family_page(session, worker, family_id, AT).family.name == "Cole"
        assert family_id in [family.id for family in families_of(session, worker, AT)]


def test_each_sees_the_families_of_the_day_by_reference(case: Case) -> None:
    with case.acting() as (session, worker):
        _allocated(session, case, TODAY - 9 * DAY, TODAY - DAY)
        seen = {
            name: [family.reference for family in families_of(session, case.actor(session, name), AT)]
            for name in ("worker", "colleague", "reader", "admin", "auditor")
        }
        then = families_of(session, worker, AT - 5 * DAY)
    assert seen == {
        "worker": ["F-0001"],
        "colleague": ["F-0002"],
        "reader": ["F-0001"],
        "admin": [],
        "auditor": [],
    }
    assert [family.reference for family in then] == ["F-0001", "F-0003"]


def test_an_allocation_opens_nothing_to_an_administrator_or_auditor(case: Case) -> None:
    with case.acting() as (session, _):
        for name in ("admin", "auditor"):
            actor = case.actor(session, name)
            row = Allocation(
                family_id=case.example.family_id,
                user_id=actor.user_id,
                from_on=TODAY,
                allocated_by_id=actor.user_id,
                allocated_at=AT,
            )
            session.add(row)
            session.flush()
            assert families_of(session, actor, AT) == []
            with pytest.raises(NotFoundError):
                require(session, actor, Action.READ_FAMILY, case.example.family_id, AT)


def test_a_foreign_assessment_looks_like_a_missing_one(case: Case) -> None:
    draft = case.start()
    with case.acting("colleague") as (session, colleague):
        told = []
        for revision_id in (draft, MISSING):
            with pytest.raises(NotFoundError) as refusal:
                open_assessment(session, colleague, revision_id, AT)
            told.append((str(refusal.value), refusal.value.what))
    assert told == [("There is no such assessment.", "assessment")] * 2


@pytest.mark.parametrize("role", Role)
def test_may_agrees_with_require_for_every_action(sqlite_case: Case, role: Role) -> None:
    allowed = set()
    with sqlite_case.acting() as (session, worker):
        actor = Actor(worker.user_id, role, "SW1", register_checked_on=TODAY, registration_expires_on=TODAY)
        for action in EVERY_ACTION:
            for authors in (frozenset[int](), frozenset({worker.user_id})):
                for family_id in (
                    sqlite_case.example.family_id,
                    sqlite_case.example.other_family_id,
                    MISSING,
                ):
                    asked = (session, actor, action, family_id, AT)
                    is_allowed = may(*asked, authors=authors)
                    assert is_allowed == _passes(*asked, authors=authors)
                    if is_allowed:
                        assert family_id == sqlite_case.example.family_id
                        allowed.add((action, bool(authors)))
    assert bool(allowed) == (role not in {Role.ADMINISTRATOR, Role.AUDITOR})
    never_own = {Action.COUNTERSIGN_ASSESSMENT, Action.RETURN_ASSESSMENT, Action.VOID_ASSESSMENT}
    assert not allowed & {(action, True) for action in never_own}
    assert ((Action.COUNTERSIGN_ASSESSMENT, False) in allowed) == (role is Role.SUPERVISOR)


def _passes(
    session: Session, actor: Actor, action: Action, family_id: int, at: datetime, *, authors: frozenset[int]
) -> bool:
    try:
        require(session, actor, action, family_id, at, authors=authors)
    except (NotFoundError, NotPermittedError):
        return False
    return True
