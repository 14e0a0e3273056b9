"""Rating blind: descriptions in no order, no grade in sight until it is chosen, no score before the last."""

import re
from collections.abc import Callable

import pytest

from assessment_tool.core.blind import shuffled
from assessment_tool.core.instrument import Option
from assessment_tool.core.responses import Response
from tests.services.case import Case
from tests.web.browsing import Browser

VALUES = re.compile(r'name="first-answer" type="radio" value="([0-9])"')
GRADE = re.compile(r'class="app-grade')
OPTIONS = tuple(Option(str(grade), f"Grade {grade}") for grade in range(1, 6))


@pytest.fixture
def revision_id(draft: Callable[[str], int]) -> int:
    return draft("blind")


def test_an_order_is_that_of_its_form_and_item_and_of_all_options() -> None:
    one = shuffled(OPTIONS, "1", "meals")
    assert one == shuffled(OPTIONS, "1", "meals")
    assert set(one) == set(OPTIONS)
    orders = {shuffled(OPTIONS, str(form), item) for form in range(20) for item in ("meals", "bed")}
    assert len(orders) > 20


def test_no_grade_is_in_sight_before_one_is_chosen(worker: Browser, revision_id: int) -> None:
    page = worker.open(f"/assessments/{revision_id}/answer/1")
    assert sorted(VALUES.findall(page.source)) == ["1", "2", "3"]
    assert not GRADE.search(page.source)
    for word in ("Good", "Fair", "Poor", "grade 3"):
        assert word not in page.text
    assert "Seen to on most days." in page.text


def test_the_grade_of_what_was_chosen_is_shown_and_no_other(
    worker: Browser, case: Case, revision_id: int
) -> None:
    case.save(revision_id, {"first": Response("2")})
    page = worker.open(f"/assessments/{revision_id}/answer/1")
    assert len(GRADE.findall(page.source)) == 1
    assert "2 Fair" in page.text
    assert "Poor" not in page.text


def test_the_order_differs_from_form_to_form_and_stays_within_one(
    worker: Browser, draft: Callable[[str], int]
) -> None:
    ids = [draft("blind") for _ in range(8)]
    sources = [worker.open(f"/assessments/{one}/answer/1").source for one in (*ids, *ids)]
    orders = [tuple(VALUES.findall(source)) for source in sources]
    assert orders[:8] == orders[8:]
    assert len(set(orders)) > 1


def test_no_score_is_shown_before_the_last_grade_is_chosen(
    worker: Browser, case: Case, revision_id: int
) -> None:
    case.save(revision_id, {"first": Response("2")})
    for page in ("summary", "read"):
        assert "Scores so far" not in worker.open(f"/assessments/{revision_id}/{page}").text
    case.save(revision_id, {"second": Response("1")})
    assert "Scores so far" in worker.open(f"/assessments/{revision_id}/summary").text


def test_the_blank_form_gives_no_grade_away(worker: Browser) -> None:
    page = worker.open("/instruments/blind/blank")
    assert "<strong>1</strong>" not in page.source
    assert "Seen to on most days." in page.text
    assert "Rated blind" in worker.open("/instruments/blind/1.0.0").text
