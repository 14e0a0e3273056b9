"""What is looked for on a page that a person sees: axe's findings, its width, its headings."""

from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).parents[1] / "vendor" / "axe-core" / "axe.min.js"
FRAMEWORKS_OWN = {"aria-allowed-attr": (".govuk-radios__input", ".govuk-checkboxes__input")}
"""What govuk-frontend's conditional radios do by themselves; allowed for these elements alone."""

WIDTHS = (390, 768, 1280)
LEVELS = """[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
    .filter(one => one.checkVisibility() && !one.closest('.govuk-error-summary, .govuk-notification-banner'))
    .map(one => Number(one.tagName[1]))"""
"""The headings' levels in reading order; the framework's own notices stand above the first heading."""


def faults(page: Page) -> list[str]:
    """All that is wrong with the page as it stands, on every width."""
    found = heading_faults(page.evaluate(LEVELS))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"at {width}: {one}" for one in offences(page)]
        found += [f"at {width}: wider than the screen"] if is_too_wide(page) else []
    return found


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


def heading_faults(levels: list[int]) -> list[str]:
    """Whether there is one first heading, and no level left out on the way down."""
    wrong = [] if levels.count(1) == 1 else [f"{levels.count(1)} first headings"]
    steps = zip([0, *levels], levels, strict=False)
    return wrong + [
        f"a heading {lower} under a heading {upper}" for upper, lower in steps if lower > upper + 1
    ]


def is_too_wide(page: Page) -> bool:
    """Whether one must scroll sideways."""
    return bool(
        page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1")
    )


def _is_frameworks_own(page: Page, rule: str, target: str) -> bool:
    return any(
        page.locator(target).first.evaluate(f"e => e.matches('{own}')")
        for own in FRAMEWORKS_OWN.get(rule, ())
    )
