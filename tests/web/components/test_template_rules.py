"""What the content security policy and the house ask of each component."""

import re
from pathlib import Path

import pytest

from tests.web.components.template_rendering import TEMPLATES

PARTS = sorted(
    [
        *(TEMPLATES / "components").glob("*.html"),
        TEMPLATES / "base.html",
        *(TEMPLATES / "errors").glob("*.html"),
    ]
)


@pytest.mark.parametrize("path", PARTS, ids=lambda path: path.stem)
def test_a_component_holds_no_inline_script_style_or_unescaped_text(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\|\s*safe\b|autoescape|\bstyle=|<style|\son[a-z]+=|<script(?![^>]*\bsrc=)", text)


@pytest.mark.parametrize("path", PARTS, ids=lambda path: path.stem)
def test_a_component_is_at_most_sixty_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 60
