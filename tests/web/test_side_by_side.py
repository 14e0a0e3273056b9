"""Any two assessments side by side: who sees them, what is said, and what is never called better or worse."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from assessment_tool.core.instrument import Absence
from tests.services.counting import counted
from tests.web.browsing import Browser
from tests.web.family import ALLOCATED, Example
from tests.web.history import History
from tests.web.test_trends import LARGEST, SEES_NO_FAMILY


@pytest.fixture
def history(engine: Engine, example: Example) -> History:
    return History(engine, example)


@pytest.fixture
def path(example: Example) -> str:
    """Where two are compared."""
    return f"/families/{example.family_id}/trends/graded-care/compare"


@pytest.fixture
def mothers(history: History) -> tuple[int, int]:
    """Two of the mother: one item worse, one better, one answered once."""
    mother = history.example.mother_id
    first = {"meals_regular": "2", "mealtime_care": "3", "food_own_needs": Absence.NOT_OBSERVED}
    return (
        history.assess(mother, date(2025, 6, 2), first, evidence="Toast at eight."),
        history.assess(
            mother, date(2026, 2, 2), {"meals_regular": "4", "mealtime_care": "1"}, evidence="Crisps at noon."
        ),
    )


def address(path: str, before: object, after: object) -> str:
    return f"{path}?before={before}&after={after}"


@pytest.mark.parametrize("username", ALLOCATED)
def test_everyone_allocated_compares(
    mothers: tuple[int, int], browser_of: Callable[[str], Browser], path: str, username: str
) -> None:
    page = browser_of(username).open(address(path, *mothers))
    assert page.heading == "Mara Ashdown, 2 Jun 2025 and 2 Feb 2026"


@pytest.mark.parametrize("username", ["colleague", *SEES_NO_FAMILY])
def test_for_everyone_else_it_is_not_found_or_forbidden_and_names_nobody(
    mothers: tuple[int, int], browser_of: Callable[[str], Browser], path: str, username: str
) -> None:
    status = 403 if username in SEES_NO_FAMILY else 404
    for wanted in (path, address(path, *mothers)):
        assert "Ashdown" not in browser_of(username).open(wanted, status=status).source


def test_a_stranger_is_sent_to_sign_in(stranger: FlaskClient, path: str) -> None:
    answer = stranger.get(path)
    assert (answer.status_code, answer.location.split("?")[0]) == (302, "/sign-in")


def test_what_is_not_there_another_familys_and_nonsense_are_all_not_found(
    mothers: tuple[int, int], history: History, worker: Browser, path: str, example: Example
) -> None:
    alcohol = history.assess(example.mother_id, date(2026, 1, 2), instrument_id="alcohol-and-care")
    void = history.assess(example.mother_id, date(2025, 2, 2))
    history.void(void)
    ids = ("0", "-1", "x", "1.0", "%D9%A1", "9" * 400, LARGEST, LARGEST + 1, "%FF", alcohol, void)
    other = path.replace(f"/families/{example.family_id}/", f"/families/{example.other_family_id}/")
    wanted = [
        *(address(path, mothers[0], one) for one in ids),
        address(other, *mothers),
        path.replace("graded-care", "no-such"),
    ]
    assert len({worker.open(one, status=404).text for one in wanted}) == 1


def test_items_that_moved_come_first_with_both_grades_descriptions_and_evidences(
    mothers: tuple[int, int], worker: Browser, path: str
) -> None:
    text = worker.open(address(path, *mothers)).text
    food = text[text.index("answered only once.") :]
    found = [
        food.index(word) for word in ("2 and 4: worse", "3 and 1: better", "Answered only once", "Alike:")
    ]
    assert found == sorted(found)
    for part in (
        "Toast at eight.",
        "Crisps at noon.",
        "Meals come regularly.",
        "On most days meals are late",
    ):
        assert part in food[: found[1]]
    assert food[: found[1]].count("Source: Own visit") == 2
    assert food[: found[1]].count("Rated by Ade Oyelaran") == 2
    assert "Items: 1 worse, 1 better, 1 the same; 1 answered only once." in text


def test_the_earlier_comes_first_whichever_is_named_first(
    mothers: tuple[int, int], worker: Browser, path: str
) -> None:
    before, after = mothers
    backwards = worker.open(address(path, after, before))
    assert backwards.heading == "Mara Ashdown, 2 Jun 2025 and 2 Feb 2026"
    assert "2 and 4: worse" in backwards.text
    assert "Swap" not in backwards.text


def test_two_carers_are_side_by_side_and_never_better_or_worse(
    mothers: tuple[int, int], history: History, worker: Browser, path: str
) -> None:
    fathers = history.assess(history.example.father_id, date(2026, 2, 9), {"meals_regular": "1"})
    page = worker.open(address(path, mothers[1], fathers))
    assert page.heading == "Mara Ashdown, 2 Feb 2026 and Tom Hale, 9 Feb 2026"
    assert "Side by side, this is no change" in page.text
    assert "4 and 1: different" in page.text
    assert "2 items alike, 2 different." in page.text
    assert not {"worse", "better:"} & set(page.text.replace("better or worse", "").split())
    assert address(path, fathers, mothers[1]) in page.links()


def test_siblings_of_unlike_ages_are_not_compared_and_the_page_says_why(
    mothers: tuple[int, int], history: History, worker: Browser, path: str
) -> None:
    baby = history.sibling("Pip Ashdown", date(2025, 8, 1))
    other = history.assess(history.example.mother_id, date(2026, 2, 9), child_id=baby)
    page = worker.open(address(path, mothers[1], other))
    assert page.heading == "Wren Ashdown, 2 Feb 2026 and Pip Ashdown, 9 Feb 2026"
    assert "Wren Ashdown, 6 years and 4 months." in page.text
    assert "Pip Ashdown, 6 months." in page.text
    assert (
        "not comparable here: the questions or the descriptions of the grades are those of another age"
        in (page.text)
    )
    assert "Not compared: not asked alike" in page.text


def test_another_rater_is_compared_with_care(history: History, worker: Browser, path: str) -> None:
    mother = history.example.mother_id
    paper = history.assess(mother, date(2025, 1, 20), on_paper_by="Gwen Price")
    waiting = history.assess(mother, date(2026, 2, 2), is_countersigned=False)
    text = worker.open(address(path, paper, waiting)).text
    assert "With care: another worker rated." in text
    assert "Gwen Price, entered from paper." in text
    assert "Not yet countersigned." in text


def test_an_instrument_without_scores_is_compared_answer_by_answer(
    history: History, worker: Browser, example: Example
) -> None:
    two = [
        history.assess(carer_id, date(2026, 2, 2), instrument_id="alcohol-and-care")
        for carer_id in (example.mother_id, example.father_id)
    ]
    page = worker.open(
        f"/families/{example.family_id}/trends/alcohol-and-care/compare?before={two[0]}&after={two[1]}"
    )
    assert page.heading == "Mara Ashdown, 2 Feb 2026 and Tom Hale, 2 Feb 2026"
    assert "0 answers of" in page.text


def test_the_form_lists_what_counts_and_asks_for_what_is_missing(
    mothers: tuple[int, int], worker: Browser, path: str
) -> None:
    form = worker.open(path)
    assert form.source.count("2 Jun 2025: Wren Ashdown and Mara Ashdown, by Ade Oyelaran</option>") == 2
    assert "There is a problem" not in form.text
    assert "Choose the second assessment." in worker.open(address(path, mothers[0], ""), status=400).text
    once = worker.open(address(path, mothers[0], mothers[0]), status=400)
    assert "Choose two different assessments." in once.text
    assert f'<option value="{mothers[1]}" selected>' in worker.open(f"{path}?after={mothers[1]}").source


def test_the_first_assessment_has_nothing_beside_it(history: History, worker: Browser, path: str) -> None:
    history.assess(history.example.mother_id, date(2026, 2, 2))
    assert "nothing to set beside it" in worker.open(path).text


def test_each_row_of_the_trend_leads_to_its_comparisons(
    mothers: tuple[int, int], worker: Browser, path: str, example: Example
) -> None:
    page = worker.open(path.replace("/compare", f"?child={example.child_id}"))
    assert page.links().count(address(path, *mothers)) == page.links().count(f"{path}?after={mothers[0]}") > 1
    for link in {one for one in page.links() if "/compare" in one}:
        worker.open(link)


def test_hostile_evidence_is_shown_as_text(history: History, worker: Browser, path: str) -> None:
    hostile = "</div><script>alert(1)</script>"
    two = [
        history.assess(history.example.mother_id, date(2026, month, 1), evidence=hostile) for month in (1, 2)
    ]
    page = worker.open(address(path, *two))
    assert hostile in page.text
    assert hostile not in page.source


def test_the_page_asks_the_database_as_often_for_two_assessments_as_for_ten(
    mothers: tuple[int, int], history: History, worker: Browser, path: str, app: Flask
) -> None:
    counts = []
    for _ in range(2):
        with counted(app.extensions["parts"].engine) as sent:
            worker.open(address(path, *mothers))
        counts.append(sum(not one.startswith("PRAGMA") for one in sent))
        history.five_and_three()
    assert counts[0] == counts[1] <= 12
