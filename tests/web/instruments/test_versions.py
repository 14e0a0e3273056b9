"""All versions of an instrument: what was published and why for everybody, drafts for administrators."""

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from flask.testing import FlaskClient

from assessment_tool.clock import today
from assessment_tool.definitions.life import Decision, supersede, withdraw
from tests.published import coming_into_use
from tests.web.assessments.test_queries import statements
from tests.web.browsing import Browser
from tests.web.family import AT

if TYPE_CHECKING:
    from sqlalchemy import Engine

DAY = today(AT)
DECISION = Decision("A. Lead", DAY, "Two grades were mixed up.", approved_by="B. Lead")
NAME = ("graded-care", "1.0.0")
MOST = 5


def raised_too_little(folder: Path) -> None:
    """Write a draft 1.0.1 whose first item asks something else: a major change under a patch's number."""
    text = (folder / "graded-care" / "1.0.0.yaml").read_text(encoding="utf-8")
    for old, new in (('"1.0.0"', '"1.0.1"'), ("Meals", "Food")):
        assert old in text, old
        text = text.replace(old, new)
    (folder / "graded-care" / "1.0.1.yaml").write_text(text, encoding="utf-8")


def test_a_worker_reads_who_published_a_version_and_meets_no_draft(worker: Browser, folder: Path) -> None:
    assert (folder / "graded-care" / "2.0.0.yaml").exists()
    page = worker.open("/instruments/graded-care")
    assert page.heading.startswith("Graded care scale")
    assert "by Practice lead for assessment" in page.text
    assert "/instruments/graded-care/1.0.0" in page.links()
    assert "/instruments/graded-care/blank" in page.links()
    assert "Draft" not in page.text
    assert "2.0.0" not in page.text


def test_each_later_step_stands_there_with_its_names_day_and_reason(worker: Browser, folder: Path) -> None:
    supersede(folder, *NAME, DECISION, DAY + timedelta(days=9))
    page = worker.open("/instruments/graded-care")
    assert (
        "Superseded on 4 March 2026 by A. Lead, approved by B. Lead. Two grades were mixed up." in page.text
    )
    assert "can be signed until 13 March 2026" in page.text
    assert "/instruments/graded-care/blank" not in page.links()


def test_a_version_for_a_later_day_says_from_when_on_every_page(worker: Browser, folder: Path) -> None:
    coming_into_use(folder, *NAME, date(2027, 1, 1))
    page = worker.open("/instruments/graded-care")
    assert "Version 1.0.0 From 1 Jan 2027" in page.text
    assert "In use from 1 January 2027. Nothing that was observed before that day" in page.text
    assert "/instruments/graded-care/blank" not in page.links()
    listed = worker.open("/instruments")
    assert "Coming into use" in listed.text
    assert "Graded care scale, version 1.0.0: from 1 Jan 2027" in listed.text
    assert "/instruments/graded-care/1.0.0" in listed.links()
    for path in ("", "/preview"):
        page = worker.open(f"/instruments/graded-care/1.0.0{path}")
        assert "Version 1.0.0, from 1 January 2027" in page.text


def test_a_withdrawn_version_can_still_be_read(worker: Browser, folder: Path) -> None:
    withdraw(folder, *NAME, DECISION)
    page = worker.open("/instruments/graded-care")
    assert "Withdrawn on 4 March 2026" in page.text
    assert "/instruments/graded-care/1.0.0" in page.links()


@pytest.mark.usefixtures("folder")
def test_an_administrator_reads_how_much_a_draft_changes_and_that_it_is_raised_enough(admin: Browser) -> None:
    text = admin.open("/instruments/graded-care").text
    assert "Version 2.0.0 Draft" in text
    assert "Declared: a major. Needed: a major." in text


def test_an_administrator_is_told_where_a_draft_is_to_be_mended_and_how(admin: Browser, folder: Path) -> None:
    raised_too_little(folder)
    page = admin.open("/instruments/graded-care")
    assert "Must be mended:" in page.text
    assert "graded-care/1.0.1.yaml:" in page.text
    assert str(folder) not in page.source
    assert "/instruments/graded-care/1.0.1" not in page.links()


def test_a_draft_that_cannot_be_read_is_told_of_and_hides_no_other(admin: Browser, folder: Path) -> None:
    (folder / "graded-care" / "9.0.0.yaml").write_text("id: [", encoding="utf-8")
    text = admin.open("/instruments/graded-care").text
    assert "graded-care/9.0.0.yaml:" in text
    assert "Version 1.0.0 Active" in text


@pytest.mark.usefixtures("folder")
def test_an_instrument_of_drafts_alone_is_there_for_administrators_and_for_nobody_else(
    admin: Browser, worker: Browser
) -> None:
    listed, page = admin.open("/instruments"), admin.open("/instruments/child-voice")
    assert "/instruments/child-voice" in listed.links()
    assert "What the child says and shows" in listed.text
    assert "child-voice" not in listed.text
    assert page.heading.startswith("What the child says and shows")
    assert "Version 1.0.0 Draft" in page.text
    assert "/instruments/child-voice" not in worker.open("/instruments").links()
    worker.open("/instruments/child-voice", 404)


def test_an_instrument_that_nobody_can_read_keeps_its_name_and_hides_no_other(
    admin: Browser, folder: Path
) -> None:
    (folder / "child-voice" / "1.0.0.yaml").write_text("id: [", encoding="utf-8")
    listed = admin.open("/instruments")
    assert "child-voice" in listed.text
    assert "Graded care scale" in listed.text


@pytest.mark.parametrize("instrument_id", ["none", "..%2f..%2fetc", "graded-care%00", "a" * 5000])
def test_what_is_no_instrument_is_not_found(admin: Browser, worker: Browser, instrument_id: str) -> None:
    admin.open(f"/instruments/{instrument_id}", 404)
    worker.open(f"/instruments/{instrument_id}", 404)


def test_a_stranger_is_asked_to_sign_in(stranger: FlaskClient) -> None:
    assert stranger.get("/instruments/graded-care").location.startswith("/sign-in")


def test_the_page_asks_the_database_for_person_and_proposals_alone(admin: Browser, app: Flask) -> None:
    engine: Engine = app.extensions["parts"].engine
    with statements(engine) as sent:
        admin.open("/instruments/graded-care")
    assert 0 < len(sent) <= MOST
