"""Any version as a form to try out: it asks, warns and shuts as the real one does, and keeps nothing."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.resources import instruments_dir
from tests.web.assessments.test_queries import statements
from tests.web.assessments.workspace import fields
from tests.web.browsing import Browser

if TYPE_CHECKING:
    from sqlalchemy import Engine

GRADED, BANDED = "/instruments/graded-care/1.0.0/preview", "/instruments/graded-care/2.0.0/preview"
ALCOHOL, GATED = "/instruments/alcohol-and-care/1.0.0/preview", "/instruments/safe-enquiry/1.0.0/preview"
MOST = 4


@pytest.fixture
def admin(browser_of: Callable[[str], Browser]) -> Browser:
    """Somebody who may meet drafts."""
    return browser_of("admin")


def send(browser: Browser, path: str, words: str = "", **answers: str) -> TestResponse:
    """Send the form with an answer to each named item, and words to the one that is typed."""
    sent: dict[str, object] = {"csrf_token": browser.token()}
    if words:
        sent |= fields("safe_contact_words", value=words)
    for item_id, answer in answers.items():
        sent |= fields(item_id, answer=answer)
    return browser.client.post(path, data=sent)


def test_the_form_is_shown_with_the_word_that_nothing_is_kept(worker: Browser) -> None:
    page = worker.open(f"{GRADED}?age_months=84")
    assert "Preview. Nothing you type here is kept." in page.text
    assert "Which description is nearest?" in page.text
    assert "questions: 0 answered" in page.text


def test_the_wording_is_that_of_the_chosen_age(admin: Browser) -> None:
    texts = {age: admin.open(f"{BANDED}?age_months={age}").text for age in ("3", "84")}
    assert texts["3"] != texts["84"]
    band = next(
        band
        for band in Catalogue([instruments_dir()])
        .find("graded-care", "2.0.0")
        .instrument.items["night_care"]
        .age_bands
        if band.id == "older"
    )
    assert band.anchors["1"] in texts["84"]
    assert band.anchors["1"] not in texts["3"]


def test_an_unborn_child_is_asked_about_where_the_instrument_does(admin: Browser) -> None:
    path = "/instruments/graded-care-antenatal/1.0.0/preview"
    assert "Not born yet" in admin.open(f"{path}?age_months=unborn").text
    assert "Which description is nearest?" in admin.open(path).text
    admin.open(f"{GRADED}?age_months=unborn", 404)


def test_an_answer_brings_the_questions_that_hang_on_it(worker: Browser) -> None:
    assert "drank_year-version" not in worker.open(ALCOHOL).source
    answer = send(worker, ALCOHOL, private_talk="private")
    assert answer.status_code == 200
    assert "drank_year-version" in answer.text


def test_a_grade_that_raises_a_flag_raises_it_here_too(admin: Browser) -> None:
    text = send(admin, f"{BANDED}?age_months=84", night_care="5").text
    assert "Act today" in text
    assert "who will come to this child tonight" in text


def test_nothing_behind_a_gate_is_asked_until_it_opens(admin: Browser) -> None:
    instrument = Catalogue([instruments_dir()]).find("safe-enquiry", "1.0.0").instrument
    assert instrument.gate
    first = {one.id: one for one in instrument.gate.section.items}
    behind = next(
        one.id
        for one in instrument.items.values()
        if one.id not in first and one.kind != "note" and not one.show
    )
    assert f"{behind}-version" not in admin.open(GATED).source
    opening = {item_id: codes[0] for item_id, codes in instrument.gate.opens.items()}
    assert f"{behind}-version" in send(admin, GATED, "By post.", **opening).text
    item_id, codes = next(iter(instrument.gate.opens.items()))
    wrong = next(one.code for one in first[item_id].options if one.code not in codes)
    shut = send(admin, GATED, "By post.", **{**opening, item_id: wrong}).text
    assert f"{behind}-version" not in shut
    assert "Ask nothing now" in shut


def test_what_is_typed_stays_on_the_page_and_an_answer_that_is_none_is_told_of(worker: Browser) -> None:
    answer = send(worker, ALCOHOL, private_talk="no such answer")
    assert answer.status_code == 400
    assert "Choose one of the answers that are listed." in answer.text
    sent = {
        "csrf_token": worker.token(),
        **fields("private_talk", answer="private", evidence="Seen <b>at home</b>"),
    }
    text = worker.client.post(ALCOHOL, data=sent).text
    assert "Seen &lt;b&gt;at home&lt;/b&gt;" in text


def test_trying_a_form_out_writes_nothing(worker: Browser, app: Flask) -> None:
    engine: Engine = app.extensions["parts"].engine
    sent_form = {"csrf_token": worker.token(), **fields("private_talk", answer="private")}
    with statements(engine) as sent:
        assert worker.client.post(ALCOHOL, data=sent_form).status_code == 200
    assert 0 < len(sent) <= MOST
    assert not [one for one in sent if not one.lstrip().startswith(("SELECT", "BEGIN"))]


@pytest.mark.parametrize("months", ["-1", "216", "3.5", "vii", "٣", "9" * 50])
def test_an_age_that_no_child_has_is_refused(worker: Browser, months: str) -> None:
    worker.open(f"{GRADED}?age_months={months}", 400)


@pytest.mark.parametrize("path", ["none/1.0.0/preview", "graded-care/9.9.9/preview", "graded-care/1/preview"])
def test_what_is_no_version_is_not_found(worker: Browser, path: str) -> None:
    worker.open(f"/instruments/{path}", 404)
    assert send(worker, f"/instruments/{path}").status_code == 404


@pytest.mark.usefixtures("with_drafts")
def test_a_draft_is_tried_out_and_printed_in_the_words_of_its_translation(
    admin: Browser, worker: Browser
) -> None:
    draft = "/instruments/translated/1.0.0/preview?language=cy"
    page = admin.open(draft)
    assert "A oes amser gwely?" in page.text
    assert "Draft" in page.text or "draft" in page.text
    printed = admin.client.get("/instruments/translated/1.0.0/blank.pdf?language=cy")
    assert printed.status_code == 200
    worker.open(draft, 404)


@pytest.mark.usefixtures("with_drafts")
def test_a_draft_is_not_there_for_anybody_but_administrators(admin: Browser, worker: Browser) -> None:
    draft = "/instruments/gate/1.0.0/preview"
    admin.open(draft)
    worker.open(draft, 404)
    assert send(worker, draft, alone="yes").status_code == 404


def test_a_stranger_is_asked_to_sign_in(stranger: FlaskClient) -> None:
    assert stranger.get(GRADED).location.startswith("/sign-in")
