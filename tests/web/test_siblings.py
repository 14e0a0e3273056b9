"""Children side by side: who sees them, whose cell is empty, and that nobody is ranked."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from tests.services.counting import counted
from tests.web.browsing import Browser
from tests.web.family import ALLOCATED, Example
from tests.web.history import History
from tests.web.test_trends import LARGEST, SEES_NO_FAMILY, rows


@pytest.fixture
def history(engine: Engine, example: Example) -> History:
    return History(engine, example)


@pytest.fixture
def path(example: Example) -> str:
    """Where the children stand side by side."""
    return f"/families/{example.family_id}/trends/graded-care/siblings"


@pytest.fixture
def children(history: History) -> tuple[int, int]:
    """A brother of nearly the same age, assessed with the mother, and a baby with nobody yet."""
    mother, father = history.example.mother_id, history.example.father_id
    brother = history.sibling("Ash Ashdown", date(2018, 12, 1))
    baby = history.sibling("Pip Ashdown", date(2025, 8, 1))
    history.assess(mother, date(2025, 6, 2), {"meals_regular": "5"})
    history.assess(mother, date(2026, 1, 2), {"meals_regular": "3"})
    history.assess(mother, date(2026, 2, 2), child_id=brother, is_countersigned=False)
    history.assess(father, date(2026, 2, 9))
    return brother, baby


@pytest.mark.parametrize("username", ALLOCATED)
def test_everyone_allocated_sees_the_children_side_by_side(
    children: tuple[int, int], browser_of: Callable[[str], Browser], path: str, username: str
) -> None:
    assert children[0]
    heading = browser_of(username).open(path).heading
    assert heading == "The care that each child receives from Mara Ashdown"


@pytest.mark.parametrize("username", ["colleague", *SEES_NO_FAMILY])
def test_for_everyone_else_it_is_not_found_or_forbidden_and_names_nobody(
    children: tuple[int, int], browser_of: Callable[[str], Browser], path: str, username: str
) -> None:
    assert children[0]
    page = browser_of(username).open(path, status=403 if username in SEES_NO_FAMILY else 404)
    assert "Ashdown" not in page.source


def test_a_stranger_is_sent_to_sign_in(stranger: FlaskClient, path: str) -> None:
    assert stranger.get(path).location.startswith("/sign-in")


def test_what_is_not_there_another_familys_and_nonsense_are_all_not_found(
    children: tuple[int, int], history: History, worker: Browser, path: str, example: Example
) -> None:
    history.assess(example.mother_id, date(2026, 1, 2), instrument_id="alcohol-and-care")
    carers = ("0", "-1", "x", "9" * 400, LARGEST, "%FF", example.other_carer_id, children[0])
    wanted = [
        path.replace("graded-care", "no-such"),
        path.replace("graded-care", "alcohol-and-care"),
        path.replace(f"/families/{example.family_id}/", f"/families/{example.other_family_id}/"),
        *(f"{path}?carer={carer}" for carer in carers),
    ]
    assert len({worker.open(one, status=404).text for one in wanted}) == 1


def test_each_child_has_the_latest_grades_and_who_was_not_assessed_an_empty_cell(
    children: tuple[int, int], worker: Browser, path: str, example: Example
) -> None:
    page = worker.open(path)
    head, food, *_ = rows(page)
    assert [cell.split(" Ashdown")[0] for cell in head[1:]] == ["Ash", "Wren", "Pip"]
    assert "7 years and 2 months on 2 Feb 2026. By the worker: Ade Oyelaran not yet countersigned" in head[1]
    assert "6 years and 3 months on 2 Jan 2026" in head[2]
    assert head[3] == "Pip Ashdown not assessed with this carer"
    assert food == ["Food", "2 4 of 4", "2 4 of 4", "not assessed"]
    trend = path.replace("/siblings", "?child={}")
    for child in (example.child_id, children[0]):
        assert trend.format(child) in page.links()
    assert trend.format(children[1]) not in page.links()


def test_grades_of_unlike_ages_are_said_not_to_be_asked_alike(
    children: tuple[int, int], history: History, worker: Browser, path: str
) -> None:
    assert rows(worker.open(path))[1][0] == "Food"
    history.assess(history.example.mother_id, date(2026, 2, 20), child_id=children[1])
    page = worker.open(path)
    assert rows(page)[1][0] == "Food not asked alike"
    ages = [cell.partition("Asked as for ages: ")[2] for cell in rows(page)[0][1:]]
    assert ages == ["5 years to under 10 years", "5 years to under 10 years", "6 months to under 1 year"]
    assert "better" not in page.text
    assert "worse" not in page.text


def test_another_carer_can_be_chosen(
    children: tuple[int, int], worker: Browser, path: str, example: Example
) -> None:
    assert children[0]
    page = worker.open(f"{path}?carer={example.father_id}")
    assert page.heading == "The care that each child receives from Tom Hale"
    assert rows(page)[1][1:] == ["not assessed", "2 4 of 4", "not assessed"]
    assert f'<option value="{example.father_id}" selected>' in page.source


def test_two_children_lead_to_their_comparison_and_the_trend_leads_here(
    children: tuple[int, int], worker: Browser, path: str, example: Example
) -> None:
    assert children[0]
    [link] = [one for one in worker.open(path).links() if "/compare" in one]
    assert worker.open(link).heading == "Ash Ashdown, 2 Feb 2026 and Wren Ashdown, 2 Jan 2026"
    assert path in worker.open(path.replace("/siblings", f"?child={example.child_id}")).links()


def test_the_page_asks_the_database_as_often_for_two_children_as_for_three(
    children: tuple[int, int], history: History, worker: Browser, path: str, app: Flask
) -> None:
    counts = []
    for _ in range(2):
        with counted(app.extensions["parts"].engine) as sent:
            worker.open(path)
        counts.append(sum(not one.startswith("PRAGMA") for one in sent))
        history.assess(history.example.mother_id, date(2026, 2, 20), child_id=children[1])
    assert counts[0] == counts[1] <= 12
