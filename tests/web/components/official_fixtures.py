"""Reads the fixtures of the GOV.UK components: options in, HTML out."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "vendor" / "govuk-frontend"

Options = dict[str, Any]


def official_fixtures(component: str) -> list[dict[str, Any]]:
    """Return every fixture of a component: its name, options and HTML."""
    text = (FOLDER / f"{component}.json").read_text(encoding="utf-8")
    fixtures: list[dict[str, Any]] = json.loads(text)["fixtures"]
    return fixtures


def option_paths(options: object, path: str = "") -> Iterator[str]:
    """Name every option that is set, as `items[].hint.text`; the names inside attributes do not count."""
    if isinstance(options, dict):
        for name, value in options.items():
            below = f"{path}.{name}" if path else name
            if name == "attributes":
                yield below
            else:
                yield from option_paths(value, below)
    elif isinstance(options, list):
        for value in options:
            yield from option_paths(value, f"{path}[]")
    else:
        yield path
