"""Turns the options of an official fixture into the arguments of our macro."""

from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup

from tests.web.components.official_fixtures import Options

Arguments = dict[str, Any]


def text_of(option: Options | None, text: str = "text", html: str = "html") -> str:
    """Return HTML as marked up text, and plain text as it is (to be escaped)."""
    option = option or {}
    if option.get(html):
        return Markup(option[html])  # noqa: S704 - the fixture says that this is HTML
    return str(option.get(text) or "")


def renamed(option: Options, names: Mapping[str, str]) -> Arguments:
    """Return the options that are set, under our names."""
    return {ours: option[theirs] for theirs, ours in names.items() if theirs in option}


def same(*names: str) -> dict[str, str]:
    """Return names that are the same on both sides."""
    return {name: name for name in names}


COMMON = same("classes", "attributes")


def simple(names: Mapping[str, str], text_as: str = "text") -> Callable[[Options], Arguments]:
    """Return an adapter for a component that is a text and a few plain options."""

    def adapt(options: Options) -> Arguments:
        arguments = renamed(options, {**COMMON, **names})
        text = text_of(options)
        return {**arguments, text_as: text} if text else arguments

    return adapt


def actions(items: list[Options]) -> list[Arguments]:
    """Return the links that stand beside a row or a card."""
    names = {**COMMON, **same("href"), "visuallyHiddenText": "hidden_text"}
    return [{**renamed(item, names), "text": text_of(item)} for item in items]
