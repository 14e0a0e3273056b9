"""What a browser keeps of a page says nothing where nobody else may know what was asked."""

import re
from collections.abc import Callable

import pytest
from flask import Flask, url_for
from sqlalchemy import Engine

from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.resources import instruments_dir
from tests.web.assessments.workspace import Workspace
from tests.web.browsing import Browser
from tests.web.family import Example

RESTRICTED = ("safe-enquiry", "harm-to-others", "domestic-abuse-risk")
PAGES = ("", "/1.0.0", "/1.0.0/preview")
TELLING = re.compile("safe.?enquiry|harm.?to.?others|domestic|abuse", re.IGNORECASE)


def kept_of(app: Flask, instrument_id: str) -> str:
    """The address of an instrument's pages as the service makes it."""
    with app.test_request_context():
        return url_for("instruments.versions", instrument_id=instrument_id)


def window_title(source: str) -> str:
    return source.partition("<title>")[2].partition("</title>")[0]


def test_these_and_no_others_that_ship_are_restricted() -> None:
    catalogue = Catalogue([instruments_dir()])
    assert {one for one in catalogue.ids() if catalogue.is_restricted(one)} == set(RESTRICTED)
    assert not catalogue.is_restricted("no-such-instrument")


@pytest.mark.parametrize("instrument_id", RESTRICTED)
@pytest.mark.parametrize("page", PAGES)
def test_neither_address_nor_title_tells(
    app: Flask, browser_of: Callable[[str], Browser], instrument_id: str, page: str
) -> None:
    address = kept_of(app, instrument_id) + page
    assert not TELLING.search(address)
    shown = browser_of("worker").open(address)
    assert not TELLING.search(window_title(shown.source))
    assert TELLING.search(shown.heading)
    assert [link for link in shown.links() if TELLING.search(link)] == []


def test_no_list_of_instruments_leads_to_an_address_that_tells(worker: Browser) -> None:
    for page in ("/", "/instruments"):
        assert [link for link in worker.open(page).links() if TELLING.search(link)] == []


def test_two_have_two_addresses_and_others_are_called_by_their_names(app: Flask) -> None:
    assert len({kept_of(app, one) for one in RESTRICTED}) == len(RESTRICTED)
    assert kept_of(app, "graded-care") == "/instruments/graded-care"


def test_a_name_that_stands_for_nothing_is_not_found(worker: Browser) -> None:
    for name in ("form-0123456789", "form-", "form-graded-care"):
        worker.open(f"/instruments/{name}", 404)


def test_the_blank_form_is_a_file_without_a_telling_name(app: Flask, worker: Browser) -> None:
    address = kept_of(app, "domestic-abuse-risk")
    answer = worker.client.get(f"{address}/1.0.0/blank.pdf")
    assert answer.headers["Content-Disposition"] == 'inline; filename="form.pdf"'


def test_a_way_off_the_page_is_there_where_it_is_needed_and_nowhere_else(
    worker: Browser, engine: Engine, example: Example
) -> None:
    workspace = Workspace(engine, example)
    asked, graded = workspace.draft("safe-enquiry", is_adult=True), workspace.draft()
    for page in ("", "/answer/1", "/answer/all", "/summary", "/read", "/sign"):
        hidden = worker.open(f"/assessments/{asked}{page}")
        assert "Leave this page now" in hidden.text, page
        assert not TELLING.search(window_title(hidden.source))
        assert "Leave this page now" not in worker.open(f"/assessments/{graded}{page}").text, page
