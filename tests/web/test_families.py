"""The pages of families: who sees which, what they say, and what they answer to bad input."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from assessment_tool.records.chronology import FamilyEvent
from assessment_tool.records.engine import reading
from tests.web.browsing import Browser, Page, without_token
from tests.web.family import ALLOCATED, Example

EVENT = {
    "kind": "move",
    "happened_on-day": "2",
    "happened_on-month": "3",
    "happened_on-year": "2026",
    "title": "Moved to a flat on the second floor",
    "detail": "The landlord gave notice.",
    "source": "Housing officer",
}


def paths(family_id: object) -> list[str]:
    """The addresses of a family's own pages."""
    own = f"/families/{family_id}"
    return [own, f"{own}/events/new", f"{own}/events/1/strike-out"]


def events(engine: Engine) -> list[FamilyEvent]:
    with reading(engine) as session:
        return list(session.scalars(select(FamilyEvent)))


def test_a_worker_sees_the_families_allocated_to_them_and_no_others(worker: Browser) -> None:
    page = worker.open("/families")
    assert "Ashdown" in page.text
    assert "Brook" not in page.text


def test_a_familys_page_names_children_carers_and_both_parent_slots(
    worker: Browser, example: Example
) -> None:
    text = worker.open(f"/families/{example.family_id}").text
    for words in (
        "Wren Ashdown, 6 years",
        "Mara Ashdown",
        "Tom Hale",
        "Ade Oyelaran",
        "No assessment has been started",
    ):
        assert words in text
    assert text.count("No attempt recorded") == 2


@pytest.mark.parametrize("username", ALLOCATED)
def test_everyone_allocated_may_read_the_family(
    browser_of: Callable[[str], Browser], example: Example, username: str
) -> None:
    assert browser_of(username).open(f"/families/{example.family_id}").heading == "Ashdown"


@pytest.mark.parametrize("username", ["admin", "auditor"])
def test_administrators_and_auditors_see_no_family(
    browser_of: Callable[[str], Browser], example: Example, username: str
) -> None:
    browser = browser_of(username)
    for path in ["/families", *paths(example.family_id)]:
        assert browser.client.get(path).status_code == 403


def test_another_workers_family_looks_like_one_that_does_not_exist(worker: Browser, example: Example) -> None:
    for theirs, missing in zip(paths(example.other_family_id), paths(999_999), strict=True):
        answer = worker.client.get(theirs)
        assert answer.status_code == 404
        assert without_token(answer) == without_token(worker.client.get(missing))


@pytest.mark.parametrize("family_id", [0, -1, 2**31, 2**63, 2**64, "x", "1e3", "\u0661"])
def test_a_number_that_no_family_can_have_is_not_found(worker: Browser, family_id: object) -> None:
    for path in paths(family_id):
        assert worker.client.get(path).status_code == 404


def test_whoever_is_not_signed_in_is_sent_to_sign_in(stranger: FlaskClient, example: Example) -> None:
    for path in ["/", "/families", *paths(example.family_id)]:
        answer = stranger.get(path)
        assert answer.status_code == 302
        assert answer.location.startswith("/sign-in?next=")


def test_an_event_is_recorded_once_however_often_the_form_is_sent(
    worker: Browser, engine: Engine, example: Example
) -> None:
    path = f"/families/{example.family_id}/events/new"
    fields = {**EVENT, "submission": worker.submission(path)}
    token = worker.token()
    answers = [worker.client.post(path, data={"csrf_token": token, **fields}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [303, 303, 303]
    assert [event.title for event in events(engine)] == [EVENT["title"]]
    assert "Moved to a flat" in worker.open(f"/families/{example.family_id}").text


def test_the_key_of_a_form_that_was_taken_takes_no_other_content(
    worker: Browser, engine: Engine, example: Example
) -> None:
    path = f"/families/{example.family_id}/events/new"
    fields = {**EVENT, "submission": worker.submission(path)}
    assert worker.send(path, **fields).status_code == 303
    assert worker.send(path, **{**fields, "title": "Something else"}).status_code == 409
    assert [event.title for event in events(engine)] == [EVENT["title"]]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"happened_on-day": "31", "happened_on-month": "2"}, "There is no such date"),
        ({"happened_on-day": ""}, "The date needs a day"),
        ({"happened_on-day": "\u0663"}, "in figures"),
        ({"happened_on-year": "2027"}, "today or in the past"),
        ({"happened_on-year": "99999"}, "in figures"),
        ({"happened_on-year": "1066"}, "The year must be 1900 or later"),
        (
            {"happened_on-year": "2018"},
            "before any child of the family was born (the first on 14 September 2019)",
        ),
        ({"kind": "party"}, "Choose what kind"),
        ({"title": "   "}, "what happened"),
        ({"title": "x" * 201}, "what happened"),
    ],
)
def test_a_fault_in_an_event_is_explained_and_what_was_typed_is_kept(
    worker: Browser, engine: Engine, example: Example, change: dict[str, str], words: str
) -> None:
    path = f"/families/{example.family_id}/events/new"
    answer = worker.send(path, **{**EVENT, **change, "submission": worker.submission(path)})
    page = Page(answer)
    assert page.status == 400
    assert words in page.text
    assert "The landlord gave notice." in page.source
    assert events(engine) == []


def test_all_faults_of_an_event_are_told_at_once(worker: Browser, engine: Engine, example: Example) -> None:
    path = f"/families/{example.family_id}/events/new"
    wrong = {"kind": "", "title": "", "happened_on-day": "31", "happened_on-month": "2"}
    page = Page(worker.send(path, **{**EVENT, **wrong, "submission": worker.submission(path)}))
    summary = page.source.partition("govuk-error-summary__list")[2].partition("</ul>")[0]
    assert re.findall(r'href="#([a-z_]+)"', summary) == ["kind", "happened_on", "title"]
    assert "There is no such date" in summary
    assert events(engine) == []


def test_an_unlikely_year_is_recorded_once_its_very_day_is_ticked(
    worker: Browser, engine: Engine, example: Example
) -> None:
    path = f"/families/{example.family_id}/events/new"
    unlikely = {**EVENT, "happened_on-year": "2012", "submission": worker.submission(path)}
    doubted = Page(worker.send(path, **unlikely))
    assert "Is the year right?" in doubted.text
    assert 'value="2012-03-02"' in doubted.source
    another_day = worker.send(
        path, **{**unlikely, "happened_on-year": "2011", "is_day_confirmed": "2012-03-02"}
    )
    assert another_day.status_code == 400
    assert 'value="2011-03-02"' in another_day.get_data(as_text=True)
    other_fault = Page(worker.send(path, **{**unlikely, "title": "", "is_day_confirmed": "2012-03-02"}))
    assert 'value="2012-03-02" checked' in other_fault.source
    assert worker.send(path, **unlikely, is_day_confirmed="2012-03-02").status_code == 303
    assert [str(event.happened_on) for event in events(engine)] == ["2012-03-02"]


def test_an_event_for_another_workers_family_is_refused_as_not_found(
    worker: Browser, engine: Engine, example: Example
) -> None:
    path = f"/families/{example.other_family_id}/events/new"
    for fields in (EVENT, {}):
        assert worker.send(path, **fields, submission="a-key").status_code == 404
    assert events(engine) == []


def test_a_reader_records_nothing(browser_of: Callable[[str], Browser], example: Example) -> None:
    reader = browser_of("reader")
    path = f"/families/{example.family_id}/events/new"
    assert reader.client.get(path).status_code == 403
    assert reader.send(path, **EVENT, submission="a-key").status_code == 403


def test_a_form_without_its_token_changes_nothing(worker: Browser, engine: Engine, example: Example) -> None:
    answer = worker.client.post(f"/families/{example.family_id}/events/new", data=EVENT)
    assert answer.status_code == 400
    assert events(engine) == []


def test_a_body_that_is_not_utf8_is_answered_and_never_breaks_the_page(
    worker: Browser, example: Example
) -> None:
    path = f"/families/{example.family_id}/events/new"
    body = b"csrf_token=" + worker.token().encode() + b"&title=%ff%fe&kind=move&submission=k"
    answer = worker.client.post(path, data=body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 400
    Page(answer)


@pytest.mark.parametrize("key", ["", "x" * 65, "a key"])
def test_a_form_without_a_key_that_a_page_gave_is_refused(
    worker: Browser, engine: Engine, example: Example, key: str
) -> None:
    answer = worker.send(f"/families/{example.family_id}/events/new", **EVENT, submission=key)
    assert answer.status_code == 400
    assert events(engine) == []
