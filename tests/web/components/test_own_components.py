"""The components that have no official fixtures: those of the MoJ and our own."""

from pathlib import Path
from typing import Any

import pytest

from tests.web.components.normal_html import mistakes, normal
from tests.web.components.template_rendering import Render

EXPECTED = Path(__file__).with_name("expected")

FAMILY = [
    {"text": "Overview", "href": "/families/1", "current": True},
    {"text": "People & places", "href": "/families/1/people"},
]
VISIT = {
    "title": "Visit",
    "datetime": "2026-10-12",
    "date": "12 October 2026",
    "by": "R. Adeyemi",
    "text": "Seen.",
}
CALL = {"title": "Call", "datetime": "2026-10-11", "date": "11 October 2026"}

ARGUMENTS: dict[str, dict[str, Any]] = {
    "identity_bar": {"title": "Amber Rowe, 3 years", "body": "Start an assessment"},
    "sub_navigation": {"items": FAMILY, "label": "Rowe family"},
    "side_navigation": {"items": FAMILY},
    "timeline": {"items": [VISIT, CALL], "heading_level": 3},
    "button_group": {"confirm": "Void", "cancel_href": "/back", "is_warning": True},
    "flash_messages": {"messages": [("success", "Saved")], "quiet": True},
}


@pytest.mark.parametrize("name", ARGUMENTS)
def test_a_component_without_official_fixtures_renders_its_documented_markup(
    component: Render, name: str
) -> None:
    html = component(name, **ARGUMENTS[name])
    assert normal(html) == normal((EXPECTED / f"{name}.html").read_text(encoding="utf-8"))
    assert mistakes(html) == []


def test_signing_out_is_a_form_with_a_token_and_never_a_link(component: Render) -> None:
    html = component("signed_in", name="Ruth", role="Social worker", sign_out_href="/out", csrf_token="t0ken")
    assert '<form class="app-signed-in__form" method="post" action="/out">' in html
    assert '<input type="hidden" name="csrf_token" value="t0ken">' in html
    assert "<a " not in html


def test_what_people_typed_is_escaped_wherever_it_is_shown(component: Render) -> None:
    nasty = '"><script>alert(1)</script>'
    item = {"value": nasty, "text": nasty, "hint": nasty, "conditional": nasty}
    cases: dict[str, dict[str, Any]] = {
        "radios": {"name": "n", "items": [item], "legend": nasty, "error": nasty},
        "checkboxes": {"name": "n", "items": [item], "hint": nasty},
        "textarea": {"name": "n", "label": nasty, "value": nasty},
        "input": {"name": "n", "label": "l", "value": nasty, "attributes": {"data-x": nasty}},
        "summary_list": {"rows": [{"key": nasty, "value": nasty}], "card_title": nasty},
        "table": {"rows": [[nasty, {"text": nasty}]], "caption": nasty},
        "identity_bar": {"title": nasty},
    }
    for name, arguments in cases.items():
        assert "<script" not in component(name, **arguments), name


def test_an_answer_that_starts_with_an_empty_line_keeps_it(component: Render) -> None:
    html = component("textarea", name="n", label="l", value="\nline")
    assert "\n\nline</textarea>" in html
