"""Supervision's pages against everybody who has no business there, and the grades against who is blind."""

import json
import math
import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from assessment_tool.records import DipAudit, reading
from tests.web.assessments.test_queries import statements
from tests.web.browsing import Browser, without_token
from tests.web.supervision.auditing import GRADES, Auditing

BrowserOf = Callable[[str], Browser]
STEPS = ("ratings", "discussed", "withdrawn")
PAGES = ("", "/answer/1", "/answer/all", "/summary", "/sign", "/read", "/earlier", "/return", "/amend")
POSTED = ("/answer/1", "/summary", "/countersign", "/return", "/amend")
MOST = 22


def test_strangers_are_sent_to_sign_in(auditing: Auditing, stranger: FlaskClient) -> None:
    signed = auditing.workspace.signed()
    path = auditing.asked(signed)
    for page in (path, f"/assessments/{signed}/dip-audit", "/supervision/agreement"):
        assert stranger.get(page).location.startswith("/sign-in")


def test_another_familys_looks_like_one_that_is_not_there(auditing: Auditing) -> None:
    path, colleague = auditing.asked(), auditing.browser_of("colleague")
    theirs, missing = colleague.client.get(path), colleague.client.get("/dip-audits/987654")
    assert theirs.status_code == missing.status_code == 404
    assert without_token(theirs) == without_token(missing)
    assert colleague.send(f"{path}/ratings", submission="key", seen="0", **GRADES).status_code == 404


@pytest.mark.parametrize("username", ["worker", "manager", "reader"])
def test_others_of_the_family_do_not_find_it(auditing: Auditing, username: str) -> None:
    auditing.browser_of(username).open(auditing.submitted(), 404)


@pytest.mark.parametrize("username", ["manager", "reader", "admin", "auditor"])
def test_who_may_not_rate_or_supervise_takes_no_step(auditing: Auditing, username: str) -> None:
    path = auditing.asked()
    for step in STEPS:
        answer = auditing.browser_of(username).send(f"{path}/{step}", submission="key", seen="0", note="x")
        assert answer.status_code == 403


def test_the_second_rater_takes_no_step_of_the_supervisor(auditing: Auditing) -> None:
    path = auditing.submitted()
    assert auditing.note(path, "discussed", "Agreed.", by="support").status_code == 403


def test_the_supervisor_rates_nothing_that_another_was_asked_for(auditing: Auditing) -> None:
    path = auditing.asked()
    assert auditing.rate(path, by="supervisor").status_code == 409


@pytest.mark.parametrize("username", ["worker", "support", "reader", "admin", "auditor"])
def test_agreement_is_for_supervisors_and_service_managers(browser_of: BrowserOf, username: str) -> None:
    browser = browser_of(username)
    browser.open("/supervision/agreement", 403)
    assert "/supervision/agreement" not in browser.open("/").links()


@pytest.mark.parametrize("username", ["supervisor", "manager"])
def test_agreement_says_so_before_anything_was_graded_twice(browser_of: BrowserOf, username: str) -> None:
    browser = browser_of(username)
    assert "/supervision/agreement" in browser.open("/").links()
    assert "Nothing has been graded twice yet" in browser.open("/supervision/agreement").text


def test_agreement_names_figures_and_nobody(auditing: Auditing) -> None:
    auditing.submitted()
    page = auditing.browser_of("manager").open("/supervision/agreement")
    assert "50% (9% to 91%)" in page.text
    assert "Too few pairs: 2 of the 30" in page.text
    for name in ("Ade Oyelaran", "Cara Lindqvist", "Dilys Pugh", "Ashdown"):
        assert name not in page.text


def test_with_thirty_pairs_the_measured_error_stands_with_its_arithmetic(auditing: Auditing) -> None:
    signed = auditing.workspace.signed()
    form = auditing.browser_of("supervisor").open(f"/assessments/{signed}/dip-audit").source
    path = auditing.ask(signed, item=re.findall(r'name="item"[^>]*value="([^"]+)"', form)).location
    count = auditing.browser_of("support").open(path).source.count("-note")
    answers = {f"q{number}-answer": "2" for number in range(1, count + 1)}
    assert auditing.rate(path, **{**answers, "q1-answer": "5"}).status_code == 303
    page = auditing.browser_of("manager").open("/supervision/agreement").text
    pairs = len(json.loads(_item_ids(auditing)))
    within = math.sqrt(9 / (2 * pairs))
    assert pairs >= 30
    assert f"From {pairs} pairs of grades. The squared differences sum to 9." in page
    assert f"√(9 ÷ (2 × {pairs})) = {within:.3f}" in page
    assert f"= {1.96 * math.sqrt(2) * within:.2f} (Bland and Altman, 1986)" in page


def _item_ids(auditing: Auditing) -> str:
    with reading(auditing.workspace.engine) as session:
        return session.scalars(select(DipAudit.item_ids_json)).one()


def test_every_page_with_its_grades_is_closed_to_the_second_rater(auditing: Auditing) -> None:
    signed = auditing.workspace.signed()
    family = f"/families/{auditing.workspace.example.family_id}"
    child = auditing.workspace.example.child_id
    trends = [f"{family}/trends/graded-care{one}?child={child}" for one in ("", ".csv", "/siblings")]
    summary = f"{family}/summaries/{auditing.workspace.example.mother_id}"
    made = auditing.browser_of("worker").send(
        f"{family}/reports/trend",
        submission="report",
        instrument="graded-care",
        child=child,
    )
    papers = [made.location, f"{made.location}/open", f"{made.location}/download"]
    path = auditing.asked(signed)
    support = auditing.browser_of("support")
    for page in (*(f"/assessments/{signed}{one}" for one in PAGES), *trends, summary, *papers):
        answer = support.client.get(page)
        told = answer.get_data(as_text=True)
        assert answer.status_code == 403, page
        assert path in told or "Your role does not allow" in told, page
    for page in POSTED:
        assert support.send(f"/assessments/{signed}{page}", reason="x").status_code == 403, page
    auditing.rate(path)
    assert support.open(f"/assessments/{signed}/read").status == 200
    assert support.client.get(made.location).status_code == 200


def test_a_list_says_nothing_of_what_is_to_be_graded_again(auditing: Auditing) -> None:
    signed, example = auditing.workspace.signed(), auditing.workspace.example
    auditing.ask(signed, rater=str(example.users["supervisor"]))
    supervisor = auditing.browser_of("supervisor")
    lists = ("/", f"/families/{example.family_id}")
    assert [("Nothing to compare" in supervisor.open(page).text) for page in lists] == [False, False]
    assert "othing to compare yet" in auditing.browser_of("worker").open(lists[1]).text


def test_two_assessments_side_by_side_are_closed_where_one_is_to_be_graded_again(auditing: Auditing) -> None:
    signed, other = auditing.workspace.signed(), auditing.workspace.signed()
    auditing.asked(signed)
    family = f"/families/{auditing.workspace.example.family_id}"
    page = f"{family}/trends/graded-care/compare?before={other}&after={signed}"
    auditing.browser_of("support").open(page, 403)
    auditing.browser_of("worker").open(page)


def test_no_report_is_made_by_who_is_blind(auditing: Auditing) -> None:
    """The supervisor, whose role may make one, is to grade it again."""
    signed, example = auditing.workspace.signed(), auditing.workspace.example
    auditing.ask(signed, rater=str(example.users["supervisor"]))
    family, supervisor = f"/families/{example.family_id}", auditing.browser_of("supervisor")
    asked = {"instrument": "graded-care", "child": example.child_id, "submission": "report"}
    for path in (f"{family}/reports/trend", f"{family}/summaries/{example.mother_id}"):
        answer = supervisor.send(path, **asked)
        assert answer.status_code == 403, path
        assert "Closed to you until you have graded" in answer.get_data(as_text=True)


def test_what_was_typed_is_handed_back_by_the_page_that_is_closed(auditing: Auditing) -> None:
    signed = auditing.workspace.signed()
    auditing.asked(signed)
    answer = auditing.browser_of("support").send(
        f"/assessments/{signed}/answer/1", **{"q1-evidence": "Long."}
    )
    assert "Long." in answer.get_data(as_text=True)


def test_pages_ask_a_bounded_number_of_questions(app: Flask, auditing: Auditing) -> None:
    signed = auditing.workspace.signed()
    path = auditing.asked(signed)
    engine = app.extensions["parts"].engine
    pages = {
        "support": [path],
        "supervisor": [path, "/supervision/agreement", f"/assessments/{signed}/dip-audit"],
    }
    for username, paths in pages.items():
        browser = auditing.browser_of(username)
        for page in paths:
            with statements(engine) as sent:
                browser.open(page)
            assert len(sent) <= MOST, (page, len(sent))
