"""Making a report and opening it again: who may, what is kept, and what is refused."""

import hashlib
import json
import re
from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import Engine, select
from sqlalchemy.orm import undefer

from assessment_tool.records.documents import IssuedDocument
from assessment_tool.records.engine import reading
from tests.web.browsing import Browser
from tests.web.family import AT, STAFF, Example
from tests.web.history import History

LARGEST = 2**31 - 1
RECORD = re.compile(r"Record \d+ · \w{16}")
"""The audit's newest entry in the foot of a page; it goes on whatever is looked at."""
WHO_READS = {
    "worker": 200,
    "support": 200,
    "supervisor": 200,
    "manager": 200,
    "reader": 200,
    "colleague": 404,
    "admin": 403,
    "auditor": 403,
}
REFUSED = {"support": 403, "manager": 403, "reader": 403, "admin": 403, "auditor": 403, "colleague": 404}


@pytest.fixture
def history(engine: Engine, example: Example) -> History:
    return History(engine, example)


@pytest.fixture
def path(example: Example) -> str:
    """Where a report is asked for."""
    return f"/families/{example.family_id}/reports/trend"


@pytest.fixture
def wanted(example: Example) -> dict[str, object]:
    """What the form of the child's trend sends."""
    return {"instrument": "graded-care", "child": example.child_id, "submission": "one-key"}


def documents(engine: Engine) -> list[IssuedDocument]:
    """All that are kept, with their bytes."""
    with reading(engine) as session:
        return list(session.scalars(select(IssuedDocument).options(undefer(IssuedDocument.pdf))))


def without_record(document: IssuedDocument) -> list[str]:
    """What went into a document and what its pages say, the audit's number apart."""
    return [RECORD.sub("Record", said) for said in (document.inputs_json, text_of(document.pdf))]


def text_of(pdf: bytes) -> str:
    """The words of all pages, single-spaced."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def test_the_report_says_whose_care_nobody_had_recorded_and_keeps_the_reason_to_itself(
    history: History, worker: Browser, path: str, wanted: dict[str, object]
) -> None:
    history.assess(history.grandmother(), date(2026, 2, 1), why_untied="She cooks while he sleeps.")
    history.assess(history.example.mother_id, date(2026, 2, 8))
    text = text_of(worker.client.get(f"{worker.send(path, **wanted).location}/open").data)
    said = "begun, Oona Ashdown was not recorded as caring for Wren Ashdown."
    assert said in text
    assert text.count("not recorded as caring") == 1
    assert "She cooks" not in text


def test_the_report_is_kept_byte_for_byte_and_opens(
    history: History, worker: Browser, engine: Engine, path: str, wanted: dict[str, object]
) -> None:
    history.five_and_three()
    answer = worker.send(path, **wanted)
    [kept] = documents(engine)
    assert (answer.status_code, answer.location) == (303, f"/documents/{kept.id}")
    opened = worker.client.get(f"{answer.location}/open")
    assert opened.data == kept.pdf
    assert opened.content_type == "application/pdf"
    assert hashlib.sha256(opened.data).hexdigest() == kept.pdf_sha256
    assert (kept.family_id, kept.kind, kept.is_draft, kept.made_at) == (
        history.example.family_id,
        "trend",
        True,
        AT,
    )
    text = text_of(opened.data)
    for words in ("Wren Ashdown", "Mara Ashdown", "Tom Hale", "DRAFT", "Ade Oyelaran", "Gwen Price"):
        assert words in text


def test_what_went_in_is_kept_beside_it(
    history: History, worker: Browser, engine: Engine, path: str, wanted: dict[str, object]
) -> None:
    history.assess(history.example.mother_id, date(2026, 2, 1), {"meals_regular": "4"})
    worker.send(path, **wanted)
    [kept] = documents(engine)
    inputs = json.loads(kept.inputs_json)
    assert inputs["family_reference"] == "F-0001"
    assert inputs["maker"] == {
        "name": "Ade Oyelaran",
        "post": "Social worker",
        "registration_number": "SW6001",
    }
    assert "Seen at breakfast." in kept.inputs_json
    assert not kept.is_draft
    assert (kept.weasyprint_version, kept.application_version) == ("70.0", "0.1.0")


def test_its_address_name_and_headers_say_nothing_about_anybody(
    history: History, worker: Browser, path: str, wanted: dict[str, object]
) -> None:
    history.assess(history.example.mother_id, date(2026, 2, 1))
    place = worker.send(path, **wanted).location
    for step, disposition in (("open", "inline"), ("download", "attachment")):
        answer = worker.client.get(f"{place}/{step}")
        told = answer.request.path + str(answer.headers)
        assert not any(name in told for name in ("Ashdown", "Wren", "Mara", "F-0001"))
        assert answer.headers["Content-Disposition"] == f'{disposition}; filename="trend-report-1.pdf"'
        assert "no-store" in answer.headers["Cache-Control"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_its_page_says_what_it_is_and_offers_to_open_and_to_download_it(
    history: History, worker: Browser, engine: Engine, path: str, wanted: dict[str, object]
) -> None:
    history.five_and_three()
    place = worker.send(path, **wanted).location
    page, [kept] = worker.open(place), documents(engine)
    assert page.heading == "Trend report: the care Wren Ashdown receives"
    assert {f"{place}/open", f"{place}/download"} <= set(page.links())
    assert "4 March 2026 at 12:00 by Ade Oyelaran" in page.text
    assert kept.pdf_sha256 in page.text
    assert "Draft" in page.text
    assert 'target="' not in page.source


def test_the_same_report_made_twice_on_the_same_instant_differs_by_the_audits_number_alone(
    history: History, worker: Browser, engine: Engine, path: str, wanted: dict[str, object]
) -> None:
    history.assess(history.example.mother_id, date(2026, 2, 1))
    first, second = (worker.send(path, **wanted | {"submission": key}).location for key in ("one", "two"))
    assert first != second
    numbers = [RECORD.search(text_of(one.pdf)) for one in documents(engine)]
    assert all(numbers)
    assert len({one.group() for one in numbers if one}) == 2
    one, other = (without_record(one) for one in documents(engine))
    assert one == other


@pytest.mark.parametrize("username", STAFF)
def test_only_the_familys_qualified_workers_make_a_report(
    history: History,
    browser_of: Callable[[str], Browser],
    engine: Engine,
    path: str,
    wanted: dict[str, object],
    username: str,
) -> None:
    history.assess(history.example.mother_id, date(2026, 2, 1))
    answer = browser_of(username).send(path, **wanted)
    assert answer.status_code == REFUSED.get(username, 303)
    assert len(documents(engine)) == (0 if username in REFUSED else 1)
    assert username in REFUSED or b"Ashdown" not in answer.data


def test_a_stranger_and_a_form_without_its_token_get_none(
    history: History,
    worker: Browser,
    stranger: FlaskClient,
    engine: Engine,
    path: str,
    wanted: dict[str, object],
) -> None:
    history.assess(history.example.mother_id, date(2026, 2, 1))
    assert worker.client.post(path, data=wanted).status_code == 400
    assert stranger.post(path, data=wanted).status_code in {302, 400}
    assert worker.client.get(path).status_code == 405
    assert not documents(engine)


def test_what_is_not_there_and_what_is_anothers_are_all_not_found(
    history: History, worker: Browser, engine: Engine, example: Example, wanted: dict[str, object]
) -> None:
    history.assess(example.mother_id, date(2026, 2, 1))
    own = f"/families/{example.family_id}/reports/trend"
    for path, sent in (
        (f"/families/{example.other_family_id}/reports/trend", wanted),
        (f"/families/{LARGEST}/reports/trend", wanted),
        (own, wanted | {"instrument": "no-such-scale"}),
        (own, wanted | {"instrument": "../../etc/passwd"}),
        (own, wanted | {"child": example.other_child_id}),
        (own, wanted | {"child": "one"}),
        (own, wanted | {"child": "9" * 4000}),
        (own, wanted | {"instrument": ""}),
        (own, wanted | {"child": ""}),
        (own, {"submission": "one-key"}),
    ):
        assert worker.send(path, **sent).status_code == 404, (path, sent)
    assert not documents(engine)


def test_no_report_is_made_of_an_instrument_of_which_nothing_may_be_shown(
    history: History, worker: Browser, engine: Engine, path: str, example: Example
) -> None:
    history.assess(example.mother_id, date(2026, 2, 2), instrument_id="alcohol-and-care")
    assert worker.send(path, instrument="alcohol-and-care", submission="k").status_code == 404
    assert not documents(engine)


def test_a_document_opens_for_the_familys_readers_and_for_nobody_else(
    history: History, browser_of: Callable[[str], Browser], path: str, wanted: dict[str, object]
) -> None:
    history.assess(history.example.mother_id, date(2026, 2, 1))
    place = browser_of("worker").send(path, **wanted).location
    for one in (place, f"{place}/open", f"{place}/download"):
        found = {username: browser_of(username).client.get(one).status_code for username in STAFF}
        assert found == WHO_READS


def test_anothers_document_and_a_missing_one_look_the_same(
    history: History, browser_of: Callable[[str], Browser], path: str, wanted: dict[str, object]
) -> None:
    history.assess(history.example.mother_id, date(2026, 2, 1))
    place = browser_of("worker").send(path, **wanted).location
    colleague = browser_of("colleague")
    for step in ("", "/open", "/download"):
        missing = f"/documents/{LARGEST}{step}"
        assert colleague.open(place + step, status=404).text == colleague.open(missing, status=404).text
        assert colleague.client.get(f"/documents/{LARGEST + 1}{step}").status_code == 404


def test_the_familys_page_lists_its_documents(
    history: History, worker: Browser, path: str, wanted: dict[str, object], example: Example
) -> None:
    history.assess(example.mother_id, date(2026, 2, 1))
    place = worker.send(path, **wanted).location
    assert place in worker.open(f"/families/{example.family_id}").links()


def test_a_withheld_item_leaves_no_trace_in_the_report(
    history: History, worker: Browser, engine: Engine, path: str, wanted: dict[str, object], example: Example
) -> None:
    history.assess(example.mother_id, date(2026, 2, 1), {"violence_around_child": "5"})
    worker.send(path, **wanted)
    [kept] = documents(engine)
    item = "The child is kept out of violence and frightening arguments"
    assert item not in kept.inputs_json
    assert item not in text_of(kept.pdf)
    assert "violence_around_child" not in kept.inputs_json
