"""The trend under filters, on the page and as a file: what is left out is said, and nothing is silently."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.datastructures import MultiDict

from assessment_tool.core.instrument import Absence
from assessment_tool.records import Person, writing
from assessment_tool.web.trends.narrowing import Narrowing, narrowed
from assessment_tool.web.trends.page import NEWEST
from assessment_tool.web.trends.table_file import BYTE_ORDER_MARK, HEAD, harmless
from tests.documents.long_history import history as long_history
from tests.web.browsing import Browser
from tests.web.family import ALLOCATED, Example
from tests.web.history import History
from tests.web.test_trends import LARGEST, REVERSED, SEES_NO_FAMILY, rows, told

SINCE = "from-day=1&from-month=9&from-year=2025"
UNTIL = "to-day=31&to-month=12&to-year=2025"


@pytest.fixture
def history(engine: Engine, example: Example) -> History:
    found = History(engine, example)
    found.five_and_three()
    return found


@pytest.fixture
def path(example: Example) -> str:
    """The address of the child's trend on the graded care scale."""
    return f"/families/{example.family_id}/trends/graded-care?child={example.child_id}"


@pytest.fixture
def file(path: str) -> str:
    """The address of the same as a file."""
    return path.replace("graded-care?", "graded-care.csv?")


def days(browser: Browser, path: str) -> list[str]:
    """The observed days in the first table of scores."""
    table = rows(browser.open(path))
    return [row[0].split(" :")[0] for row in table[1 : 1 + next_head(table)]]


def next_head(table: list[list[str]]) -> int:
    heads = [place for place, row in enumerate(table) if row[0] == "Observed to"]
    return (heads[1] if len(heads) > 1 else len(table)) - 1


def as_rows(answer: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.removeprefix(BYTE_ORDER_MARK), newline="")))


def test_carers_and_period_leave_out_what_the_page_says_they_leave_out(
    history: History, worker: Browser, path: str
) -> None:
    mother = history.example.mother_id
    wanted = f"{path}&carer={mother}&{SINCE}&{UNTIL}"
    assert days(worker, wanted) == ["7 Oct 2025"]
    text = worker.open(wanted).text
    assert (
        "1 of 8 assessments are shown. Left out: the care given by Tom Hale; what was observed before "
        "1 September 2025; what was observed after 31 December 2025." in text
    )
    assert "1 signed assessment: 1 of Mara Ashdown." in text
    assert "It holds the whole history, also what is left out here." in text


def test_the_days_named_are_themselves_shown(history: History, worker: Browser, path: str) -> None:
    assert history.example.family_id
    day = "{0}-day=2&{0}-month=12&{0}-year=2025"
    assert days(worker, f"{path}&{day.format('from')}&{day.format('to')}") == ["2 Dec 2025"]


def test_both_carers_may_be_named_and_nobody_means_everybody(
    history: History, worker: Browser, path: str, example: Example
) -> None:
    assert history.example.family_id
    both = f"{path}&carer={example.mother_id}&carer={example.father_id}"
    assert days(worker, both) == days(worker, path)
    assert len(days(worker, path)) == 8
    page = worker.open(path)
    assert "Left out" not in page.text
    assert "also what is left out here" not in page.text


def test_one_area_alone_and_the_tables_alone(history: History, worker: Browser, path: str) -> None:
    assert history.example.family_id
    page = worker.open(f"{path}&area=relationship&table=only")
    assert [one for one in ("area-relationship", "area-everyday_care") if f'id="{one}"' in page.source] == [
        "area-relationship"
    ]
    assert "<svg" not in page.source.partition("<main")[2].partition("<footer")[0]
    assert "Since the assessment before" not in page.text
    assert "charts and sentences on what moved" in page.text


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("carer={other}", "Choose carers from the list."),
        ("carer=x", "Choose carers from the list."),
        ("carer=%FF", "Choose carers from the list."),
        (f"carer={'9' * 400}", "Choose carers from the list."),
        (f"carer={LARGEST}", "Choose carers from the list."),
        ("from-day=31&from-month=2&from-year=2025", "There is no such date."),
        ("to-day=1", "The date needs a month and a year."),
        (
            "from-day=2&from-month=1&from-year=2026&to-day=1&to-month=1&to-year=2026",
            "The period must end on or after the day on which it begins.",
        ),
        ("area=no-such", "Choose an area from the list."),
        ("period=1", "Write the first and the last day of the period, or leave both empty."),
        ("table=%3Cscript%3E", "Choose whether to see the table alone."),
        ("from-day=1&from-month=1&from-year=2030", "No assessment of the chosen carers was observed"),
    ],
)
def test_a_filter_that_cannot_be_is_told_and_everything_is_shown(
    history: History, worker: Browser, path: str, file: str, asked: str, message: str
) -> None:
    wanted = asked.format(other=history.example.other_carer_id)
    page = worker.open(f"{path}&{wanted}", status=400)
    assert message in page.text
    assert "There is a problem" in page.text
    assert "Nothing is left out of this page" in page.text
    assert "8 signed assessments: 5 of Mara Ashdown and 3 of Tom Hale." in page.text
    assert worker.client.get(f"{file}&{wanted}").status_code == 400


def test_what_is_no_filter_is_not_carried_into_the_address_of_the_file(
    history: History, worker: Browser, path: str, file: str
) -> None:
    assert history.example.family_id
    hostile = f"{path}&area=relationship&_external=1&_scheme=javascript&_anchor=x&family_id=7&instrument_id=y"
    links = [one for one in worker.open(hostile).links() if ".csv" in one]
    assert links == [f"{file}&area=relationship"]


@pytest.mark.parametrize("username", ALLOCATED)
def test_everyone_who_reads_the_page_reads_the_file(
    history: History, browser_of: Callable[[str], Browser], file: str, username: str
) -> None:
    assert history.example.family_id
    answer = browser_of(username).client.get(file)
    assert (answer.status_code, answer.content_type) == (200, "text/csv; charset=utf-8")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="trend-graded-care-1.csv"'


@pytest.mark.parametrize("username", ["colleague", *SEES_NO_FAMILY])
def test_for_everyone_else_the_file_is_not_found_or_forbidden(
    history: History, browser_of: Callable[[str], Browser], file: str, username: str
) -> None:
    assert history.example.family_id
    answer = browser_of(username).client.get(file)
    assert answer.status_code == (403 if username in SEES_NO_FAMILY else 404)
    assert "Ashdown" not in answer.text


def test_a_stranger_is_sent_to_sign_in_before_the_file(stranger: FlaskClient, file: str) -> None:
    assert stranger.get(file).location.startswith("/sign-in")


def test_there_is_no_file_of_what_is_not_there(history: History, worker: Browser, example: Example) -> None:
    history.assess(example.mother_id, date(2026, 1, 2), instrument_id="alcohol-and-care")
    own = f"/families/{example.family_id}/trends"
    for path in (
        f"{own}/no-such.csv?child={example.child_id}",
        f"{own}/graded-care.csv",
        f"{own}/graded-care.csv?child=x",
        f"{own}/alcohol-and-care.csv",
        f"/families/{example.other_family_id}/trends/graded-care.csv?child={example.other_child_id}",
    ):
        assert worker.client.get(path).status_code == 404, path


def test_each_score_is_a_row_as_the_page_has_it(history: History, worker: Browser, file: str) -> None:
    assert history.example.family_id
    answer = worker.client.get(f"{file}&{SINCE}&area=everyday_care").text
    assert answer.startswith(BYTE_ORDER_MARK + ",".join(HEAD) + "\r\n")
    found = as_rows(answer)
    assert {row["observed_on"] for row in found} == {
        *("2025-10-07", "2025-12-02", "2026-01-13", "2026-02-20", "2026-02-24")
    }
    newest = [row for row in found if row["observed_on"] == "2026-02-24" and row["scale"] == "Food"]
    assert [list(row.values())[1:] for row in newest] == [
        [
            *("2026-02-24", "Wren Ashdown", "Mara Ashdown", "Ade Oyelaran", "worker", newest[0]["version"]),
            *("Food", "sub_area", "5", "4", "4", "no", "", "", "no reliable change"),
        ]
    ]
    assert {row["countersigned"] for row in found} == {"yes", "no"}


def test_the_word_of_change_stands_on_the_last_row_of_each_line_as_the_page_tells_it(
    history: History, worker: Browser, path: str, file: str
) -> None:
    assert history.example.family_id
    found = as_rows(worker.client.get(file).text)
    last = {(row["carer"], row["scale"]): row for row in found}
    assert all((last[row["carer"], row["scale"]] is row) or not row["change_word"] for row in found)
    assert all(bool(row["change_word"]) is (row["level"] == "sub_area") for row in last.values())
    page = told(worker.open(path))
    for (carer, scale), row in last.items():
        said = f"{scale} {carer} {row['change_word'].capitalize()} "
        assert not row["change_word"] or [one for one in page if one.startswith(said)], said
    assert {row["change_word"] for row in last.values()} == {
        *("", "no reliable change", "possible change, to be confirmed: worse")
    }


def test_of_one_assessment_alone_the_file_says_that_there_is_nothing_to_compare(
    history: History, worker: Browser, file: str
) -> None:
    assert history.example.family_id
    day = "{0}-day=2&{0}-month=12&{0}-year=2025"
    found = as_rows(worker.client.get(f"{file}&{day.format('from')}&{day.format('to')}").text)
    words = {row["change_word"] for row in found if row["level"] == "sub_area"}
    assert words == {"nothing to compare yet"}


def test_no_cell_of_the_file_begins_a_formula(history: History, worker: Browser, file: str) -> None:
    assert history.example.family_id
    cells = [cell for row in as_rows(worker.client.get(file).text) for cell in row.values()]
    assert cells
    assert [one for one in cells if harmless(one) != one] == []


def test_what_was_not_scored_is_an_empty_cell_and_never_nought(
    history: History, worker: Browser, file: str
) -> None:
    blank = dict.fromkeys(REVERSED, Absence.NOT_OBSERVED)
    history.assess(history.example.father_id, date(2026, 3, 1), blank)
    missing = [row for row in as_rows(worker.client.get(file).text) if row["answered"] == "0"]
    assert [(row["scale"], row["value"]) for row in missing] == [("Food", "")]


def test_scores_that_rest_on_restricted_answers_are_on_the_page_and_not_in_the_file(
    history: History, worker: Browser, path: str, file: str
) -> None:
    assert history.example.family_id
    heads = {cell for row in rows(worker.open(path)) if row[0] == "Observed to" for cell in row[2:-2]}
    on_page = {cell.removesuffix(" (area)") for cell in heads}
    in_file = {row["scale"] for row in as_rows(worker.client.get(file).text)}
    assert on_page - in_file == {"Keeping safe", "People"}
    assert in_file < on_page
    assert worker.client.get(f"{file}&area=keeping_safe").text.count("Keeping safe") == 0


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_run_as_a_formula(text: str) -> None:
    assert harmless(text) == f"'{text}"
    assert harmless(f"a{text}") == f"a{text}"


def test_a_hostile_name_is_quoted_and_cannot_run(
    history: History, worker: Browser, file: str, engine: Engine, example: Example
) -> None:
    assert history.example.family_id
    name = '=HYPERLINK("http://evil",\n"Wren")'
    with writing(engine) as session:
        session.get_one(Person, example.child_id).name = name
    assert {row["child"] for row in as_rows(worker.client.get(file).text)} == {f"'{name}"}


def test_of_a_long_history_the_newest_are_shown_and_all_where_all_are_asked_for(
    history: History, worker: Browser, path: str, file: str, example: Example
) -> None:
    for number in range(NEWEST - 8 + 2):
        history.assess(example.mother_id, date(2025, 2, 1) + timedelta(days=number))
    page = worker.open(path)
    assert (
        "24 of 26 assessments are shown. Left out: all but the newest 24, since more do not fit side by "
        "side. What is said below rests on what is shown alone; a need may have been unmet for longer."
        in page.text
    )
    assert len(days(worker, path)) == NEWEST
    assert len(as_rows(worker.client.get(file).text)) % 26 == 0
    [everything] = [one for one in page.links() if "period=all" in one]
    assert len(days(worker, everything)) == 26
    assert "Left out" not in worker.open(everything).text
    assert len(days(worker, f"{path}&{SINCE.replace('2025', '2020')}")) == 26
    assert len(days(worker, f"{path}&carer={example.mother_id}")) == 23


def test_of_one_day_all_are_shown_or_none() -> None:
    whole = long_history()
    shown, narrowing = narrowed(whole, MultiDict(), 3)
    assert shown.assessments == whole.assessments[-3:]
    assert narrowing.newest == 3
    twins = whole.assessments[-3:]
    twins[0].revision.observed_on = twins[1].revision.observed_on
    shown, _ = narrowed(replace(whole, assessments=twins), MultiDict(), 2)
    assert len(shown.assessments) == 3
    assert narrowed(whole, MultiDict(), 8) == (whole, Narrowing())
