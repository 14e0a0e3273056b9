"""Saving answers: nothing is required, nothing is overwritten unseen, nothing is lost."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from assessment_tool.core.instrument import Absence
from assessment_tool.core.lifecycle import StepNotPossibleError
from assessment_tool.core.responses import (
    MAXIMUM_TEXT,
    NO_RESPONSE,
    Confidence,
    Response,
    ValueNotPermittedError,
)
from assessment_tool.records import Response as ResponseRow
from assessment_tool.records import ResponseHistory, reading
from assessment_tool.services.access import NotFoundError
from assessment_tool.services.assessments.answers import MAXIMUM_SOURCE, Edit, save_answers
from assessment_tool.services.assessments.opened import response_of
from tests.services.case import ANSWERS, Case
from tests.web.family import AT

LATER = AT + timedelta(minutes=5)
MINE, THEIRS = Response(value="2", evidence="Mine."), Response(value="3", evidence="Theirs.")


def _history(case: Case, revision_id: int) -> list[tuple[str, int, Response]]:
    query = select(ResponseHistory).where(ResponseHistory.revision_id == revision_id)
    with reading(case.engine) as session:
        rows = session.scalars(query.order_by(ResponseHistory.item_id, ResponseHistory.version))
        return [(row.item_id, row.version, response_of(row)) for row in rows]


def test_nothing_is_required_to_save(case: Case) -> None:
    draft = case.start()
    assert case.save(draft, {}).versions == {}
    assert case.save(draft, {"words": Response(evidence="She said so.")}).versions == {"words": 1}
    assert case.responses(draft) == {"words": Response(evidence="She said so.")}


def test_a_blank_answer_to_an_unanswered_item_stores_nothing(case: Case) -> None:
    draft = case.start()
    assert case.save(draft, {"food": NO_RESPONSE}).versions == {"food": 0}
    assert case.responses(draft) == {}


def test_everything_that_was_said_comes_back(case: Case) -> None:
    draft = case.start()
    said = {
        "food": Response(value="4", evidence="Empty on Monday.", source="Seen", confidence=Confidence.LOW),
        "warmth": Response(absence=Absence.NOT_SAFE_TO_ASK, evidence="He was there."),
        "hungry_days": Response(value=Decimal(3)),
        "helpers": Response(value=("a", "b")),
        "words": Response(value="مرحبا 你好 Zoë"),
    }
    saved = case.save(draft, said)
    assert saved.versions == dict.fromkeys(said, 1)
    assert saved.conflicts == ()
    assert case.responses(draft) == saved.now.responses == said


def test_what_comes_back_is_the_draft_as_it_is_after_saving(case: Case) -> None:
    draft = case.start()
    assert "hungry_days" not in case.opened(draft).asked
    saved = case.save(draft, {"food": Response(value="4")})
    assert "hungry_days" in saved.now.asked
    assert saved.now.lacking_evidence == ("food",)
    assert saved.now.result.missing == ("warmth", "hungry_days")
    assert (saved.now.versions, saved.now.last_edits) == ({"food": 1}, {"food": AT})


def test_each_overwritten_answer_is_kept(case: Case) -> None:
    draft = case.start()
    states = [MINE, THEIRS, Response(absence=Absence.DECLINED), NO_RESPONSE, MINE]
    for version, state in enumerate(states, 1):
        assert case.save(draft, {"food": state}).versions == {"food": version}
    assert _history(case, draft) == [("food", number, state) for number, state in enumerate(states[:-1], 1)]
    assert case.responses(draft) == {"food": MINE}


def test_a_cleared_answer_keeps_its_row(case: Case) -> None:
    draft = case.start()
    case.save(draft, {"food": MINE})
    assert case.save(draft, {"food": NO_RESPONSE}).versions == {"food": 2}
    assert case.opened(draft).versions == {"food": 2}
    assert case.responses(draft) == {"food": NO_RESPONSE}
    assert _history(case, draft) == [("food", 1, MINE)]


def test_a_second_person_overwrites_nothing_unseen(case: Case) -> None:
    draft = case.start()
    case.save(draft, {"food": THEIRS}, by="support", at=LATER)
    saved = case.save(draft, {"food": MINE, "warmth": MINE}, base=0)
    (conflict,) = saved.conflicts
    assert (conflict.item_id, conflict.mine, conflict.theirs) == ("food", MINE, THEIRS)
    assert (conflict.changed_by, conflict.changed_at) == ("Cara Lindqvist", LATER)
    assert conflict.their_version == 1
    assert saved.versions == {"warmth": 1}
    assert case.responses(draft) == {"food": THEIRS, "warmth": MINE} == saved.now.responses
    assert _history(case, draft) == []


def test_after_a_conflict_the_version_that_was_shown_lets_mine_in(case: Case) -> None:
    draft = case.start()
    case.save(draft, {"food": THEIRS}, by="support")
    (conflict,) = case.save(draft, {"food": MINE}, base=0).conflicts
    assert case.save(draft, {"food": MINE}, base=conflict.their_version).versions == {"food": 2}
    assert _history(case, draft) == [("food", 1, THEIRS)]


def test_a_version_that_never_was_is_a_conflict(case: Case) -> None:
    draft = case.start()
    case.save(draft, {"food": THEIRS})
    assert case.save(draft, {"food": MINE}, base=7).conflicts
    assert case.responses(draft) == {"food": THEIRS}


def test_the_same_content_twice_is_no_conflict(case: Case) -> None:
    draft = case.start()
    case.save(draft, {"food": MINE})
    again = case.save(draft, {"food": MINE}, by="support", base=0)
    assert (again.versions, again.conflicts) == ({"food": 1}, ())
    assert _history(case, draft) == []
    assert case.opened(draft).authors == {case.example.users["worker"]}


def test_an_answer_left_as_it_was_seen_leaves_the_others_change_alone(case: Case) -> None:
    draft = case.start()
    case.save(draft, {"food": MINE})
    case.save(draft, {"food": THEIRS}, by="support")
    untouched = case.save(draft, {"food": MINE}, base=1)
    assert (untouched.versions, untouched.conflicts) == ({"food": 2}, ())
    assert case.responses(draft) == {"food": THEIRS}


def test_an_item_given_twice_at_once_loses_neither(case: Case) -> None:
    draft = case.start()
    with case.acting() as (session, actor):
        edits = [Edit("food", 0, MINE), Edit("food", 0, THEIRS)]
        saved = save_answers(session, actor, draft, edits, AT)
    assert case.responses(draft) == {"food": MINE}
    assert [conflict.mine for conflict in saved.conflicts] == [THEIRS]


@pytest.mark.parametrize(
    ("item_id", "response"),
    [
        ("food", Response(value="6")),
        ("food", Response(value=Decimal(2))),
        ("hungry_days", Response(value=Decimal(8))),
        ("hungry_days", Response(value=Decimal("1.5"))),
        ("helpers", Response(value=("a", "c"))),
        ("helpers", Response(value="a")),
        ("helpers", Response(absence=Absence.NOT_OBSERVED)),
        ("words", Response(value=" \n")),
        ("words", Response(value="x" * (MAXIMUM_TEXT + 1))),
        ("food", Response(evidence="x" * (MAXIMUM_TEXT + 1))),
        ("food", Response(source="x" * (MAXIMUM_SOURCE + 1))),
        ("fodo", Response(value="1")),
    ],
    ids=str,
)
def test_what_an_item_does_not_take_is_refused_and_nothing_is_saved(
    sqlite_case: Case, item_id: str, response: Response
) -> None:
    draft = sqlite_case.start()
    with sqlite_case.acting() as (session, actor):
        with pytest.raises(ValueNotPermittedError) as refusal:
            save_answers(session, actor, draft, [Edit("warmth", 0, MINE), Edit(item_id, 0, response)], AT)
        assert refusal.value.item_id == item_id
    assert sqlite_case.responses(draft) == {}


def test_texts_are_stored_composed_and_without_what_hides(case: Case) -> None:
    draft = case.start()
    typed = Response(value="Zoe\u0301\r\nsays\x00 no\ud800", evidence="a\rb\u200d", source="\x1bher")
    case.save(draft, {"words": typed})
    stored = Response(value="Zo\u00e9\nsays no", evidence="a\nb\u200d", source="her")
    assert case.responses(draft) == {"words": stored}


def test_a_text_is_measured_as_it_is_stored(case: Case) -> None:
    draft = case.start()
    case.save(draft, {"food": Response(evidence="x\r\n" * (MAXIMUM_TEXT // 2))})
    assert len(case.responses(draft)["food"].evidence) == MAXIMUM_TEXT


@pytest.mark.parametrize("by", ["manager", "reader"])
def test_to_those_who_only_read_there_is_no_draft_to_answer(case: Case, by: str) -> None:
    draft = case.start()
    with pytest.raises(NotFoundError, match="assessment"):
        case.save(draft, {"food": MINE}, by=by)
    assert case.responses(draft) == {}


@pytest.mark.parametrize("by", ["colleague", "admin", "auditor"])
def test_to_those_who_do_not_see_the_family_there_is_no_draft(case: Case, by: str) -> None:
    draft = case.start()
    with pytest.raises(NotFoundError, match="assessment"):
        case.save(draft, {"food": MINE}, by=by)


def test_a_signed_answer_cannot_be_saved_over(case: Case) -> None:
    signed = case.signed()
    with pytest.raises(StepNotPossibleError):
        case.save(signed, {"food": THEIRS})
    assert case.responses(signed) == ANSWERS


def test_a_void_draft_takes_no_answer(case: Case) -> None:
    draft = case.start()
    case.void(draft)
    with pytest.raises(StepNotPossibleError):
        case.save(draft, {"food": MINE})


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE responses SET evidence = 'forged' WHERE revision_id = :id",
        "DELETE FROM responses WHERE revision_id = :id",
        """INSERT INTO responses
           (revision_id, item_id, evidence, source, version, updated_by_id, updated_at)
           SELECT :id, 'words', 'forged', '', 1, author_id, opened_at FROM revisions WHERE id = :id""",
        "UPDATE revisions SET analysis = 'forged' WHERE id = :id",
        "UPDATE results SET result_json = '{}' WHERE revision_id = :id",
    ],
)
def test_the_database_itself_refuses_to_change_what_was_signed(case: Case, statement: str) -> None:
    signed = case.signed()
    with pytest.raises(IntegrityError, match="record is final"), case.acting() as (session, _):
        session.execute(text(statement), {"id": signed})
    assert case.responses(signed) == ANSWERS


def test_who_gave_each_answer_and_when_stands_beside_it(case: Case) -> None:
    draft = case.start()
    case.save(draft, {"food": MINE})
    case.save(draft, {"warmth": MINE}, by="support", at=LATER)
    with reading(case.engine) as session:
        rows = session.scalars(select(ResponseRow).order_by(ResponseRow.item_id)).all()
    users = case.example.users
    assert [(row.item_id, row.updated_by_id, row.updated_at) for row in rows] == [
        ("food", users["worker"], AT),
        ("warmth", users["support"], LATER),
    ]
