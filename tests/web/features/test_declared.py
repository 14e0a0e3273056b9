"""What an instrument declares of its answers, its rhythm and its trend, where people see it."""

from collections.abc import Callable
from decimal import Decimal

from assessment_tool.core.declared import Cadence
from assessment_tool.core.responses import Response
from assessment_tool.core.trend import outline
from assessment_tool.documents.shown import may_show_item
from tests.services.case import Case
from tests.web.browsing import Browser

KEPT = "Never shown to the other carer or the child."


def test_an_answer_that_is_kept_from_somebody_says_so_on_every_page(
    worker: Browser, draft: Callable[[str], int]
) -> None:
    revision_id = draft("never-shown")
    for page in (f"/assessments/{revision_id}/answer/1", f"/assessments/{revision_id}/read"):
        assert KEPT in worker.open(page).text
    assert KEPT in worker.open("/instruments/never-shown/blank").text


def test_an_answer_that_is_kept_from_somebody_stands_in_no_document_for_all(case: Case) -> None:
    items = case.catalogue.find("never-shown", "1.0.0").instrument.items
    assert not may_show_item(items["first"])
    assert may_show_item(case.catalogue.find("about-child", "1.0.0").instrument.items["told"])


def test_the_rhythm_stands_on_the_instruments_page_and_depends_on_the_plan(
    worker: Browser, case: Case
) -> None:
    text = worker.open("/instruments/cadence/1.0.0").text
    assert "Due again after 182 days; child protection: 84 days." in text
    cadence = case.catalogue.find("cadence", "1.0.0").instrument.cadence
    assert isinstance(cadence, Cadence)
    plans = (None, "child_protection", "child_in_need")
    assert [cadence.for_plan(plan) for plan in plans] == [182, 84, 182]


def test_a_trend_shows_the_levels_that_are_named_and_no_others(
    worker: Browser, case: Case, draft: Callable[[str], int]
) -> None:
    groups = outline(case.catalogue.find("trend-levels", "1.0.0").instrument)
    assert [group.head.id for group in groups] == ["one", "two"]
    revision_id = draft("trend-levels")
    items = case.opened(revision_id).asked
    case.save(revision_id, {item_id: Response("yes") for item_id in items})
    case.summarise(revision_id)
    case.sign(revision_id)
    family = worker.open(f"/families/{case.example.family_id}")
    trend = worker.open(next(link for link in family.links() if "/trends/trend-levels" in link))
    assert "The one" in trend.text
    assert "The total" not in trend.text
    assert case.opened(revision_id).result.by_id["total"].value == Decimal(2)
