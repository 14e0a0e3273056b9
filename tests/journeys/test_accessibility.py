"""axe finds nothing on any page at three widths; none is wider than its screen; titles tell them apart."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from assessment_tool.app import create_app
from assessment_tool.config import Settings

pytestmark = pytest.mark.browser
SignIn = Callable[..., Page]

AXE = Path(__file__).parents[1] / "vendor" / "axe-core" / "axe.min.js"
FRAMEWORKS_OWN = {"aria-allowed-attr": (".govuk-radios__input", ".govuk-checkboxes__input")}
"""What govuk-frontend's conditional radios do by themselves; allowed for these elements alone."""

PAGES = {
    "my_work.page": "/",
    "families.catalogue": "/families",
    "families.page": "/families/1",
    "families.event_form": "/families/1/events/new",
    "assessments.choose": "/families/1/assessments/new",
    "assessments.overview": "/assessments/{draft}",
    "assessments.section": "/assessments/{draft}/answer/1",
    "assessments.summary": "/assessments/{draft}/summary",
    "assessments.sign_form": "/assessments/{draft}/sign",
    "assessments.read": "/assessments/{signed}/read",
    "assessments.return_form": "/assessments/{signed}/return",
    "assessments.amend_form": "/assessments/{signed}/amend",
    "assessments.void_form": "/assessments/{signed}/void",
    "assessments.blank": "/instruments/graded-care/blank",
    "instruments.catalogue": "/instruments",
    "instruments.page": "/instruments/graded-care/1.0.0",
    "trends.page": "/families/1/trends/graded-care?child=1",
    "sign_in.accessibility": "/accessibility",
}
NO_PAGES = {"documents.download", "sign_in.health", "static", "sign_in.form"}
"""A file, a word for a machine, and the sign-in page, which has a test of its own."""

WIDTHS = (390, 768, 1280)


def offences(page: Page) -> list[str]:
    """What axe finds, the framework's own habit left out."""
    if not page.evaluate("typeof window.axe !== 'undefined'"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("async () => (await axe.run()).violations")
    return [
        f"{one['id']}: {node['target']}"
        for one in found
        for node in one["nodes"]
        if not _is_frameworks_own(page, one["id"], node["target"][0])
    ]


def _is_frameworks_own(page: Page, rule: str, target: str) -> bool:
    return any(
        page.locator(target).first.evaluate(f"e => e.matches('{own}')")
        for own in FRAMEWORKS_OWN.get(rule, ())
    )


def is_too_wide(page: Page) -> bool:
    return bool(
        page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1")
    )


def test_every_page_that_can_be_opened_is_in_the_list() -> None:
    app = create_app(Settings("sqlite://", "x" * 32, is_demonstration=True))
    opened = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or set())}
    app.extensions["parts"].engine.dispose()
    assert opened - NO_PAGES == PAGES.keys()


@pytest.mark.parametrize("username", ["demo.worker", "demo.supervisor", "demo.reader", "demo.admin"])
def test_axe_finds_nothing_on_any_page_that_a_role_can_open(sign_in: SignIn, username: str) -> None:
    page = sign_in(username)
    numbers = revisions(sign_in)
    faults: list[str] = []
    titles: dict[str, list[str]] = {}
    opened = 0
    for endpoint, path in PAGES.items():
        answer = page.goto(path.format(**numbers))
        if answer is None or answer.status != 200 or not page.url.endswith(path.format(**numbers)):
            continue  # refused, or led to a page that is in the list itself
        opened += 1
        titles.setdefault(page.title(), []).append(endpoint)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            faults += [f"{endpoint} at {width}: {one}" for one in offences(page)]
            faults += [f"{endpoint} at {width}: wider than the screen"] if is_too_wide(page) else []
    assert faults == []
    assert opened >= (4 if username == "demo.admin" else 10)
    assert {title: at for title, at in titles.items() if len(at) > 1} == {}


def revisions(sign_in: SignIn) -> dict[str, int]:
    """A draft and a signed revision that is not countersigned, as the worker's pages name them."""
    page = sign_in("demo.worker", scripts=False)
    page.goto("/families/1#assessments")
    rows = page.locator("#assessments ~ div table tbody tr")
    draft = rows.filter(has=page.locator(".govuk-tag", has_text="Draft")).first.locator("a")
    signed = rows.filter(has=page.locator(".govuk-tag--blue")).first.locator("a")
    return {name: number(link.get_attribute("href")) for name, link in (("draft", draft), ("signed", signed))}


def number(address: str | None) -> int:
    return int((address or "").split("/")[2])


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_on_the_sign_in_page(sign_in: SignIn, width: int) -> None:
    page = sign_in("demo.worker", width=width)
    page.context.clear_cookies()
    page.goto("/sign-in")
    assert offences(page) == []
    assert not is_too_wide(page)
