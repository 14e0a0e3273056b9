"""The trend page: who sees it, what it says, and what it answers to bad input."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from assessment_tool.core.instrument import Absence
from assessment_tool.records.chronology import FamilyEventKind
from tests.web.assessments.test_queries import statements
from tests.web.browsing import Browser, Page
from tests.web.family import ALLOCATED, Example
from tests.web.history import History

LARGEST = 2**31 - 1
REVERSED = {"meals_regular": "1", "food_suits_child": "1", "mealtime_care": "2", "food_own_needs": "2"}
SEES_NO_FAMILY = ("admin", "auditor")


@pytest.fixture
def history(engine: Engine, example: Example) -> History:
    return History(engine, example)


@pytest.fixture
def path(example: Example) -> str:
    """The address of the child's trend on the graded care scale."""
    return f"/families/{example.family_id}/trends/graded-care?child={example.child_id}"


def rows(page: Page, kind: str = "app-scores") -> list[list[str]]:
    """The cells of every row of the tables of scores, or of another kind of table."""
    html = "{http://www.w3.org/1999/xhtml}"
    tables = [one for one in page.tree.iter(f"{html}table") if kind in one.get("class", "")]
    return [
        [" ".join(" ".join(cell.itertext()).split()) for cell in row]
        for table in tables
        for row in table.iter(f"{html}tr")
    ]


def told(page: Page) -> list[str]:
    """What is said of each part of care and carer, the word first and then its arithmetic."""
    html = "{http://www.w3.org/1999/xhtml}"
    lists = [one for one in page.tree.iter(f"{html}dl") if "app-judged" in one.get("class", "")]
    return [" ".join(" ".join(line.itertext()).split()) for one in lists for line in one]


@pytest.mark.parametrize("username", ALLOCATED)
def test_everyone_allocated_reads_the_trend(
    history: History, browser_of: Callable[[str], Browser], path: str, username: str
) -> None:
    history.assess(history.example.mother_id, date(2026, 2, 1))
    assert browser_of(username).open(path).heading == "The care Wren Ashdown receives"


@pytest.mark.parametrize("username", ["colleague", *SEES_NO_FAMILY])
def test_for_everyone_else_it_is_not_found_or_forbidden_and_names_nobody(
    history: History, browser_of: Callable[[str], Browser], path: str, username: str
) -> None:
    history.assess(history.example.mother_id, date(2026, 2, 1))
    page = browser_of(username).open(path, status=403 if username in SEES_NO_FAMILY else 404)
    assert "Ashdown" not in page.source


def test_a_stranger_is_sent_to_sign_in(history: History, stranger: FlaskClient, path: str) -> None:
    history.assess(history.example.mother_id, date(2026, 2, 1))
    answer = stranger.get(path)
    assert answer.status_code == 302
    assert answer.location.startswith("/sign-in")


def test_what_is_not_there_another_familys_and_nonsense_are_all_not_found(
    history: History, worker: Browser, example: Example
) -> None:
    history.assess(example.mother_id, date(2026, 2, 1))
    own = f"/families/{example.family_id}/trends"
    bodies = {
        worker.open(path, status=404).text
        for path in (
            f"/families/{example.other_family_id}/trends/graded-care?child={example.other_child_id}",
            f"/families/{LARGEST}/trends/graded-care?child={example.child_id}",
            f"{own}/no-such-scale?child={example.child_id}",
            f"{own}/alcohol-and-care",
            f"{own}/graded-care",
            f"{own}/graded-care?child={example.other_child_id}",
            *(
                f"{own}/graded-care?child={child}"
                for child in ("0", "-1", "1.0", "%D9%A1", "x", "9" * 400, str(LARGEST + 1), "%FF")
            ),
        )
    }
    assert len(bodies) == 1


def test_a_voided_assessment_is_in_no_trend(
    history: History, worker: Browser, path: str, example: Example
) -> None:
    first = history.assess(example.mother_id, date(2025, 6, 2), {"meals_regular": "5"})
    second = history.assess(example.mother_id, date(2026, 2, 1))
    history.void(first)
    page = worker.open(path)
    assert "1 signed assessment: 1 of Mara Ashdown." in page.text
    assert [row[2].split()[0] for row in rows(page)[1:2]] == ["2"]
    history.void(second)
    worker.open(path, status=404)


def test_carers_stand_side_by_side_with_their_stored_scores(
    history: History, worker: Browser, path: str
) -> None:
    history.five_and_three()
    page = worker.open(path)
    assert "8 signed assessments: 5 of Mara Ashdown and 3 of Tom Hale." in page.text
    assert "Not yet countersigned: Mara Ashdown, 24 February 2026." in page.text
    head, *everyday = rows(page)[:9]
    assert head[:3] == ["Observed to", "Carer", "Food"]
    assert [row[2].split()[0] for row in everyday if row[1] == "Mara Ashdown"] == ["2", "2", "4", "4", "5"]
    assert [row[2].split()[0] for row in everyday if row[1] == "Tom Hale"] == ["2", "2", "2"]
    assert everyday[0][-2] == "Gwen Price entered from paper"
    assert [row[0] for row in everyday if "not yet countersigned" in row[0]] == [
        "24 Feb 2026 : Mara Ashdown not yet countersigned"
    ]


def test_every_chart_is_named_and_its_ids_are_its_own(history: History, worker: Browser, path: str) -> None:
    history.five_and_three()
    page = worker.open(path)
    ids = [one.get("id") for one in page.tree.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    charts = list(page.tree.iter("{http://www.w3.org/2000/svg}svg"))
    assert len(charts) == 8, "each for wide screens and for narrow ones"
    for chart in charts:
        named = chart.get("aria-labelledby", "").split()
        assert chart.get("role") == "img"
        assert set(named) <= set(ids)
        assert all(one.get("style") is None for one in chart.iter())


def test_a_headline_that_moves_against_its_items_is_called_neither_better_nor_worse(
    history: History, worker: Browser, path: str, example: Example
) -> None:
    history.assess(example.mother_id, date(2025, 6, 2), REVERSED)
    history.assess(example.mother_id, date(2026, 2, 2), REVERSED | {"food_own_needs": "3"})
    page = worker.open(path)
    text = page.text
    [food] = [one for one in told(page) if one.startswith("Food Mara Ashdown")]
    assert "Since the assessment before: 2 before, 1 now: a headline reversal." in food
    assert "1 now: better" not in text
    assert "2 before, 3 after (worse)" in text


def test_what_could_not_be_scored_is_said_and_never_nought(
    history: History, worker: Browser, path: str, example: Example
) -> None:
    blank = dict.fromkeys(REVERSED, Absence.NOT_OBSERVED)
    history.assess(example.father_id, date(2026, 2, 2), blank)
    page = worker.open(path)
    assert rows(page)[1][2] == "not scored 0 of 4"
    assert "n/a" in page.text
    assert "Assessed once: there is nothing to compare with yet." in page.text


def test_where_a_line_breaks_the_page_says_why(history: History, worker: Browser, path: str) -> None:
    history.five_and_three()
    text = worker.open(path).text
    said = "between 20 January and 6 May 2025: another worker rated (all 13 sub-areas; all 4 areas)."
    assert text.count(said) == 1
    assert text.count("another worker rated") == text.count("With care: another worker rated") + 1


def test_what_another_worker_rated_is_compared_with_care(
    history: History, worker: Browser, path: str
) -> None:
    history.five_and_three()
    text = worker.open(path).text
    since_first = text.partition("Since the first, 20 Jan 2025:")[2]
    assert "With care: another worker rated." in since_first.partition("Tom Hale")[0]
    assert "With care" not in text.partition("Since the first, 20 Jan 2025:")[0]


def test_events_within_the_period_carry_the_letters_of_the_chart(
    history: History, worker: Browser, path: str
) -> None:
    history.happened(date(2025, 1, 15), "Before all assessments")
    history.happened(date(2025, 7, 1), "Moved to a flat")
    history.happened(date(2025, 8, 17), "A sister was born", FamilyEventKind.BIRTH)
    history.five_and_three()
    page = worker.open(path)
    listed = rows(page, "govuk-table")[-2:]
    assert listed == [
        ["A", "1 Jul 2025", "Moved to a flat", "Move"],
        ["B", "17 Aug 2025", "A sister was born", "Birth"],
    ]
    assert "Before all assessments" not in page.text


def test_hostile_text_is_shown_as_text(history: History, worker: Browser, path: str) -> None:
    hostile = "</svg></p><script>alert(1)</script>"
    history.happened(date(2025, 7, 1), hostile)
    history.five_and_three()
    page = worker.open(path)
    assert hostile in page.text
    assert hostile not in page.source


def test_an_instrument_without_scores_says_so_and_offers_no_report(
    history: History, worker: Browser, example: Example
) -> None:
    history.assess(example.mother_id, date(2026, 2, 2), instrument_id="alcohol-and-care")
    page = worker.open(f"/families/{example.family_id}/trends/alcohol-and-care")
    assert "no scores to follow" in page.text
    assert "2 February 2026: Mara Ashdown" in page.text
    assert "/reports/trend" not in page.source


def test_only_those_who_may_make_a_report_are_offered_one(
    history: History, browser_of: Callable[[str], Browser], path: str
) -> None:
    history.assess(history.example.mother_id, date(2026, 2, 1))
    offered = {name for name in ALLOCATED if "/reports/trend" in browser_of(name).open(path).source}
    assert offered == {"worker", "supervisor"}


def test_the_page_asks_the_database_as_often_for_one_assessment_as_for_eight(
    history: History, worker: Browser, path: str, app: Flask
) -> None:
    served: Engine = app.extensions["parts"].engine
    counts = []
    history.assess(history.example.mother_id, date(2025, 1, 10))
    for _ in range(2):
        with statements(served) as sent:
            worker.open(path)
        counts.append(len(sent))
        history.five_and_three()
    assert counts[0] == counts[1] <= 13


DECLINED = {"meals_regular": "4", "food_suits_child": "3", "mealtime_care": "3"}


def test_the_page_says_by_a_word_what_changed_and_opens_it_to_its_arithmetic(
    history: History, worker: Browser, path: str, example: Example
) -> None:
    for day, grades in ((date(2025, 2, 3), {}), (date(2025, 8, 4), DECLINED), (date(2026, 2, 2), DECLINED)):
        history.assess(example.mother_id, day, grades)
    page = worker.open(path)
    [food] = [one for one in told(page) if one.startswith("Food Mara Ashdown")]
    assert food.startswith("Food Mara Ashdown Reliable decline Meals come when the child needs them, grade 4")
    assert "at 4 or 5 in 2 assessments running, since 4 Aug 2025" in food
    assert "From 3 February 2025 to 4 August 2025 worse, by a large step with evidence" in food
    assert "The assessment of 2 February 2026 still shows it." in food
    overview = page.text.partition("What these assessments allow one to say")[2].partition("When a change")[0]
    assert overview.startswith(" Mara Ashdown Reliable decline Food No reliable change ")
    assert "At grade 4 or 5 now Food: Meals come when the child needs them, grade 4 now, at 4" in overview


def test_worsening_is_told_while_it_is_only_possible(
    history: History, worker: Browser, path: str, example: Example
) -> None:
    history.assess(example.mother_id, date(2025, 8, 4))
    history.assess(example.mother_id, date(2026, 2, 2), DECLINED)
    assert "Possible change, to be confirmed: worse Food" in worker.open(path).text


def test_a_word_never_stands_on_an_areas_grade(
    history: History, worker: Browser, path: str, example: Example
) -> None:
    history.assess(example.mother_id, date(2025, 8, 4))
    history.assess(example.mother_id, date(2026, 2, 2), DECLINED)
    assert not [one for one in told(worker.open(path)) if one.startswith("Everyday care")]
