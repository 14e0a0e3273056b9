"""The requirements of security as the administrator and the auditor read them."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from flask import Flask

from assessment_tool.web.security import requirements
from tests.web.assessments.test_queries import statements
from tests.web.browsing import Browser

if TYPE_CHECKING:
    from sqlalchemy import Engine

MOST = 5


@pytest.mark.parametrize("username", ["admin", "auditor"])
def test_the_counts_and_what_stands_behind_each_are_read(
    browser_of: Callable[[str], Browser], username: str
) -> None:
    page, found = browser_of(username).open("/security"), requirements()
    met = [one for one in found.applying if one.tests]
    assert f"Met ({len(met)})" in page.text
    assert f"Do not apply here ({len(found.not_applicable)})" in page.text
    for one in found.applying:
        assert f"{one.id}, level {one.level}" in page.text
        assert all(test in page.text for test in one.tests)
        assert one.tests or one.missing in page.text


def test_what_is_met_of_a_level_is_counted() -> None:
    found = requirements()
    counts = {level: found.met(level) for level in (1, 2, 3)}
    assert sum(of_level for _, of_level in counts.values()) == len(found.applying)
    assert sum(met for met, _ in counts.values()) == sum(bool(one.tests) for one in found.applying)
    assert 0 < counts[1][0] <= counts[1][1]


def test_the_page_asks_the_database_for_the_person_alone(
    browser_of: Callable[[str], Browser], app: Flask
) -> None:
    admin = browser_of("admin")
    engine: Engine = app.extensions["parts"].engine
    with statements(engine) as sent:
        admin.open("/security")
    assert not [text for text in sent if re.search(r"\b(assessments|families)\b", text)]
    assert 0 < len(sent) <= MOST
