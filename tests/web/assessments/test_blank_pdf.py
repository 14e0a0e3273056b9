"""The blank form as a PDF: for everybody who may read instruments, of any version, for an age or all."""

from collections.abc import Callable
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader
from werkzeug.test import TestResponse

from tests.web.browsing import Browser
from tests.web.family import STAFF

PATH = "/instruments/social-history/1.0.0/blank.pdf"


def first_page(answer: TestResponse) -> str:
    assert answer.status_code == 200
    assert answer.content_type == "application/pdf"
    return " ".join(PdfReader(BytesIO(answer.data)).pages[0].extract_text().split())


def test_somebody_who_is_not_signed_in_gets_none(stranger: FlaskClient) -> None:
    answer = stranger.get(PATH)
    assert (answer.status_code, answer.location.startswith("/sign-in")) == (302, True)


@pytest.mark.parametrize("username", ["admin", "support"])
def test_whoever_reads_instruments_gets_it(browser_of: Callable[[str], Browser], username: str) -> None:
    assert username in STAFF
    answer = browser_of(username).client.get(PATH)
    assert "Social history" in first_page(answer)
    assert answer.headers["Content-Disposition"] == 'inline; filename="social-history-1.0.0-blank.pdf"'


def test_an_age_chooses_the_wording(worker: Browser, browser_of: Callable[[str], Browser]) -> None:
    answer = worker.client.get("/instruments/graded-care/1.0.0/blank.pdf?months=84")
    assert "For a child 7 years." in first_page(answer)
    unborn = browser_of("admin").client.get(
        "/instruments/graded-care-antenatal/1.0.0/blank.pdf?months=unborn"
    )
    assert "For a child not born yet." in first_page(unborn)


def test_a_form_that_must_not_be_seen_has_a_name_that_says_nothing(
    browser_of: Callable[[str], Browser],
) -> None:
    answer = browser_of("admin").client.get("/instruments/safe-enquiry/1.0.0/blank.pdf")
    assert "For the worker alone." in first_page(answer)
    assert answer.headers["Content-Disposition"] == 'inline; filename="form.pdf"'


@pytest.mark.parametrize("months", ["x", "-1", "216", "9999999999", "1.5", "\u00b2", "UNBORN", "1%00"])
def test_an_age_that_cannot_be_is_refused(worker: Browser, months: str) -> None:
    worker.open(f"/instruments/graded-care/1.0.0/blank.pdf?months={months}", 404 if "%00" in months else 400)


@pytest.mark.parametrize(
    "path",
    [
        "/instruments/none/1.0.0/blank.pdf",
        "/instruments/graded-care/9.0.0/blank.pdf",
        "/instruments/graded-care/../blank.pdf",
        "/instruments/graded-care/1.0.0%00/blank.pdf",
        "/instruments/graded-care/1.0.0/blank.pdf?months=unborn",
        "/instruments/safe-enquiry/1.0.0/blank.pdf?months=84",
    ],
)
def test_a_form_that_there_is_not_is_not_found(worker: Browser, path: str) -> None:
    worker.open(path, 404)


@pytest.mark.usefixtures("with_drafts")
@pytest.mark.parametrize("page", ["", "/blank.pdf"])
def test_a_draft_is_not_found_except_by_an_administrator(
    worker: Browser, browser_of: Callable[[str], Browser], page: str
) -> None:
    path = f"/instruments/gate/1.0.0{page}"
    assert browser_of("admin").client.get(path).status_code == 200
    hidden, missing = worker.open(path, 404), worker.open(path.replace("1.0.0", "9.0.0"), 404)
    assert hidden.text == missing.text


def test_pages_lead_to_it_with_the_age_that_was_chosen(worker: Browser) -> None:
    assert "/instruments/graded-care/1.0.0/blank.pdf" in worker.open("/instruments/graded-care/1.0.0").links()
    links = worker.open("/instruments/graded-care/blank?age_months=6").links()
    assert any(link.endswith("/blank.pdf?months=6") for link in links)
    links = worker.open("/instruments/social-history/blank").links()
    assert any(link.endswith("/blank.pdf") for link in links)
