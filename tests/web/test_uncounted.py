"""The foot of the trend page: which assessments do not count there and why, and the same in the report."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine

from assessment_tool.services.assessments.start import Start
from tests.documents.reading import pages, squeezed
from tests.services.case import Case
from tests.services.counting import counted
from tests.web.browsing import Browser, Page
from tests.web.family import ALLOCATED, Example
from tests.web.history import CATALOGUE, History

VOIDED = "Mara Ashdown, 6 May 2025: voided on 4 March 2026 by Dilys Pugh."
SUPERSEDED = "Tom Hale, 4 June 2025: superseded by the amendment signed on 4 March 2026 by Ade Oyelaran."
RETURNED = "Mara Ashdown, 9 September 2025: returned on 4 March 2026 by Dilys Pugh."
SIGNED = [
    f"{VOIDED} Reason: Another child was meant.",
    f"{SUPERSEDED} Reason: A wrong date.",
    f"{RETURNED} Reason: Say more.",
]
DRAFTS = [
    "Mara Ashdown, 9 September 2025: returned, and not signed again yet.",
    "Mara Ashdown, begun on 4 March 2026: not signed yet.",
]


@pytest.fixture
def history(engine: Engine, example: Example) -> History:
    return History(engine, example)


@pytest.fixture
def case(history: History) -> Case:
    """The same family, in which any step may be taken."""
    return Case(history.engine, history.example, CATALOGUE)


@pytest.fixture
def path(example: Example) -> str:
    """The address of the child's trend on the graded care scale."""
    return f"/families/{example.family_id}/trends/graded-care?child={example.child_id}"


def wanted(example: Example) -> Start:
    """An assessment of the child and the mother."""
    return Start(example.family_id, "graded-care", example.mother_id, example.child_id)


def one_of_each(history: History, case: Case) -> None:
    """One that counts of each parent, and beside them one for every reason."""
    mother = history.example.mother_id
    history.assess(mother, date(2025, 3, 3))
    history.void(history.assess(mother, date(2025, 5, 6)))
    case.sign(case.amend(history.assess(history.example.father_id, date(2025, 6, 4))))
    case.hand_back(history.assess(mother, date(2025, 9, 9), is_countersigned=False))
    case.start(wanted(history.example))


def listed(page: Page) -> list[str]:
    """What the foot of the page says, one for each assessment."""
    html = "{http://www.w3.org/1999/xhtml}"
    sections = [one for one in page.tree.iter(f"{html}section") if one.get("aria-labelledby") == "uncounted"]
    return [" ".join("".join(item.itertext()).split()) for one in sections for item in one.iter(f"{html}li")]


def test_the_page_names_each_with_why_and_who_made_it_so(
    history: History, case: Case, worker: Browser, path: str
) -> None:
    one_of_each(history, case)
    page = worker.open(path)
    assert listed(page) == [*SIGNED, *DRAFTS]
    assert "2 signed assessments: 1 of Mara Ashdown and 1 of Tom Hale." in page.text


@pytest.mark.parametrize("username", ALLOCATED)
def test_drafts_are_named_to_those_alone_who_may_draft(
    history: History, case: Case, browser_of: Callable[[str], Browser], path: str, username: str
) -> None:
    one_of_each(history, case)
    page = browser_of(username).open(path)
    may_draft = username in {"worker", "support", "supervisor"}
    assert listed(page) == [*SIGNED, *(DRAFTS if may_draft else [])]
    assert ("not signed" in page.text) is may_draft


def test_each_leads_to_the_assessment_itself(
    history: History, case: Case, worker: Browser, path: str, example: Example
) -> None:
    history.assess(example.mother_id, date(2025, 3, 3))
    voided = history.assess(example.mother_id, date(2025, 5, 6))
    history.void(voided)
    draft = case.start(wanted(example))
    links = worker.open(path).links()
    assert links.count(f"/assessments/{voided}/read") == 1
    assert links.count(f"/assessments/{draft}") == 1
    worker.open(f"/assessments/{draft}")


def test_where_everything_counts_nothing_is_said(history: History, worker: Browser, path: str) -> None:
    history.assess(history.example.mother_id, date(2025, 3, 3))
    page = worker.open(path)
    assert listed(page) == []
    assert "do not count" not in page.text


def test_a_narrower_trend_names_them_all_the_same(
    history: History, case: Case, worker: Browser, path: str
) -> None:
    one_of_each(history, case)
    assert listed(worker.open(f"{path}&carer={history.example.father_id}")) == [*SIGNED, *DRAFTS]


def test_a_hostile_reason_is_shown_as_text_and_a_long_one_by_its_beginning(
    history: History, case: Case, worker: Browser, path: str, example: Example
) -> None:
    history.assess(example.mother_id, date(2025, 3, 3))
    hostile = "<script>alert(1)</script>"
    case.void(history.assess(example.mother_id, date(2025, 5, 6)), f"{hostile} {'and so on ' * 300}")
    page = worker.open(path)
    [said] = listed(page)
    assert f"Reason: {hostile} and so on" in said
    assert said.endswith(" …")
    assert len(said) < 300
    assert hostile not in page.source


def test_the_page_asks_the_database_no_more_often_for_much_that_is_left_out(
    history: History, case: Case, worker: Browser, path: str, app: Flask
) -> None:
    history.assess(history.example.mother_id, date(2025, 3, 3))
    served: Engine = app.extensions["parts"].engine
    counts = []
    for _ in range(2):
        with counted(served) as sent:
            worker.open(path)
        counts.append(len([one for one in sent if not one.startswith(("PRAGMA", "BEGIN"))]))
        one_of_each(history, case)
    assert counts[0] == counts[1] <= 12


def test_the_report_names_what_was_signed_of_its_carers_without_drafts_and_without_reasons(
    history: History, case: Case, worker: Browser, example: Example
) -> None:
    one_of_each(history, case)
    said = report_of(worker, example)
    for one in (VOIDED, SUPERSEDED, RETURNED):
        assert squeezed(one) in said
    assert squeezed("Left out for this reason:") in said
    for never in ("Another child was meant", "A wrong date", "Say more", "not signed", "begun on"):
        assert squeezed(never) not in said


def test_the_report_names_nobody_else_than_those_it_is_about(
    history: History, worker: Browser, path: str, example: Example
) -> None:
    history.assess(example.mother_id, date(2025, 3, 3))
    history.void(history.assess(example.father_id, date(2025, 3, 3) + timedelta(days=60)))
    assert [one.partition(",")[0] for one in listed(worker.open(path))] == ["Tom Hale"]
    said = report_of(worker, example)
    assert squeezed("Tom Hale") not in said
    assert squeezed("Left out for this reason") not in said


def report_of(worker: Browser, example: Example) -> str:
    """All that the report says, without its spaces."""
    address = f"/families/{example.family_id}/reports/trend"
    fields = {"child": example.child_id, "instrument": "graded-care", "submission": "one-key"}
    answer = worker.send(address, **fields)
    return squeezed(" ".join(pages(worker.client.get(f"{answer.location}/open").data)))
