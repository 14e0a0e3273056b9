"""axe finds nothing on any page at three widths; none is wider than its screen; titles tell them apart."""

import re
from collections import Counter
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import delete

from assessment_tool.app import create_app
from assessment_tool.config import Settings
from assessment_tool.records import Authenticator
from assessment_tool.records.engine import writing
from assessment_tool.services.demonstration.accounts import PASSWORD
from tests.journeys.looking import faults, heading_faults
from tests.journeys.workspace import saved, start

pytestmark = pytest.mark.browser
SignIn = Callable[..., Page]

PAGES = {
    "my_work.page": "/",
    "families.catalogue": "/families",
    "families.page": "/families/1",
    "families.event_form": "/families/1/events/new",
    "families.strike_out_form": "/families/1/events/1/strike-out",
    "assessments.choose": "/families/1/assessments/new",
    "assessments.overview": "/assessments/{draft}",
    "assessments.section": "/assessments/{draft}/answer/1",
    "assessments.summary": "/assessments/{draft}/summary",
    "assessments.sign_form": "/assessments/{draft}/sign",
    "assessments.read": "/assessments/{signed}/read",
    "assessments.earlier": "/assessments/{signed}/earlier",
    "assessments.return_form": "/assessments/{signed}/return",
    "assessments.discard_form": "/assessments/{draft}/discard",
    "assessments.amend_form": "/assessments/{signed}/amend",
    "assessments.void_form": "/assessments/{signed}/void",
    "supervision.choose": "/assessments/{signed}/dip-audit",
    "team.page": "/team",
    "supervision.agreement": "/supervision/agreement",
    "assessments.preview": "/instruments/graded-care/1.0.0/preview",
    "assessments.blank": "/instruments/alcohol-and-care/blank",
    "instruments.catalogue": "/instruments",
    "instruments.versions": "/instruments/graded-care",
    "instruments.page": "/instruments/graded-care/1.0.0",
    "instruments.compare": "/instruments/graded-care/compare/1.0.0/1.1.0",
    "instruments.affected": "/instruments/graded-care/1.0.0/affected",
    "instruments.propose_form": "/instruments/graded-care/2.0.0/steps/supersede",
    "instruments.proposal": "/version-steps/{proposal}",
    "trends.page": "/families/1/trends/graded-care?child=1",
    "trends.compare": "/families/1/trends/graded-care/compare",
    "trends.siblings": "/families/1/trends/graded-care/siblings",
    "parent_summaries.page": "/families/1/summaries/3",
    "families.access": "/families/1/access",
    "audit.page": "/audit",
    "account.page": "/account",
    "account.password_form": "/account/password",
    "account.authenticator_form": "/account/authenticator",
    "security.page": "/security",
    "sign_in.accessibility": "/accessibility",
}
NO_PAGES = {
    *(
        "documents.page",
        "documents.show",
        "documents.download",
        "assessments.blank_pdf",
        "trends.table_file",
        "families.access_file",
        "sign_in.health",
        "static",
    ),
    *("sign_in.form", "second_factor.form", "second_factor.set_up_form"),
    *("assessments.restart_form", "supervision.audit"),
}
"""Files, a word for a machine, and pages that are looked at in tests of their own."""

FAMILY_PAGES = ("families.", "assessments.", "trends.")


def test_every_page_that_can_be_opened_is_in_the_list() -> None:
    app = create_app(Settings("sqlite://", "x" * 32, ("k" * 32,), is_demonstration=True))
    opened = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or set())}
    app.extensions["parts"].engine.dispose()
    assert opened - NO_PAGES == PAGES.keys()


@pytest.mark.parametrize(
    "username",
    ["demo.worker", "demo.supervisor", "demo.manager", "demo.reader", "demo.admin", "demo.auditor"],
)
def test_nothing_is_wrong_with_any_page_that_a_role_can_open(sign_in: SignIn, username: str) -> None:
    page = sign_in(username)
    numbers = {**revisions(sign_in), "proposal": proposal(sign_in)}
    found: list[str] = []
    titles: Counter[str] = Counter()
    for endpoint, path in PAGES.items():
        answer = page.goto(path.format(**numbers))
        if answer is None or answer.status != 200 or not page.url.endswith(path.format(**numbers)):
            continue  # refused, or led to a page that is in the list itself
        titles[page.title()] += 1
        found += [f"{endpoint} {one}" for one in faults(page)]
    assert found == []
    assert titles.total() >= (5 if username in {"demo.admin", "demo.auditor"} else 10)
    assert [title for title, count in titles.items() if count > 1] == []


def test_nothing_is_wrong_with_pages_about_versions(sign_in: SignIn) -> None:
    page = sign_in("demo.admin")
    for path in (
        "graded-care/compare/1.1.0/2.0.0",
        "alcohol-and-care/compare/1.0.0/1.1.0",
        "safe-enquiry/1.0.0/preview",
    ):
        page.goto(f"/instruments/{path}")
        assert faults(page) == [], path


def test_nothing_is_wrong_with_pages_of_other_instruments_and_after_mistakes(sign_in: SignIn) -> None:
    page = sign_in("demo.worker")
    states: dict[str, Callable[[Page], object]] = {
        "alcohol, all questions": lambda page: page.goto(f"{alcohol}/answer/all"),
        "history, one sheet": lambda page: page.goto(f"{history}/answer/2"),
        "history, signing": lambda page: page.goto(f"{history}/sign"),
        "history, over time": lambda page: page.goto("/families/1/trends/social-history"),
        "graded care, blank": lambda page: page.goto("/instruments/graded-care/blank?age_months=84"),
        "two times of one carer": lambda page: page.goto(f"{compare}?before=10&after=13"),
        "two carers": lambda page: page.goto(f"{compare}?before=12&after=13"),
        "one assessment twice": lambda page: page.goto(f"{compare}?before=13&after=13"),
        "one area, its tables alone": lambda page: page.goto(f"{trend}&area=relationship&table=only"),
        "a filter that cannot be read": lambda page: page.goto(f"{trend}&carer=x&from-day=31"),
        "no such page": lambda page: page.goto("/nowhere"),
        "an event that says nothing": send_an_empty_event,
        "an event on an unlikely day": send_an_unlikely_event,
        "a day that does not exist": lambda page: send_an_impossible_day(page, history),
        "an answer that somebody changed": lambda page: meet_a_conflict(page, sign_in, history),
    }
    trend = "/families/1/trends/graded-care?child=1"
    compare = "/families/1/trends/graded-care/compare"
    alcohol = start(page, "Lee Draycott", instrument="Alcohol and care", child="")
    history = start(page, "Lee Draycott", instrument="Social history", child="")
    found = []
    for name, reach in states.items():
        reach(page)
        found += [f"{name}, {one}" for one in faults(page)]
    assert found == []


@pytest.mark.parametrize("wrong", [[], [2], [1, 1], [1, 3], [1, 2, 4]])
def test_headings_out_of_order_are_noticed(wrong: list[int]) -> None:
    assert heading_faults(wrong)
    assert heading_faults([1, 2, 3, 2, 3, 4, 2]) == []


def test_nothing_is_wrong_with_the_sign_in_page(sign_in: SignIn) -> None:
    page = sign_in("demo.worker")
    page.context.clear_cookies()
    page.goto("/sign-in")
    assert faults(page) == []
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_selector(".govuk-error-summary")
    assert faults(page) == []


def test_nothing_is_wrong_with_the_pages_of_the_second_factor(sign_in: SignIn, served: Flask) -> None:
    page = sign_in("demo.auditor")
    for page_of_it in ("Enter your code", "Set up your authenticator"):
        page.context.clear_cookies()
        page.goto("/sign-in")
        page.fill("#username", "demo.auditor")
        page.fill("#password", PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(page_of_it)
        assert faults(page) == []
        page.fill("#code", "wrong")
        page.get_by_role("button", name="Continue").click()
        page.wait_for_selector(".govuk-error-summary")
        assert faults(page) == []
        with writing(served.extensions["parts"].engine) as session:
            session.execute(delete(Authenticator))


def revisions(sign_in: SignIn) -> dict[str, int]:
    """A draft and a signed revision that is not countersigned, as the worker's pages name them."""
    page = sign_in("demo.worker", scripts=False)
    page.goto("/families/1#assessments")
    rows = page.locator("#assessments ~ div table tbody tr")
    graded = rows.filter(has_text="Graded care scale")
    draft = graded.filter(has=page.locator(".govuk-tag", has_text="Draft")).first.locator("a")
    signed = graded.filter(has=page.locator(".govuk-tag--blue")).first.locator("a")
    return {name: number(link.get_attribute("href")) for name, link in (("draft", draft), ("signed", signed))}


def proposal(sign_in: SignIn) -> int:
    """An open proposal to withdraw a version, as the administrator makes it."""
    page = sign_in("demo.admin", scripts=False)
    page.goto("/instruments/graded-care/1.0.0/steps/withdraw")
    page.fill("[name='reason']", "Two grades were mixed up.")
    page.get_by_role("button", name="Propose").click()
    return number(urlsplit(page.url).path)


def number(address: str | None) -> int:
    return int((address or "").split("/")[2])


def send_an_empty_event(page: Page) -> None:
    page.goto("/families/1/events/new")
    page.get_by_role("button", name="Record").click()
    page.wait_for_selector(".govuk-error-summary")


def send_an_unlikely_event(page: Page) -> None:
    page.goto("/families/1/events/new")
    for part, value in (("day", "4"), ("month", "3"), ("year", "1985")):
        page.fill(f"[name='happened_on-{part}']", value)
    page.get_by_role("button", name="Record").click()
    page.wait_for_selector("[name='is_day_confirmed']")


def send_an_impossible_day(page: Page, draft: str) -> None:
    page.goto(f"{draft}/summary")
    for part, value in (("day", "31"), ("month", "2"), ("year", "2026")):
        page.fill(f"[name='observed_on-{part}']", value)
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_selector(".govuk-error-summary")


def meet_a_conflict(page: Page, sign_in: SignIn, draft: str) -> None:
    page.goto(f"{draft}/answer/1")
    other = sign_in("demo.supervisor")
    for one in (other, page):
        one.goto(f"{draft}/answer/1")
    free_text = re.compile(r"q\d+-value")
    box = next(
        name
        for name in page.locator("textarea").evaluate_all("all => all.map(one => one.id)")
        if free_text.match(name)
    )
    other.locator(f"#{box}").fill("Somebody else wrote this.")
    saved(other)
    page.locator(f"#{box}").fill("And this is mine.")
    page.wait_for_selector("[data-conflict]")
