"""A draft restarted in a newer version: what is the same there goes along, waits, and is confirmed once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import func, select

from assessment_tool.core.carrying import Why
from assessment_tool.core.gate import GateStanding
from assessment_tool.core.instrument import Absence
from assessment_tool.core.lifecycle import EventKind, Standing, StepNotPossibleError
from assessment_tool.core.responses import Response
from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.definitions.life import Decision, supersede, withdraw
from assessment_tool.records import Response as ResponseRow
from assessment_tool.records import Revision, reading
from assessment_tool.services.access import NotFoundError
from assessment_tool.services.assessments.answers import Edit, save_answers
from assessment_tool.services.assessments.carried_over import CarriedOver, left_behind
from assessment_tool.services.assessments.restart import (
    CannotRestartError,
    RestartedError,
    newer_version,
    restart_in,
)
from assessment_tool.services.assessments.sign import NotReadyToSignError, gaps_of
from assessment_tool.services.my_work import my_work
from tests.published import FEATURES, coming_into_use, in_version_2, published
from tests.services.at_once import at_once
from tests.services.case import ANSWERS, SUMMARY, Case
from tests.services.conftest import INSTRUMENTS
from tests.web.family import AT

DAY = AT.date()
DECISION = Decision("A. Lead", DAY, "A clearer one is there.", approved_by="B. Lead")
HELPERS = Response(value=("a",), evidence="She called while I was there.")
CHANGES = (
    ('title: "Is there food?"', 'title: "Is  there FOOD?"\n        help: "Look into the kitchen."'),
    ('title: "Is it warm?"', 'title: "Is the home warm?"'),
    ('label: "A neighbour"}', 'label: "A neighbour"}\n          - {code: c, label: "A friend"}'),
    ("- id: words", "- id: sleep"),
    ('title: "What does the child say?"', 'title: "Where does the child sleep?"'),
)
"""The food is asked in the same words, with more guidance; the rest is asked otherwise, or no more."""


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The small scale and the gate with a version 2.0.0 in use beside the first."""
    source = published(tmp_path_factory.mktemp("source") / "instruments", INSTRUMENTS, FEATURES)
    in_version_2(source, "small", *CHANGES)
    in_version_2(source, "gate")
    return Catalogue([published(tmp_path_factory.mktemp("newer") / "instruments", source)])


@pytest.fixture
def restart(newer: Catalogue) -> Callable[..., int]:
    """Restarts a draft; the id of the new one."""

    def restarted(
        case: Case, draft: int, by: str = "worker", version: str = "2.0.0", catalogue: Catalogue = newer
    ) -> int:
        with case.acting(by) as (session, actor):
            return restart_in(session, actor, catalogue, draft, version=version, at=AT).id

    return restarted


def answered(case: Case) -> int:
    draft = case.complete()
    case.save(draft, {"helpers": HELPERS, "words": Response(value="I like it here.")}, by="support")
    return draft


def left_in(case: Case, draft: int) -> CarriedOver:
    with reading(case.engine) as session:
        found = left_behind(session, case.opened(draft))
    assert found is not None
    return found


def confirm(case: Case, draft: int, item_id: str) -> None:
    opened = case.opened(draft)
    edit = Edit(item_id, opened.versions[item_id], opened.responses[item_id], is_confirmed=True)
    with case.acting() as (session, actor):
        save_answers(session, actor, draft, [edit], AT)


def test_what_is_asked_in_the_same_words_is_carried_with_all_that_stood_beside_it(
    case: Case, restart: Callable[..., int]
) -> None:
    old = answered(case)
    case.save(old, {"warmth": Response(absence=Absence.NOT_OBSERVED)}, by="support")
    new = restart(case, old, by="support")
    opened = case.opened(new)
    assert opened.instrument.version == "2.0.0"
    assert dict(opened.responses) == {"food": ANSWERS["food"]}
    assert opened.to_confirm == ("food",)
    with reading(case.engine) as session:
        row = session.get_one(ResponseRow, (new, "food"))
    assert (row.updated_by_id, row.updated_at) == (case.example.users["worker"], AT)
    assert (opened.revision.analysis, opened.revision.observed_on) == (SUMMARY.analysis, SUMMARY.observed_on)


def test_what_is_asked_otherwise_stays_behind_and_is_told_with_the_reason(
    sqlite_case: Case, restart: Callable[..., int]
) -> None:
    new = restart(sqlite_case, answered(sqlite_case))
    left = left_in(sqlite_case, new)
    assert {one.item.id: one.why for one in left.left} == {
        "warmth": Why.WORDING,
        "helpers": Why.CHOICES,
        "words": Why.GONE,
    }
    assert next(one.response for one in left.left if one.item.id == "helpers") == HELPERS
    child = sqlite_case.opened(new).circumstances.child
    assert [one.item.id for one in left.new_questions(child)] == ["sleep"]


def test_the_closed_draft_stays_to_be_read_and_takes_nothing_more(
    sqlite_case: Case, restart: Callable[..., int]
) -> None:
    old = answered(sqlite_case)
    before = sqlite_case.responses(old)
    new = restart(sqlite_case, old)
    closed = sqlite_case.opened(old)
    assert (closed.standing, closed.responses) == (Standing.RESTARTED, before)
    (event,) = [one for one in closed.events if one.kind is EventKind.RESTARTED]
    assert (event.reason, event.other_revision_id) == ("Restarted in version 2.0.0.", new)
    with pytest.raises(StepNotPossibleError):
        sqlite_case.save(old, {"food": Response(value="3")})
    with pytest.raises(StepNotPossibleError):
        sqlite_case.summarise(old, analysis="Another.")
    with pytest.raises(StepNotPossibleError):
        sqlite_case.sign(old)
    with reading(sqlite_case.engine) as session:
        drafts = my_work(session, sqlite_case.actor(session), sqlite_case.catalogue, AT).drafts
    assert [one.revision.id for one in drafts] == [new]


def test_a_carried_answer_is_a_gap_until_it_is_confirmed_or_given_anew(
    case: Case, restart: Callable[..., int]
) -> None:
    new = restart(case, answered(case))
    case.save(new, {"warmth": Response(value="2")})
    with pytest.raises(NotReadyToSignError) as refusal:
        case.sign(new)
    assert (refusal.value.gaps.to_confirm, refusal.value.gaps.summary) == (("food",), ("carried",))
    case.save(new, {"food": replace(ANSWERS["food"], evidence="Seen on Tuesday as well.")})
    assert case.opened(new).to_confirm == ("food",)
    confirm(case, new, "food")
    assert case.opened(new).to_confirm == ()
    case.save(new, {"food": Response(value="2", evidence="Once more.")})
    assert case.opened(new).to_confirm == ()
    case.summarise(new)
    case.sign(new)
    assert left_in(case, new).left, "what was not carried is read after the signature too"


def test_another_answer_confirms_itself(sqlite_case: Case, restart: Callable[..., int]) -> None:
    new = restart(sqlite_case, answered(sqlite_case))
    sqlite_case.save(new, {"food": Response(value="3")})
    assert gaps_of(sqlite_case.opened(new)).to_confirm == ()


def test_the_summary_waits_until_it_is_saved_also_unchanged(
    sqlite_case: Case, restart: Callable[..., int]
) -> None:
    new = restart(sqlite_case, answered(sqlite_case))
    assert sqlite_case.opened(new).summary_is_carried
    sqlite_case.summarise(new)
    assert not sqlite_case.opened(new).summary_is_carried
    empty = restart(sqlite_case, sqlite_case.start())
    assert not sqlite_case.opened(empty).summary_is_carried


def test_an_analysis_under_another_question_stays_behind(
    sqlite_case: Case, tmp_path: Path, restart: Callable[..., int]
) -> None:
    source = published(tmp_path / "source", INSTRUMENTS)
    in_version_2(source, "small", ("What is it like for the child?", "What must change?"))
    new = restart(
        sqlite_case, answered(sqlite_case), catalogue=Catalogue([published(tmp_path / "x", source)])
    )
    revision = sqlite_case.revision(new)
    assert (revision.analysis, revision.carer_view) == ("", SUMMARY.carer_view)
    assert left_in(sqlite_case, new).parts_left == {"analysis": SUMMARY.analysis}


def test_a_value_that_the_newer_version_does_not_take_stays_behind(
    sqlite_case: Case, tmp_path: Path, restart: Callable[..., int]
) -> None:
    source = published(tmp_path / "source", INSTRUMENTS)
    in_version_2(source, "small", ("maximum: 7", "maximum: 3"), ("absences: [declined]", "absences: []"))
    old = sqlite_case.start()
    sqlite_case.save(old, {"food": Response(value="3")})
    said = {"hungry_days": Response(value=Decimal(7)), "helpers": Response(absence=Absence.DECLINED)}
    sqlite_case.save(old, said)
    new = restart(sqlite_case, old, catalogue=Catalogue([published(tmp_path / "x", source)]))
    assert {one.item.id: one.why for one in left_in(sqlite_case, new).left} == {
        "hungry_days": Why.VALUE,
        "helpers": Why.VALUE,
    }


def test_a_gate_is_asked_again_and_keeps_what_stands_behind_it(
    sqlite_case: Case, restart: Callable[..., int]
) -> None:
    old = sqlite_case.start(replace(sqlite_case.wanted("gate"), child_id=None))
    gate = {"alone": "yes", "setting": "home", "interpreter": "nobody", "contact": "By post."}
    sqlite_case.save(old, {item_id: Response(value) for item_id, value in gate.items()})
    sqlite_case.save(old, {"afraid": Response("yes")})
    new = restart(sqlite_case, old)
    opened = sqlite_case.opened(new)
    assert (opened.gate, set(opened.responses), opened.to_confirm) == (GateStanding.WAITING, {"afraid"}, ())
    assert {one.why for one in left_in(sqlite_case, new).left} == {Why.GATE}
    sqlite_case.save(new, {item_id: Response(value) for item_id, value in gate.items()})
    assert sqlite_case.opened(new).to_confirm == ("afraid",)


def test_six_restarts_at_once_open_one_draft(case: Case, restart: Callable[..., int]) -> None:
    old = answered(case)
    outcomes = at_once(*(partial(restart, case, old, by=by) for by in ("worker", "support") * 3))
    (new,) = [one for one in outcomes if isinstance(one, int)]
    others = [one for one in outcomes if one != new]
    assert [(type(one), getattr(one, "revision_id", 0)) for one in others] == [(RestartedError, new)] * 5
    with reading(case.engine) as session:
        assert session.scalar(select(func.count()).select_from(Revision)) == 2


def test_an_answer_saved_at_the_moment_of_the_restart_is_carried_or_refused(
    case: Case, restart: Callable[..., int]
) -> None:
    for _ in range(3):
        old = case.start()
        saving = partial(case.save, old, ANSWERS, by="support", base=0)
        new, saved = at_once(partial(restart, case, old), saving)
        assert isinstance(new, int), new
        is_there = "food" in case.responses(new)
        assert is_there is not isinstance(saved, StepNotPossibleError), saved


def test_only_a_draft_of_what_was_never_signed_is_restarted(
    sqlite_case: Case, newer: Catalogue, restart: Callable[..., int]
) -> None:
    signed = sqlite_case.signed()
    with pytest.raises(StepNotPossibleError):
        restart(sqlite_case, signed)
    returned = sqlite_case.hand_back(signed)
    with pytest.raises(CannotRestartError, match="No newer version"):
        restart(sqlite_case, returned)
    assert newer_version(newer, sqlite_case.opened(returned), DAY) is None


@pytest.mark.parametrize("version", ["1.0.0", "3.0.0", "", "x"])
def test_a_version_that_is_not_the_newest_in_use_is_refused_and_nothing_changes(
    sqlite_case: Case, restart: Callable[..., int], version: str
) -> None:
    old = answered(sqlite_case)
    with pytest.raises(CannotRestartError, match="Another version"):
        restart(sqlite_case, old, version=version)
    assert sqlite_case.opened(old).is_draft


def test_no_version_is_offered_before_its_day_or_once_it_is_out_of_use(
    sqlite_case: Case, newer: Catalogue, tmp_path: Path
) -> None:
    opened = sqlite_case.opened(sqlite_case.start())
    assert newer_version(newer, opened, DAY) is not None
    assert newer_version(sqlite_case.catalogue, opened, DAY) is None
    folder = published(tmp_path / "later", newer.folders[0])
    coming_into_use(folder, "small", "2.0.0", DAY + timedelta(days=1))
    assert newer_version(Catalogue([folder]), opened, DAY) is None
    assert newer_version(Catalogue([folder]), opened, DAY + timedelta(days=1)) is not None
    withdraw(folder, "small", "2.0.0", DECISION)
    assert newer_version(Catalogue([folder]), opened, DAY) is None
    supersede(folder, "small", "1.0.0", DECISION, DAY)
    assert newer_version(Catalogue([folder]), opened, DAY) is None


def test_a_version_for_other_people_does_not_take_the_draft(
    sqlite_case: Case, tmp_path: Path, restart: Callable[..., int]
) -> None:
    source = published(tmp_path / "source", INSTRUMENTS)
    in_version_2(source, "small", ("rater_roles: [worker, joint]", "rater_roles: [joint]"))
    old = answered(sqlite_case)
    with pytest.raises(CannotRestartError, match=r"Version 2\.0\.0 cannot take this draft over"):
        restart(sqlite_case, old, catalogue=Catalogue([published(tmp_path / "x", source)]))
    assert sqlite_case.opened(old).is_draft


@pytest.mark.parametrize("by", ["colleague", "reader", "manager"])
def test_to_those_who_may_not_write_there_is_no_draft_to_restart(
    sqlite_case: Case, restart: Callable[..., int], by: str
) -> None:
    old = answered(sqlite_case)
    with pytest.raises(NotFoundError, match="assessment"):
        restart(sqlite_case, old, by=by)
    assert sqlite_case.opened(old).is_draft


def test_everybody_who_wrote_in_the_closed_draft_stays_an_author(
    sqlite_case: Case, restart: Callable[..., int]
) -> None:
    old = answered(sqlite_case)
    new = restart(sqlite_case, old, by="supervisor")
    users = sqlite_case.example.users
    assert sqlite_case.opened(new).authors == {users["worker"], users["support"]}
