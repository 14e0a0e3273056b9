"""The templates as the application sees them: escaped, and with no undefined name."""

from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tests.web.components.template_rendering import TEMPLATES, Render


@pytest.fixture(scope="session")
def templates() -> Environment:
    """Return an environment as strict as the application's."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@pytest.fixture(scope="session")
def component(templates: Environment) -> Render:
    """Return a function that renders one component; `body` is what stands between call and endcall."""

    def render(macro: str, /, body: str = "", **arguments: Any) -> str:
        opening = f"call {macro}(**arguments)" if body else f"set html = {macro}(**arguments)"
        closing = "{{ body }}{% endcall %}" if body else "{{ html }}"
        source = f'{{% from "components/{macro}.html" import {macro} %}}{{% {opening} %}}{closing}'
        return templates.from_string(source).render(arguments=arguments, body=body)

    return render
