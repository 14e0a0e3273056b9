"""Signing: no gaps, a qualified and registered hand, and hashes that anybody can work out again."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from assessment_tool.core.instrument import Absence
from assessment_tool.core.lifecycle import EventKind, Standing, StepNotPossibleError
from assessment_tool.core.permissions import Refusal, Role
from assessment_tool.core.responses import NO_RESPONSE, Response
from assessment_tool.records import Person, Result, User, reading
from assessment_tool.services.access import NotFoundError, NotPermittedError
from assessment_tool.services.assessments.sign import Gaps, NotReadyToSignError
from tests.services.case import ANSWERS, Case
from tests.web.family import AT

SIGNED_AT = AT + timedelta(hours=1)
NOTHING_SAID: dict[str, Response] = {"food": NO_RESPONSE, "warmth": NO_RESPONSE}


def _sha256(facts: object) -> str:
    text = json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _gaps(case: Case, draft: int) -> Gaps:
    with pytest.raises(NotReadyToSignError) as refusal:
        case.sign(draft)
    assert case.opened(draft).standing is Standing.DRAFT
    with reading(case.engine) as session:
        assert session.scalar(select(func.count()).select_from(Result)) == 0
    return refusal.value.gaps


def test_an_empty_draft_lacks_everything(case: Case) -> None:
    gaps = _gaps(case, case.start())
    assert gaps == Gaps(("food", "warmth"), (), ("observed_on", "analysis"), nothing_answered=True)


@pytest.mark.parametrize(
    ("answers", "gaps"),
    [
        ({"warmth": NO_RESPONSE}, Gaps(("warmth",), (), (), nothing_answered=False)),
        ({"warmth": Response(evidence="Only this.")}, Gaps(("warmth",), (), (), nothing_answered=False)),
        ({"warmth": Response(value="4")}, Gaps((), ("warmth",), (), nothing_answered=False)),
        ({"warmth": Response(value="5", evidence=" \n")}, Gaps((), ("warmth",), (), nothing_answered=False)),
        (
            {"food": Response(value="3"), "warmth": Response(value="4")},
            Gaps(("hungry_days",), ("warmth",), (), nothing_answered=False),
        ),
        (
            dict.fromkeys(ANSWERS, Response(absence=Absence.NOT_OBSERVED)),
            Gaps((), (), (), nothing_answered=True),
        ),
    ],
    ids=["missing", "evidence alone", "grade 4", "grade 5, blank evidence", "a question opened", "no answer"],
)
def test_gaps_are_named_and_nothing_is_signed(
    sqlite_case: Case, answers: dict[str, Response], gaps: Gaps
) -> None:
    draft = sqlite_case.complete()
    sqlite_case.save(draft, answers)
    assert _gaps(sqlite_case, draft) == gaps


@pytest.mark.parametrize(("field", "empty"), [("analysis", " \n"), ("observed_on", None)])
def test_the_analysis_and_the_observed_day_are_mandatory(sqlite_case: Case, field: str, empty: Any) -> None:
    draft = sqlite_case.complete()
    sqlite_case.summarise(draft, "worker", **{field: empty})
    assert _gaps(sqlite_case, draft).summary == (field,)


def test_grade_four_with_evidence_and_a_reason_for_no_answer_can_be_signed(sqlite_case: Case) -> None:
    draft = sqlite_case.complete()
    said = {"food": Response(absence=Absence.DECLINED), "warmth": Response(value="4", evidence="Ice inside.")}
    sqlite_case.save(draft, said)
    sqlite_case.sign(draft)
    assert sqlite_case.opened(draft).standing is Standing.SIGNED


def test_the_unqualified_cannot_sign(case: Case) -> None:
    draft = case.complete()
    with pytest.raises(NotPermittedError) as refusal:
        case.sign(draft, "support")
    assert refusal.value.reason is Refusal.ROLE
    assert case.opened(draft).standing is Standing.DRAFT


@pytest.mark.parametrize("by", ["colleague", "manager", "reader", "admin", "auditor"])
def test_those_who_do_not_see_the_draft_find_nothing_to_sign(case: Case, by: str) -> None:
    draft = case.complete()
    with pytest.raises(NotFoundError, match="assessment"):
        case.sign(draft, by)


@pytest.mark.parametrize(
    "changes",
    [
        {"registration_number": None},
        {"registration_number": ""},
        {"register_checked_on": None},
        {"register_checked_on": date(2026, 3, 5)},
        {"registration_expires_on": None},
        {"registration_expires_on": date(2026, 3, 3)},
    ],
    ids=str,
)
def test_without_a_registration_that_was_checked_and_holds_nobody_signs(
    sqlite_case: Case, changes: dict[str, object]
) -> None:
    draft = sqlite_case.complete()
    with sqlite_case.acting() as (session, actor):
        session.execute(update(User).where(User.id == actor.user_id).values(**changes))
    with pytest.raises(NotPermittedError) as refusal:
        sqlite_case.sign(draft)
    assert refusal.value.reason is Refusal.NOT_REGISTERED


@pytest.mark.parametrize("day", ["register_checked_on", "registration_expires_on"])
def test_a_registration_holds_from_its_check_to_its_last_day(sqlite_case: Case, day: str) -> None:
    draft = sqlite_case.complete()
    with sqlite_case.acting() as (session, actor):
        session.execute(update(User).where(User.id == actor.user_id).values({day: date(2026, 3, 4)}))
    sqlite_case.sign(draft)
    assert sqlite_case.opened(draft).standing is Standing.SIGNED


def test_a_registration_ends_at_midnight_in_london(sqlite_case: Case) -> None:
    draft = sqlite_case.complete()
    with sqlite_case.acting() as (session, actor):
        last = date(2026, 6, 30)
        session.execute(update(User).where(User.id == actor.user_id).values(registration_expires_on=last))
    with pytest.raises(NotPermittedError):
        sqlite_case.sign(draft, at=datetime(2026, 6, 30, 23, 30, tzinfo=UTC))
    sqlite_case.sign(draft, at=datetime(2026, 6, 30, 22, 30, tzinfo=UTC))


def test_a_signature_says_who_signed_as_what_and_when(case: Case) -> None:
    draft = case.complete()
    case.sign(draft, at=SIGNED_AT)
    opened = case.opened(draft)
    signed = opened.revision
    assert (signed.signer_name, signed.signer_role) == ("Ade Oyelaran", Role.SOCIAL_WORKER)
    assert (signed.signer_post, signed.registration_number) == ("Social worker", "SW6001")
    assert (signed.register_checked_on, signed.signed_at) == (date(2025, 1, 2), SIGNED_AT)
    last = opened.events[-1]
    assert (last.kind, last.by_id, last.content_sha256) == (
        EventKind.SIGNED,
        case.example.users["worker"],
        signed.content_sha256,
    )


def test_the_signer_becomes_the_author(case: Case) -> None:
    draft = case.complete()
    case.sign(draft, by="supervisor")
    assert case.revision(draft).author_id == case.example.users["supervisor"]
    assert case.opened(draft).authors == {case.example.users["supervisor"], case.example.users["worker"]}


def test_answers_result_and_hashes_are_stored_and_can_be_worked_out_again(case: Case) -> None:
    signed = case.revision(case.signed())
    with reading(case.engine) as session:
        result = session.get_one(Result, signed.id)
    answers = {
        "observed_on": "2026-03-01",
        "child": {"age_months": 77},
        "respondent_sex": "female",
        "responses": {"food": {"value": "2", "evidence": "Seen on Monday."}, "warmth": {"value": "1"}},
    }
    assert json.loads(signed.responses_json or "") == answers
    assert signed.responses_sha256 == _sha256(answers)
    stored = json.loads(result.result_json)
    assert [(scale["id"], scale["value"], scale["answered"]) for scale in stored["scales"]] == [
        ("total", "2", 2)
    ]
    assert (stored["instrument"], stored["version"], stored["missing"]) == ("small", "1.0.0", [])
    assert (result.engine_version, result.computed_at) == (stored["engine"], AT)
    assert result.result_sha256 == _sha256(stored)


def test_the_hash_of_a_signature_covers_everything_that_it_vouches_for(case: Case) -> None:
    signed = case.revision(case.signed())
    one = case.example
    content = {
        "assessment": [signed.assessment_id, 1, one.family_id],
        "about": [one.child_id, one.mother_id],
        "definition": case.catalogue.find("small", "1.0.0").sha256,
        "responses": hashlib.sha256((signed.responses_json or "").encode()).hexdigest(),
        "result": _stored_result_sha256(case, signed.id),
        "observed": ["2026-02-02", "2026-03-01"],
        "rater_role": "worker",
        "transcribed": [False, ""],
        "analysis": "Wren is fed and warm.",
        "views": ["I agree.", "", ""],
        "author": case.example.users["worker"],
        "signer": ["Ade Oyelaran", "social_worker", "Social worker"],
        "registered": ["SW6001", "2025-01-02"],
        "signed_at": "2026-03-04T12:00:00+00:00",
    }
    assert signed.content_sha256 == _sha256(content)


def _stored_result_sha256(case: Case, revision_id: int) -> str:
    with reading(case.engine) as session:
        return hashlib.sha256(session.get_one(Result, revision_id).result_json.encode()).hexdigest()


def test_an_answer_that_is_no_longer_asked_is_not_signed(case: Case) -> None:
    draft = case.complete()
    case.save(draft, {"food": Response(value="3"), "hungry_days": Response(evidence="On two.")})
    case.save(draft, {"food": Response(value="1")})
    case.sign(draft)
    assert "On two." not in (case.revision(draft).responses_json or "")
    assert case.responses(draft)["hungry_days"].evidence == "On two."


def test_a_later_correction_of_a_birth_date_does_not_touch_what_was_signed(case: Case) -> None:
    signed = case.signed()
    before = case.opened(signed)
    with case.acting() as (session, _):
        session.get_one(Person, case.example.child_id).born_on = date(2023, 1, 1)
    after = case.opened(signed)
    assert (after.circumstances, after.result) == (before.circumstances, before.result)


def test_nobody_signs_twice(case: Case) -> None:
    signed = case.signed()
    with pytest.raises(StepNotPossibleError):
        case.sign(signed, by="supervisor")
    assert case.revision(signed).signer_name == "Ade Oyelaran"


def test_a_paper_assessment_is_signed_as_transcribed(case: Case) -> None:
    paper = case.signed(replace(case.wanted(), original_assessor="Zoe Lang"))
    signed = case.revision(paper)
    assert (signed.transcribed_from_paper, signed.original_assessor) == (True, "Zoe Lang")
