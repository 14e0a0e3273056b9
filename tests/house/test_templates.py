"""Templates stay short, escape everything, and carry neither script nor style of their own."""

import re
from collections.abc import Callable

import pytest
from jinja2 import Environment, StrictUndefined, meta

from tests.house.source_tree import ROOT, shown, templates

MOST_LINES = 60
FORBIDDEN = {
    "marks something as safe": re.compile(r"\|\s*safe\b|\bautoescape\s+false|\bMarkup\("),
    "has a script of its own": re.compile(r"<script(?![^>]*\ssrc=)", re.IGNORECASE),
    "has a style of its own": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "has an event attribute": re.compile(r"\son[a-z]+\s*=\s*[\"'{]", re.IGNORECASE),
    "has a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
}
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
STRICT = Environment(undefined=StrictUndefined, autoescape=True, extensions=["jinja2.ext.i18n"])


def faults(source: str) -> list[str]:
    """What is wrong with a template, in words."""
    markup = COMMENT.sub("", source)
    found = [fault for fault, pattern in FORBIDDEN.items() if pattern.search(markup)]
    lines = len(source.splitlines())
    return found + ([f"has {lines} lines"] if lines > MOST_LINES else [])


def missing_references(source: str) -> list[str]:
    """The templates that are included, imported or extended by name but are not there."""
    names = meta.find_referenced_templates(STRICT.parse(source))
    return [name for name in names if name and not (ROOT / "templates" / name).is_file()]


def in_all_templates(check: Callable[[str], list[str]]) -> dict[str, list[str]]:
    """What the check finds, by template; nothing where all is well."""
    found = {shown(template): check(template.read_text(encoding="utf-8")) for template in templates()}
    return {name: faulty for name, faulty in found.items() if faulty}


def test_templates_are_short_escaped_and_without_script_or_style() -> None:
    assert in_all_templates(faults) == {}


def test_templates_parse_and_every_template_they_name_is_there() -> None:
    assert in_all_templates(missing_references) == {}


@pytest.mark.parametrize(
    "source",
    [
        "{{ note | safe }}",
        "{% autoescape false %}{% endautoescape %}",
        "<script>go()</script>",
        "<style>p {}</style>",
        '<p style="color: red">',
        '<a onclick="go()">',
        '<a href="javascript:go()">',
        "<br>\n" * 61,
    ],
)
def test_the_check_refuses(source: str) -> None:
    assert faults(source)


@pytest.mark.parametrize(
    "source", ['<script src="/a.js"></script>', "{# never |safe #}", "<br>\n" * 60, "one = two"]
)
def test_the_check_accepts(source: str) -> None:
    assert faults(source) == []


def test_a_template_that_is_not_there_is_found() -> None:
    assert missing_references("{% include 'nowhere.html' %}") == ["nowhere.html"]
