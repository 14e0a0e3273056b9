"""Fixtures of the pages about instruments: the application's own instruments, and who looks after them."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from assessment_tool.definitions.catalogue import Catalogue
from tests.published import with_first_versions
from tests.web.browsing import Browser


@pytest.fixture
def folder(app: Flask, tmp_path: Path) -> Path:
    """The instruments of this application alone."""
    copy = with_first_versions(tmp_path / "instruments")
    app.extensions["parts"] = replace(app.extensions["parts"], catalogue=Catalogue([copy]))
    return copy


@pytest.fixture
def admin(browser_of: Callable[[str], Browser]) -> Browser:
    """Somebody who looks after instruments and sees no family."""
    return browser_of("admin")


@pytest.fixture
def manager(browser_of: Callable[[str], Browser]) -> Browser:
    """Somebody who decides on versions and mends no file."""
    return browser_of("manager")
