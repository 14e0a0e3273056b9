"""Each component of ours renders what the official one renders from the same options."""

from collections import Counter
from typing import Any

import pytest

from tests.web.components.form_adapters import FORM_ADAPTERS
from tests.web.components.normal_html import mistakes, normal
from tests.web.components.official_fixtures import official_fixtures, option_paths
from tests.web.components.page_adapters import PAGE_ADAPTERS
from tests.web.components.template_rendering import Render
from tests.web.components.unbranded import unbranded
from tests.web.components.unsupported_options import FIXTURES, OPTIONS

ADAPTERS = {**FORM_ADAPTERS, **PAGE_ADAPTERS}

FEWEST_COMPARED = {
    "back-link": 7,
    "breadcrumbs": 12,
    "button": 37,
    "checkboxes": 39,
    "date-input": 32,
    "details": 10,
    "error-message": 9,
    "error-summary": 19,
    "fieldset": 18,
    "footer": 13,
    "generic-header": 7,
    "hint": 6,
    "input": 40,
    "inset-text": 6,
    "label": 16,
    "notification-banner": 21,
    "pagination": 14,
    "panel": 9,
    "password-input": 11,
    "phase-banner": 7,
    "radios": 40,
    "select": 16,
    "service-navigation": 28,
    "skip-link": 9,
    "summary-list": 24,
    "table": 20,
    "tabs": 4,
    "tag": 12,
    "task-list": 8,
    "textarea": 18,
    "warning-text": 7,
}


def why_not(component: str, fixture: dict[str, Any]) -> str:
    """Return why a fixture is not compared, or nothing when it is."""
    reasons = OPTIONS.get(component, {})
    unsupported = [f"{path}: {reasons[path]}" for path in option_paths(fixture["options"]) if path in reasons]
    return FIXTURES.get((component, fixture["name"])) or "; ".join(unsupported)


ALL = [(component, fixture) for component in ADAPTERS for fixture in official_fixtures(component)]
COMPARED = [(component, fixture) for component, fixture in ALL if not why_not(component, fixture)]


@pytest.mark.parametrize(
    ("official", "fixture"),
    COMPARED,
    ids=[f"{component}: {fixture['name']}" for component, fixture in COMPARED],
)
def test_our_component_renders_what_the_official_one_renders(
    component: Render, official: str, fixture: dict[str, Any]
) -> None:
    macro, adapt = ADAPTERS[official]
    html = component(macro, **adapt(fixture["options"]))
    assert normal(html) == normal(unbranded(official, fixture["html"]))
    assert mistakes(html) == mistakes(unbranded(official, fixture["html"]))


@pytest.mark.parametrize("official", ADAPTERS)
def test_enough_fixtures_of_every_component_are_really_compared(official: str) -> None:
    compared = Counter(component for component, _ in COMPARED)
    assert compared[official] >= FEWEST_COMPARED[official]


def test_what_is_declared_unsupported_is_what_a_fixture_really_asks_for() -> None:
    asked = {(component, path) for component, fixture in ALL for path in option_paths(fixture["options"])}
    declared = {(component, path) for component, paths in OPTIONS.items() for path in paths}
    assert declared <= asked
    assert set(FIXTURES) <= {(component, fixture["name"]) for component, fixture in ALL}
