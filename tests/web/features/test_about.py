"""An assessment about a child alone or about the household: every page says so, and none wants a carer."""

from collections.abc import Callable, Mapping

import pytest
from sqlalchemy import Engine, select

from assessment_tool.core.responses import Response
from assessment_tool.records import Assessment, reading
from tests.services.case import Case
from tests.web.browsing import Browser
from tests.web.family import Example

WHOM = {"about-child": "Wren Ashdown", "about-household": "The Ashdown household"}
ANSWERS: Mapping[str, Mapping[str, Response]] = {
    "about-child": {"told": Response(value="yes"), "shown": Response(value="She points at her bed.")},
    "about-household": {"rooms": Response(value="3")},
}


def choices(instrument_id: str, **chosen: object) -> dict[str, object]:
    plain = {"rater_role": "worker", "entered": "now", "submission": "one-key"}
    return {"instrument_id": instrument_id, **plain, **chosen}


def chosen_people(engine: Engine) -> list[tuple[int | None, int | None]]:
    with reading(engine) as session:
        return [(one.child_id, one.carer_id) for one in session.scalars(select(Assessment))]


def test_a_child_alone_is_chosen_without_a_carer(worker: Browser, example: Example, engine: Engine) -> None:
    path = f"/families/{example.family_id}/assessments/new"
    sent = choices("about-child", child_id=example.child_id, carer_id="")
    assert worker.send(path, **sent).status_code == 303
    assert chosen_people(engine) == [(example.child_id, None)]


def test_the_household_is_chosen_without_anybody(worker: Browser, example: Example, engine: Engine) -> None:
    path = f"/families/{example.family_id}/assessments/new"
    assert worker.send(path, **choices("about-household")).status_code == 303
    assert chosen_people(engine) == [(None, None)]


def test_a_child_alone_still_needs_the_child(worker: Browser, example: Example) -> None:
    path = f"/families/{example.family_id}/assessments/new"
    answer = worker.send(path, **choices("about-child"))
    assert answer.status_code == 400
    assert "Choose the child" in answer.get_data(as_text=True)
    assert "Choose the carer" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("feature", WHOM)
def test_every_page_says_whom_it_is_about(
    worker: Browser, draft: Callable[[str], int], case: Case, feature: str
) -> None:
    revision_id = draft(feature)
    for page in ("", "/answer/all", "/summary", "/read", "/sign"):
        text = worker.open(f"/assessments/{revision_id}{page}").text
        assert WHOM[feature] in text
        assert "cared for by" not in text
    family = worker.open(f"/families/{case.example.family_id}").text
    assert WHOM[feature] in family
    assert WHOM[feature] in worker.open(f"/families/{case.example.family_id}/assessments/new").text
    assert WHOM[feature] in worker.open("/").text


@pytest.mark.parametrize("feature", WHOM)
def test_a_trend_and_its_report_have_one_line_for_it(
    worker: Browser, draft: Callable[[str], int], case: Case, feature: str
) -> None:
    revision_id = draft(feature)
    case.save(revision_id, ANSWERS[feature])
    case.summarise(revision_id)
    case.sign(revision_id)
    family = worker.open(f"/families/{case.example.family_id}")
    trend = next(link for link in family.links() if f"/trends/{feature}" in link)
    page = worker.open(trend)
    assert f"1 signed assessment: 1 of {WHOM[feature]}" in page.text
    assert case.opened(revision_id).result.by_id["total"].value is not None


@pytest.mark.parametrize(
    ("feature", "wanted", "unwanted"),
    [("about-child", "Date of birth", "Carer"), ("about-household", "Household", "Date of birth")],
)
def test_the_blank_form_asks_for_those_whom_it_is_about(
    worker: Browser, feature: str, wanted: str, unwanted: str
) -> None:
    page = worker.open(f"/instruments/{feature}/blank")
    assert f"<dt>{wanted}</dt>" in page.source
    assert f"<dt>{unwanted}</dt>" not in page.source
