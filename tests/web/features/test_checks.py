"""Contradictions on the summary: an error bars the signature, a warning wants an explanation."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from assessment_tool.core.responses import Response
from assessment_tool.services.assessments.sign import NotReadyToSignError
from tests.services.case import Case
from tests.web.browsing import Browser

MANY = {"helpers": Response(Decimal(6)), "who": Response("Aunts.")}
ERROR = "The carer is said to be alone and to have help."
WARNING = "So many helpers are unusual."


@pytest.fixture
def revision_id(draft: Callable[[str], int]) -> int:
    return draft("checks")


def test_an_error_stands_on_the_summary_and_bars_the_signature_until_it_is_mended(
    worker: Browser, case: Case, revision_id: int
) -> None:
    case.save(revision_id, {"alone": Response("yes"), **MANY})
    case.summarise(revision_id)
    page = worker.open(f"/assessments/{revision_id}/summary")
    assert f"To be mended before signing: {ERROR}" in page.text
    assert f"/assessments/{revision_id}/answer/1#q1" in page.links()
    assert "Answers that cannot be true together (1)" in worker.open(f"/assessments/{revision_id}/sign").text
    with pytest.raises(NotReadyToSignError) as refusal:
        case.sign(revision_id)
    assert refusal.value.gaps.contradictions == ("alone_with_help",)
    case.save(revision_id, {"alone": Response("no")})
    assert ERROR not in worker.open(f"/assessments/{revision_id}/summary").text
    case.sign(revision_id)


def test_a_warning_wants_an_explanation_in_the_evidence_and_bars_nothing(
    worker: Browser, case: Case, revision_id: int
) -> None:
    case.save(revision_id, {"alone": Response("no"), **MANY})
    case.summarise(revision_id)
    summary = f"/assessments/{revision_id}/summary"
    assert f"To be answered or mended: {WARNING}" in worker.open(summary).text
    case.save(revision_id, {"helpers": Response(Decimal(6), evidence="I met all six.")})
    assert f"Explained in the evidence: {WARNING}" in worker.open(summary).text
    case.sign(revision_id)
    assert f"Explained in the evidence: {WARNING}" in worker.open(f"/assessments/{revision_id}/read").text


def test_what_nobody_explained_is_still_told_after_signing(
    worker: Browser, case: Case, revision_id: int
) -> None:
    case.save(revision_id, {"alone": Response("no"), **MANY})
    case.summarise(revision_id)
    case.sign(revision_id)
    assert f"Not explained: {WARNING}" in worker.open(f"/assessments/{revision_id}/read").text
    assert case.opened(revision_id).result.contradictions[0].id == "much_help"


def test_the_instruments_page_tells_what_is_checked(worker: Browser) -> None:
    assert f"{ERROR} This must be mended." in worker.open("/instruments/checks/1.0.0").text
