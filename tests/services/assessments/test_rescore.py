"""Rescoring: good evidence reproduces, and whatever was tampered with is named and nothing else."""

import hashlib
import json

import pytest
from sqlalchemy import text

from assessment_tool.core.stored import sha256
from assessment_tool.records import Result, reading
from assessment_tool.services.assessments.rescore import Difference, Rescored, rescore
from tests.services.case import Case
from tests.services.counting import counted

GUARDS = (
    "revisions_no_update_once_signed",
    "results_no_update",
    "results_no_delete",
    "definitions_no_update",
)


def _rescored(case: Case) -> Rescored:
    with reading(case.engine) as session:
        return rescore(session)


def _tamper(case: Case, statement: str, **given: object) -> None:
    """Change what the database would refuse to change, as somebody with the file in hand could."""
    with case.acting() as (session, _):
        for guard in GUARDS:
            session.execute(text(f"DROP TRIGGER {guard}"))
        changed = session.connection().execute(text(statement), given)
        assert changed.rowcount == 1


def _result(case: Case, revision_id: int) -> str:
    with reading(case.engine) as session:
        return session.get_one(Result, revision_id).result_json


def test_signed_evidence_reproduces(case: Case) -> None:
    case.countersign(case.signed())
    case.hand_back(case.signed())
    case.start()
    assert _rescored(case) == Rescored(checked=2, differences=[])


def test_rescoring_writes_nothing(case: Case) -> None:
    case.signed()
    with counted(case.engine) as statements:
        _rescored(case)
    assert {statement.split()[0] for statement in statements} <= {"SELECT", "PRAGMA", "BEGIN"}


def test_a_tampered_result_is_found(sqlite_case: Case) -> None:
    good, bad = sqlite_case.signed(), sqlite_case.signed()
    forged = _result(sqlite_case, bad).replace('"value":"2"', '"value":"1"')
    assert forged != _result(sqlite_case, bad)
    _tamper(
        sqlite_case, "UPDATE results SET result_json = :json WHERE revision_id = :id", json=forged, id=bad
    )
    found = _rescored(sqlite_case)
    assert found == Rescored(2, [Difference(bad, "the stored result does not match its hash")])
    assert good != bad


def test_a_tampered_result_with_a_new_hash_is_found_by_the_signature(sqlite_case: Case) -> None:
    bad = sqlite_case.signed()
    forged = _result(sqlite_case, bad).replace('"value":"2"', '"value":"1"')
    _tamper(
        sqlite_case,
        "UPDATE results SET result_json = :json, result_sha256 = :hash WHERE revision_id = :id",
        json=forged,
        hash=sha256(forged),
        id=bad,
    )
    (difference,) = _rescored(sqlite_case).differences
    assert difference.what == "the stored content does not match the hash that was signed"


def test_a_result_forged_with_every_hash_does_not_come_out_again(sqlite_case: Case) -> None:
    bad = sqlite_case.signed()
    forged = _result(sqlite_case, bad).replace('"value":"2"', '"value":"1"')
    content = _content_with_result(sqlite_case, bad, sha256(forged))
    _tamper(
        sqlite_case,
        "UPDATE results SET result_json = :json, result_sha256 = :hash WHERE revision_id = :id",
        json=forged,
        hash=sha256(forged),
        id=bad,
    )
    with sqlite_case.acting() as (session, _):
        session.execute(
            text("UPDATE revisions SET content_sha256 = :hash WHERE id = :id"), {"hash": content, "id": bad}
        )
    (difference,) = _rescored(sqlite_case).differences
    assert "scored again" in difference.what


@pytest.mark.parametrize("answers", ['{"forged":true}', "{", ""])
def test_tampered_answers_are_found_whatever_they_say(sqlite_case: Case, answers: str) -> None:
    bad = sqlite_case.signed()
    _tamper(sqlite_case, "UPDATE revisions SET responses_json = :json WHERE id = :id", json=answers, id=bad)
    assert Difference(bad, "the stored answers do not match their hash") in _rescored(sqlite_case).differences


@pytest.mark.parametrize(
    "column",
    [
        "why_longer",
        "analysis",
        "carer_view",
        "child_view",
        "disagreement",
        "signer_name",
        "original_assessor",
    ],
)
def test_a_tampered_text_is_found(sqlite_case: Case, column: str) -> None:
    bad = sqlite_case.signed()
    _tamper(sqlite_case, f"UPDATE revisions SET {column} = 'Forged.' WHERE id = :id", id=bad)  # noqa: S608 - a fixed list
    found = _rescored(sqlite_case).differences
    assert found == [Difference(bad, "the stored content does not match the hash that was signed")]


def test_a_result_that_is_gone_is_found(sqlite_case: Case) -> None:
    bad = sqlite_case.signed()
    _tamper(sqlite_case, "DELETE FROM results WHERE revision_id = :id", id=bad)
    assert _rescored(sqlite_case) == Rescored(1, [Difference(bad, "there is no stored result")])


def test_a_tampered_instrument_is_found(sqlite_case: Case) -> None:
    bad = sqlite_case.signed()
    _tamper(sqlite_case, "UPDATE definitions SET canonical = replace(canonical, 'Never', 'Always')")
    found = _rescored(sqlite_case).differences
    assert found == [Difference(bad, "the stored instrument does not match its hash")]


def _content_with_result(case: Case, revision_id: int, result_sha256: str) -> str:
    one, signed = case.example, case.revision(revision_id)
    content = {
        "assessment": [signed.assessment_id, 1, one.family_id],
        "about": [one.child_id, one.mother_id],
        "definition": signed.definition_sha256,
        "responses": signed.responses_sha256,
        "result": result_sha256,
        "observed": [str(signed.observed_from), str(signed.observed_on)],
        "rater_role": "worker",
        "transcribed": [False, ""],
        "analysis": signed.analysis,
        "views": [signed.carer_view, "", ""],
        "author": signed.author_id,
        "signer": [signed.signer_name, "social_worker", signed.signer_post],
        "registered": [signed.registration_number, str(signed.register_checked_on)],
        "signed_at": str(signed.signed_at).replace(" ", "T"),
    }
    text_of = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text_of.encode()).hexdigest()
