"""Each kind of item: what it takes, what it refuses, and what is shown again."""

import pytest

from assessment_tool.core.instrument import Absence
from assessment_tool.core.responses import Response
from tests.web.assessments.workspace import Workspace, fields
from tests.web.browsing import Browser, Page

DATE = "harmed_next"
SEVERAL = "other_sources"
WORDS = "told_by_others"


@pytest.fixture
def history(workspace: Workspace) -> int:
    """A social history in which a date is asked."""
    revision_id = workspace.draft("social-history", is_adult=True)
    workspace.answer(revision_id, {"harmed_safe": Response(value="not_safe")})
    return revision_id


def send(worker: Browser, revision_id: int, item_id: str, **parts: object) -> Page:
    answer = worker.send(f"/assessments/{revision_id}/answer/all", **fields(item_id, **parts))
    if answer.status_code == 303:
        return worker.open(f"/assessments/{revision_id}/answer/all")
    return Page(answer)


def date(day: str, month: str, year: str) -> dict[str, object]:
    return {"value-day": day, "value-month": month, "value-year": year}


@pytest.mark.parametrize(
    ("typed", "stored", "read"),
    [
        (("", "", "2027"), "2027", "2027"),
        (("", "3", "2027"), "2027-03", "March 2027"),
        ((" 4 ", "03", "2027"), "2027-03-04", "4 March 2027"),
        (("29", "2", "2028"), "2028-02-29", "29 February 2028"),
    ],
)
def test_a_date_may_be_known_in_part(
    worker: Browser, workspace: Workspace, history: int, typed: tuple[str, str, str], stored: str, read: str
) -> None:
    send(worker, history, DATE, **date(*typed))
    assert workspace.response(history, DATE) == Response(value=stored)
    assert read in worker.open(f"/assessments/{history}/read").text


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (("31", "2", "2027"), "Enter a date that exists"),
        (("29", "2", "2027"), "Enter a date that exists"),
        (("4", "", "2027"), "with a day, enter the month too"),
        (("4", "3", ""), "Enter at least the year"),
        (("x", "3", "2027"), "Enter a date that exists"),
        (("\u0664", "3", "2027"), "Enter a date that exists"),
        (("1", "1", "0000"), "Enter a date that exists"),
        (("1", "1", "27"), "Enter a date that exists"),
        (("1" * 500, "1", "2027"), "Enter a date that exists"),
    ],
)
def test_a_date_that_cannot_be_is_kept_as_typed(
    worker: Browser, workspace: Workspace, history: int, typed: tuple[str, str, str], message: str
) -> None:
    page = send(worker, history, DATE, **date(*typed))
    assert page.status == 400
    assert message in page.text
    assert all(f'value="{part}"' in page.source for part in typed)
    assert workspace.response(history, DATE) is None


def test_a_date_that_lost_a_box_on_the_way_wipes_nothing(
    worker: Browser, workspace: Workspace, history: int
) -> None:
    workspace.answer(history, {DATE: Response(value="2027")})
    page = send(worker, history, DATE, version=1, **{"value-year": "2028"})
    assert "arrived incomplete" in page.text
    assert workspace.response(history, DATE) == Response(value="2027")


def test_several_answers_are_kept_in_the_order_of_the_form(
    worker: Browser, workspace: Workspace, history: int
) -> None:
    page = send(worker, history, SEVERAL, answer=["relative", "own_records"])
    assert workspace.response(history, SEVERAL) == Response(value=("own_records", "relative"))
    assert page.source.count('name="other_sources-answer"') > 2
    assert "Our own records; A relative or friend" in worker.open(f"/assessments/{history}/read").text


def test_several_answers_and_a_reason_for_none_do_not_go_together(
    worker: Browser, workspace: Workspace, history: int
) -> None:
    page = send(worker, history, SEVERAL, answer=["relative", "absent:declined"])
    assert "Give either an answer or one reason" in page.text
    assert workspace.response(history, SEVERAL) is None


def test_words_are_kept_with_their_lines(worker: Browser, workspace: Workspace, history: int) -> None:
    send(worker, history, WORDS, value="First line.\r\n\r\n<Second> & third.")
    assert workspace.response(history, WORDS) == Response(value="First line.\n\n<Second> & third.")


def test_words_of_nothing_but_spaces_are_no_answer(
    worker: Browser, workspace: Workspace, history: int
) -> None:
    send(worker, history, WORDS, value=" \r\n ")
    assert workspace.response(history, WORDS) is None


def test_words_and_a_reason_for_none_do_not_go_together(worker: Browser, history: int) -> None:
    page = send(worker, history, WORDS, value="Something.", answer="absent:declined")
    assert page.status == 400
    assert "Something." in page.text


def test_a_typed_item_takes_a_reason_for_none(worker: Browser, workspace: Workspace, history: int) -> None:
    send(worker, history, WORDS, value="", answer="absent:unknown")
    assert workspace.response(history, WORDS) == Response(absence=Absence.UNKNOWN)


def test_words_beyond_the_limit_come_back_whole(worker: Browser, workspace: Workspace, history: int) -> None:
    page = send(worker, history, WORDS, value="w" * 20_001)
    assert page.status == 400
    assert "Enter a text of up to 20000 characters." in page.text
    assert "w" * 20_001 in page.source
    assert workspace.response(history, WORDS) is None


def test_a_number_is_shown_without_needless_noughts(worker: Browser, workspace: Workspace) -> None:
    revision_id = workspace.draft("alcohol-and-care", is_adult=True)
    answers = {"private_talk": Response(value="private"), "drank_year": Response(value="yes")}
    workspace.answer(revision_id, answers)
    page = send(worker, revision_id, "usual_units", value=" 12 ")
    assert 'name="usual_units-value" type="text" inputmode="numeric" value="12"' in page.source
    assert "12 units" in worker.open(f"/assessments/{revision_id}/read").text


def test_one_is_not_counted_in_the_words_for_many(worker: Browser, workspace: Workspace) -> None:
    revision_id = workspace.draft("alcohol-and-care", is_adult=True)
    answers = {"private_talk": Response(value="private"), "drank_year": Response(value="yes")}
    workspace.answer(revision_id, answers)
    send(worker, revision_id, "usual_units", value="1")
    text = worker.open(f"/assessments/{revision_id}/read").text
    assert "units: 1" in text
    assert "1 units" not in text
