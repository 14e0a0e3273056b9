"""Rows of answers on the page: added one by one, kept as typed, read as a table, and printed empty."""

from collections.abc import Callable, Mapping
from decimal import Decimal

import pytest

from assessment_tool.core.instrument import Absence
from assessment_tool.core.responses import Response
from assessment_tool.core.rows import Cell, Rows
from tests.services.case import Case
from tests.web.assessments.workspace import fields, told
from tests.web.browsing import Browser, Page

ANN = {
    "name": "Ann",
    "how": "weekly",
    "hours": "2.5",
    "since-day": "4",
    "since-month": "3",
    "since-year": "2019",
}
STORED: Mapping[str, Cell] = {"name": "Ann", "how": "weekly", "hours": Decimal("2.5"), "since": "2019-03-04"}
COLUMNS = ("name", "how", "hours", "since")
CONTROLS = ("name", "how", "hours", "since-day", "since-month", "since-year")


@pytest.fixture
def revision_id(draft: Callable[[str], int]) -> int:
    return draft("repeated")


def sent(*rows: dict[str, str], version: int = 0, **more: object) -> dict[str, object]:
    """What a browser sends for rows of boxes."""
    cells = {
        f"row-{number}-{name}": row.get(name, "") for number, row in enumerate(rows, 1) for name in CONTROLS
    }
    return fields("others", version, rows=len(rows), **cells, **more)


def send(worker: Browser, revision_id: int, form: dict[str, object], then: str = "stay") -> Page:
    answer = worker.send(f"/assessments/{revision_id}/answer/1", then=then, **form)
    return worker.open(answer.headers["Location"]) if answer.status_code == 303 else Page(answer)


def test_rows_are_saved_and_one_more_is_offered(worker: Browser, case: Case, revision_id: int) -> None:
    assert 'name="others-rows" value="1"' in worker.open(f"/assessments/{revision_id}/answer/1").source
    page = send(worker, revision_id, sent(ANN))
    assert case.responses(revision_id)["others"] == Response(Rows((STORED,)))
    assert 'name="others-rows" value="2"' in page.source
    for part, figures in (("day", "4"), ("month", "3"), ("year", "2019")):
        assert f'name="others-row-1-since-{part}" type="text" value="{figures}"' in page.source


def test_another_row_brings_one_back_to_the_group(worker: Browser, revision_id: int) -> None:
    send(worker, revision_id, sent(ANN))
    answer = worker.send(f"/assessments/{revision_id}/answer/1", then="row-1", **sent(ANN, version=1))
    assert answer.headers["Location"].endswith("/answer/1#q1")
    for wrong in ("row-99", "row-x", "row-"):
        answer = worker.send(f"/assessments/{revision_id}/answer/1", then=wrong, **sent(ANN, version=1))
        assert answer.headers["Location"].endswith("/answer/1")


def test_a_full_group_offers_no_more(worker: Browser, revision_id: int) -> None:
    page = send(worker, revision_id, sent(ANN, ANN, ANN))
    assert 'name="others-rows" value="3"' in page.source
    assert "another row" not in page.text


def test_rows_left_empty_are_no_rows_and_all_empty_is_no_answer(
    worker: Browser, case: Case, revision_id: int
) -> None:
    send(worker, revision_id, sent({}, ANN))
    assert case.responses(revision_id)["others"] == Response(Rows((STORED,)))
    send(worker, revision_id, sent({}, {}, version=1))
    assert case.responses(revision_id)["others"] == Response()


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"how": "weekly"}, "Row 1 needs “Name” as well."),
        ({**ANN, "hours": "x"}, "In “Hours”, enter a number from 0 up to 168, in figures."),
        ({**ANN, "how": "daily"}, "In “How often”, enter one of weekly, seldom."),
        ({**ANN, "since-day": "30", "since-month": "2"}, "In “Since”, enter a date that exists"),
        ({**ANN, "since-month": ""}, "In “Since”, enter at least the year; with a day, enter the month too."),
        ({**ANN, "since-year": ""}, "In “Since”, enter at least the year; with a day, enter the month too."),
    ],
)
def test_what_cannot_be_is_kept_as_typed(
    worker: Browser, case: Case, revision_id: int, row: dict[str, str], message: str
) -> None:
    page = send(worker, revision_id, sent(row))
    assert page.status == 400
    assert message in page.text
    assert all(f'value="{text}"' in page.source for name, text in row.items() if name != "how")
    assert case.responses(revision_id) == {}


@pytest.mark.parametrize(
    ("parts", "stored"), [(("", "", "2019"), "2019"), (("", "3", "2019"), "2019-03"), (("", "", ""), None)]
)
def test_a_date_in_a_row_may_be_known_in_part(
    worker: Browser, case: Case, revision_id: int, parts: tuple[str, str, str], stored: str | None
) -> None:
    boxes = dict(zip(("since-day", "since-month", "since-year"), parts, strict=True))
    send(worker, revision_id, sent({**ANN, **boxes}))
    value = case.responses(revision_id)["others"].value
    assert isinstance(value, Rows)
    assert value.rows[0].get("since") == stored


def test_a_form_that_lost_a_part_of_a_date_wipes_nothing(
    worker: Browser, case: Case, revision_id: int
) -> None:
    send(worker, revision_id, sent(ANN))
    form = sent(ANN, version=1)
    del form["others-row-1-since-day"]
    assert "arrived incomplete" in send(worker, revision_id, form).text
    assert case.responses(revision_id)["others"] == Response(Rows((STORED,)))


@pytest.mark.parametrize("rows", ["", "x", "99", "٣"])
def test_a_form_that_lost_cells_on_the_way_wipes_nothing(
    worker: Browser, case: Case, revision_id: int, rows: str
) -> None:
    send(worker, revision_id, sent(ANN))
    page = send(worker, revision_id, {**sent(ANN, version=1), "others-rows": rows})
    assert "arrived incomplete" in page.text
    assert case.responses(revision_id)["others"] == Response(Rows((STORED,)))


def test_a_reason_for_no_rows_is_an_answer_and_does_not_go_with_rows(
    worker: Browser, case: Case, revision_id: int
) -> None:
    page = send(worker, revision_id, sent(ANN, answer="absent:not_applicable"))
    assert "either an answer or one reason" in page.text
    send(worker, revision_id, sent({}, answer="absent:not_applicable"))
    assert case.responses(revision_id)["others"] == Response(absence=Absence.NOT_APPLICABLE)


def test_two_people_who_write_rows_are_told_of_each_other(
    worker: Browser, case: Case, revision_id: int
) -> None:
    case.save(revision_id, {"others": Response(Rows((STORED,)))}, by="supervisor")
    answer = worker.send(f"/assessments/{revision_id}/items/1", **sent({**ANN, "name": "Ben"}))
    assert answer.status_code == 409
    conflict = told(answer)
    assert conflict["theirs"][0] == {"name": "Answer", "text": "Ann, Each week, 2.5 h, 4 March 2019"}
    assert conflict["fields"]["row-1-name"] == ["Ann"]


def test_it_is_read_and_printed_as_a_table(worker: Browser, case: Case, revision_id: int) -> None:
    case.save(revision_id, {"others": Response(Rows((STORED,)))})
    page = worker.open(f"/assessments/{revision_id}/read")
    for cell in ("Name", "How often", "Ann", "Each week", "2.5 h", "4 March 2019"):
        assert f">{cell}</t" in page.source
    blank = worker.open("/instruments/repeated/blank")
    assert "How often: Each week / Seldom" in blank.text
    assert blank.source.count('<td class="govuk-table__cell">') == 3 * len(COLUMNS)
    assert blank.source.count("…… / …… / …………") == 3
